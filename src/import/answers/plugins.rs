//! Plugins.

use super::{Row, carried, differs, lost};

/// One row for each plugin, and for options that decide something.
pub static PLUGINS: &[Row] = &[
    carried("search", "mdBook searches"),
    differs(
        "search:lang",
        "mdBook's index is made for English; other languages are found by whole words",
    ),
    lost("search:separator", "mdBook splits words by itself"),
    lost("search:pipeline", "mdBook has a pipeline of its own"),
    lost("search:boost", "set in `[output.html.search]`"),
    carried("redirects", "`[output.html.redirect]`"),
    carried(
        "awesome-pages",
        "SUMMARY.md has the order that its files make",
    ),
    carried(
        "awesome-nav",
        "SUMMARY.md has the order that its files make",
    ),
    carried(
        "literate-nav",
        "SUMMARY.md has the order that its files make",
    ),
    carried("section-index", "a section's title leads to its index"),
    carried("exclude", "these pages stand in no navigation"),
    carried("same-dir", "mdBook's `src` may be the folder of book.toml"),
    carried(
        "autolinks",
        "links are led to the book's pages where they can be",
    ),
    carried("mermaid2", "diagrams are drawn when the book is built"),
    carried("minify", "nothing depends on it"),
    carried("offline", "mdBook's pages need no server but for search"),
    carried(
        "privacy",
        "nothing is loaded from elsewhere unless you write it",
    ),
    carried("optimize", "nothing depends on it; images stay as they are"),
    carried("typeset", "headings keep their markup"),
    differs(
        "callouts",
        "mdBook reads GitHub's callouts; `syntax-unsupported` names the others, and `mdbook-patterns fix` makes boxes of them",
    ),
    carried("github-callouts", "mdBook reads GitHub's callouts"),
    carried(
        "ezlinks",
        "links are led to the book's pages where they can be",
    ),
    differs(
        "tags",
        "tags stay in the frontmatter; there is no page of tags. `{{#patterns catalog}}` lists pages of a template and filters by tags",
    ),
    differs("meta", "only a page's own frontmatter counts"),
    differs(
        "i18n",
        "the book has the default language; make one book per language",
    ),
    differs(
        "blog",
        "posts are pages like others; there are no lists by date, no categories and no feeds",
    ),
    differs("glightbox", "diagrams open in full size, images do not"),
    differs(
        "table-reader",
        "tables are not read from files: write them, or include them with `{{#include table.md}}`",
    ),
    differs(
        "include-markdown",
        "`{% include-markdown %}` is not run: write `{{#include file.md}}`",
    ),
    differs(
        "markdown-include",
        "`{!file!}` is not read: write `{{#include file.md}}`",
    ),
    lost(
        "mkdocstrings",
        "nothing is generated from a program's source: `:::` stays as it is written, and references to it are words without a link. Link to the reference elsewhere, such as docs.rs or pdoc",
    ),
    carried(
        "autorefs",
        "`autorefs`: `[text][heading]` leads to that heading, on whatever page it stands",
    ),
    lost(
        "api-autonav",
        "nothing is generated from a program's source",
    ),
    lost("autoapi", "nothing is generated from a program's source"),
    lost("mkdoxy", "nothing is generated from a program's source"),
    lost(
        "macros",
        "no macros are run: `{{ name }}` and `{% … %}` stay as they are written",
    ),
    lost("markdownextradata", "no variables are filled in"),
    lost("simple-hooks", "Python is never run"),
    lost(
        "gen-files",
        "no script is run: pages that it makes are not there",
    ),
    lost("exec", "no code is run"),
    lost(
        "markdown-exec",
        "no code is run: its fences are shown as code",
    ),
    lost("execute", "no code is run"),
    lost(
        "mkdocs-jupyter",
        "notebooks are no pages of mdBook: write them as Markdown, such as with `jupyter nbconvert --to markdown`",
    ),
    lost(
        "mknotebooks",
        "notebooks are no pages of mdBook: write them as Markdown, such as with `jupyter nbconvert --to markdown`",
    ),
    lost(
        "jupyter",
        "notebooks are no pages of mdBook: write them as Markdown, such as with `jupyter nbconvert --to markdown`",
    ),
    lost("git-revision-date-localized", "mdBook shows no dates"),
    lost("git-revision-date", "mdBook shows no dates"),
    lost("git-authors", "mdBook shows no authors of pages"),
    lost("git-committers", "mdBook shows no authors of pages"),
    lost("git-committers-2", "mdBook shows no authors of pages"),
    lost("social", "no cards are drawn for social media"),
    lost("rss", "mdBook writes no feed"),
    lost(
        "mike",
        "mdBook knows no versions; build each into a folder of its own",
    ),
    lost(
        "monorepo",
        "a book has one folder of pages: make one book per project",
    ),
    lost(
        "multirepo",
        "a book has one folder of pages: clone the others before you build",
    ),
    lost(
        "projects",
        "a book has one folder of pages: make one book per project",
    ),
    lost("group", "the plugins in it are not looked at"),
    lost("info", "of Material's own bug reports"),
    lost("llmstxt", "no `llms.txt` is written"),
    lost(
        "pdf-export",
        "mdBook prints: `print.html` holds the whole book",
    ),
    lost(
        "with-pdf",
        "mdBook prints: `print.html` holds the whole book",
    ),
    lost(
        "print-site",
        "mdBook prints: `print.html` holds the whole book",
    ),
    lost("swagger-ui-tag", "`<swagger-ui>` draws nothing"),
    lost("render_swagger", "`!!swagger!!` stays as it is written"),
    lost("neoteroi.mkdocsoad", "`[OAD(…)]` stays as it is written"),
    lost("bibtex", "`[@key]` stays as it is written"),
    lost(
        "drawio",
        "drawings of draw.io are not shown: export them as SVG",
    ),
    lost("kroki", "only Mermaid is drawn; other fences stay code"),
    lost("plantuml", "only Mermaid is drawn; other fences stay code"),
    lost(
        "build_plantuml",
        "only Mermaid is drawn; other fences stay code",
    ),
    lost("click", "`::: mkdocs-click` stays as it is written"),
    lost("video", "write `<video>`"),
    lost(
        "roamlinks",
        "`[[page]]` stays as it is written: write links",
    ),
    lost("ezglossary", "its references stay as they are written"),
    lost(
        "htmlproofer",
        "the rules `broken-link` and `broken-anchor` look at the book's own links",
    ),
    lost("spellcheck", "words are not looked up"),
    lost("charts", "its fences stay code"),
    lost("graphviz", "only Mermaid is drawn; other fences stay code"),
    lost("termynal", "its blocks are shown as code"),
    lost("badges", "its marks stay as they are written"),
    lost(
        "encryptcontent",
        "pages are not encrypted: take care not to publish them",
    ),
    lost("enumerate-headings", "headings are not numbered"),
];
