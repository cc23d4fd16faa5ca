//! The keys of `[preprocessor.patterns]`, with what they take: the reference in the guide is made of these rows.

/// A key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it stands in book.toml.
    pub name: &'static str,
    /// What holds without it, as TOML or in words; Markdown.
    pub default: &'static str,
    /// What it takes and what that does; Markdown on one line.
    pub takes: &'static str,
}

/// All keys, in the order of the reference.
pub const KEYS: &[Key] = &[
    Key {
        name: "pages",
        default: "`[]`",
        takes: "globs, relative to `src`, of pages that must be pattern pages",
    },
    Key {
        name: "exclude",
        default: "`[]`",
        takes: "globs of pages to leave alone altogether, such as the template itself",
    },
    Key {
        name: "profile",
        default: "`\"default\"`",
        takes: "`\"strict\"`: every warning denies. `\"adopt\"`: every deny warns",
    },
    Key {
        name: "rules",
        default: "",
        takes: "per rule a level, `code-share = \"warn\"`, or a table, `code-share = { level = \"deny\", max = 0.3 }`",
    },
    Key {
        name: "vocabulary",
        default: "the template's",
        takes: "word lists `categories`, `difficulties`, `statuses`, `relevances`, `laws`, `pillars`, and `tiers-status` (a list per tier): a list replaces, `{ extend = […] }` adds",
    },
    Key {
        name: "words",
        default: "those of `book.language`",
        takes: "words of your own for what is written into pages: `words.at-a-glance = \"In short\"`; the keys stand [below](#words)",
    },
    Key {
        name: "extra-fields",
        default: "`[]`",
        takes: "frontmatter keys of your own",
    },
    Key {
        name: "banner",
        default: "`\"author\"`",
        takes: "`\"generate\"`: a page without a tier banner gets one from its frontmatter",
    },
    Key {
        name: "layout",
        default: "`\"summary\"`",
        takes: "`\"summary\"`: frontmatter and tier banner are one box under the title; `\"card\"`: they stay two",
    },
    Key {
        name: "card",
        default: "`true`",
        takes: "whether frontmatter is shown",
    },
    Key {
        name: "level-navigation",
        default: "`true`",
        takes: "whether the levels are shown as a path of links",
    },
    Key {
        name: "quick-reference",
        default: "`true`",
        takes: "whether the quick-reference tables are made",
    },
    Key {
        name: "related",
        default: "`true`",
        takes: "whether pattern pages end with what they are related to",
    },
    Key {
        name: "diagrams",
        default: "`\"svg\"`",
        takes: "`\"svg\"`: Mermaid diagrams are drawn; `\"client\"`: the fences stay for mdbook-mermaid; `\"code\"`: they are shown as code",
    },
    Key {
        name: "math",
        default: "`\"text\"`",
        takes: "`\"mathml\"`: formulas are drawn as MathML; `\"client\"`: they are handed whole to MathJax or KaTeX; `\"text\"`: they stay as they are",
    },
    Key {
        name: "cache",
        default: "`true`",
        takes: "whether drawings are kept for the next build, in the platform's cache folder",
    },
    Key {
        name: "structured-data",
        default: "`true`",
        takes: "whether pattern pages tell search engines what they are (schema.org's TechArticle as JSON-LD)",
    },
    Key {
        name: "titles-from-summary",
        default: "`false`",
        takes: "whether a page without a heading of the first rank gets one: what SUMMARY.md calls it",
    },
    Key {
        name: "style-all-pages",
        default: "`false`",
        takes: "whether pages that hold nothing but plain Markdown get the same width, headings and tables as those with boxes, tabs or cards; without it they stay as mdBook has them",
    },
    Key {
        name: "autorefs",
        default: "`false`",
        takes: "whether `[text][id]` and `[Heading][]` without a definition lead to the heading with that id, on whatever page it stands",
    },
    Key {
        name: "on-serve",
        default: "`\"show\"`",
        takes: "`\"fail\"`: a deny also fails under `mdbook serve`",
    },
    Key {
        name: "snippets",
        default: "`[\".\", src]`",
        takes: "the folders (at most 100) in which names of snippets (`--8<-- \"file\"`) begin, relative to the book's folder; `\"$page\"` is the folder of each page; a file counts by its own name",
    },
    Key {
        name: "append",
        default: "`[]`",
        takes: "snippets that stand behind the text of each page, such as a glossary",
    },
    Key {
        name: "kinds",
        default: "",
        takes: "kinds of admonitions besides Material's, a table each: see below",
    },
    Key {
        name: "overrides",
        default: "`[]`",
        takes: "tables `[[preprocessor.patterns.overrides]]` with `pages` (globs) and `rules`, for those pages only; later ones win",
    },
    Key {
        name: "baseline",
        default: "",
        takes: "a file of known violations, relative to the book's folder; only new ones are reported",
    },
    Key {
        name: "templates",
        default: "",
        takes: "a table for each template of your own, `[preprocessor.patterns.templates.NAME]`, with `file` (the page that authors copy), `pages` (globs of its pages), and if you like `rules`, `card`, `words`, `extra-fields` and others: see [Templates of your own](../teams/templates.md); `templates.pattern` takes `file` for a book's own edition of the pattern template, and `rules`",
    },
];

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|key| key.name)
}
