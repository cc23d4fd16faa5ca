//! Extensions of Python-Markdown.

use super::{Row, carried, differs, lost};

/// One row for each extension, and for options that decide something.
pub static EXTENSIONS: &[Row] = &[
    carried("abbr", "works"),
    carried("admonition", "works"),
    carried("attr_list", "works"),
    carried("codehilite", "mdBook highlights code, in the browser"),
    lost(
        "codehilite:linenums",
        "a fence's own `linenums` is drawn; all fences at once cannot be told to",
    ),
    lost(
        "codehilite:guess_lang",
        "a fence without a language is not coloured",
    ),
    carried("def_list", "`definition-lists`"),
    carried("extra", "its parts are switched on"),
    carried("fenced_code", "works"),
    carried("footnotes", "works"),
    carried("legacy_attrs", "attribute lists work"),
    carried("legacy_em", "emphasis is that of CommonMark"),
    carried("md_in_html", "works"),
    carried("meta", "frontmatter is read"),
    lost(
        "nl2br",
        "a line break is a space here: end a line with a backslash where it should break",
    ),
    carried("sane_lists", "lists are those of CommonMark"),
    carried("smarty", "`smart-punctuation`"),
    carried("tables", "works"),
    carried(
        "toc",
        "headings have ids, and mdBook's sidebar lists them; links to MkDocs's ids are led to mdBook's",
    ),
    differs(
        "toc:permalink",
        "each heading is a link to itself; no sign stands behind it",
    ),
    lost("toc:baselevel", "headings keep their ranks"),
    differs(
        "toc:slugify",
        "ids are mdBook's; links to the ids that MkDocs's default makes are led there, and those of other makers may differ where letters are not ASCII",
    ),
    lost("toc:title", "the sidebar's list of headings has no title"),
    lost("toc:toc_depth", "the sidebar lists all headings"),
    lost("toc:separator", "ids have `-` between words"),
    lost(
        "wikilinks",
        "`[[page]]` stays as it is written: write links",
    ),
    carried("github-callouts", "mdBook reads GitHub's callouts"),
    differs(
        "callouts",
        "mdBook reads GitHub's callouts; `syntax-unsupported` names the others, and `mdbook-patterns fix` makes boxes of them; `NOTE: text` is text",
    ),
    carried(
        "mdx_truly_sane_lists",
        "lists are those of CommonMark, where two spaces are enough",
    ),
    carried("mdx_gh_links", "links to issues stay as they are written"),
    carried(
        "pymdownx.arithmatex",
        "formulas are drawn when the book is built: `math = \"mathml\"`",
    ),
    carried("pymdownx.b64", "images are files"),
    carried("pymdownx.betterem", "emphasis is that of CommonMark"),
    carried("pymdownx.blocks.admonition", "works"),
    carried(
        "pymdownx.blocks.admonition:types",
        "`kinds` in book.toml has those that are not Material's",
    ),
    carried("pymdownx.blocks.caption", "works"),
    carried("pymdownx.blocks.details", "works"),
    differs(
        "pymdownx.blocks.details:types",
        "`/// details-x` is a folded box of the kind `x`; blocks of other names are shown as they are written, and `syntax-unsupported` names them",
    ),
    carried("pymdownx.blocks.html", "works"),
    carried("pymdownx.blocks.tab", "works"),
    lost(
        "pymdownx.blocks.definition",
        "`/// define` is shown as it is written",
    ),
    carried("pymdownx.caret", "works"),
    carried("pymdownx.critic", "works"),
    carried("pymdownx.details", "works"),
    carried("pymdownx.emoji", "works: icons and emoji are drawn"),
    lost(
        "pymdownx.emoji:options",
        "icons of your own are not drawn; `icon-unknown` names them",
    ),
    lost("pymdownx.escapeall", "a backslash escapes punctuation only"),
    carried("pymdownx.extra", "its parts are switched on"),
    lost(
        "pymdownx.fancylists",
        "lists have numbers; letters and Roman numbers are text",
    ),
    carried("pymdownx.github", "its parts are switched on"),
    carried(
        "pymdownx.highlight",
        "mdBook highlights code, in the browser",
    ),
    lost(
        "pymdownx.highlight:linenums",
        "a fence's own `linenums` is drawn; all fences at once cannot be told to",
    ),
    lost(
        "pymdownx.highlight:auto_title",
        "a fence's own `title` is shown",
    ),
    carried(
        "pymdownx.inlinehilite",
        "code within a line is shown without colours",
    ),
    carried("pymdownx.keys", "works"),
    differs(
        "pymdownx.magiclink",
        "bare addresses are no links: `syntax-unsupported` names them, and `mdbook-patterns fix` sets them right; `#12` and `@user` are text",
    ),
    carried("pymdownx.mark", "works"),
    lost("pymdownx.pathconverter", "paths stay as they are written"),
    lost(
        "pymdownx.progressbar",
        "`[=85%]` is shown as it is written; `syntax-unsupported` names each",
    ),
    lost("pymdownx.quotes", "quotes are those of CommonMark"),
    differs(
        "pymdownx.quotes:callouts",
        "mdBook reads GitHub's callouts; `syntax-unsupported` names the others, and `mdbook-patterns fix` makes boxes of them",
    ),
    carried("pymdownx.saneheaders", "`#hashtag` is text"),
    lost(
        "pymdownx.smartsymbols",
        "`(c)`, `-->` and `1/2` stay as they are written",
    ),
    carried(
        "pymdownx.snippets",
        "works, from files below the book's folder",
    ),
    differs(
        "pymdownx.snippets:url_download",
        "nothing is fetched from the web",
    ),
    carried(
        "pymdownx.snippets:check_paths",
        "`snippet-missing` names what is not there",
    ),
    lost(
        "pymdownx.snippets:url_request_headers",
        "nothing is fetched from the web",
    ),
    carried("pymdownx.snippets:base_path", "`snippets`"),
    carried("pymdownx.snippets:auto_append", "`append`"),
    carried(
        "pymdownx.snippets:dedent_subsections",
        "a section keeps its indentation",
    ),
    carried("pymdownx.striphtml", "HTML stays"),
    carried("pymdownx.superfences", "works"),
    carried(
        "pymdownx.superfences:custom_fences",
        "Mermaid is drawn; others stay code",
    ),
    carried("pymdownx.tabbed", "works"),
    carried("pymdownx.tasklist", "works"),
    carried("pymdownx.tilde", "works"),
    differs("material.extensions.preview", "links have no preview"),
    lost(
        "zensical.extensions.macros",
        "no macros are run: `{{ name }}` and `{% … %}` stay as they are written",
    ),
    differs("zensical.extensions.preview", "links have no preview"),
    differs(
        "zensical.extensions.glightbox",
        "diagrams open in full size, images do not",
    ),
    carried(
        "zensical.extensions.emoji",
        "works: icons and emoji are drawn",
    ),
    lost(
        "mdx_include",
        "`{! file !}` is not read: write `{{#include file}}`",
    ),
    lost(
        "markdown_include.include",
        "`{!file!}` is not read: write `{{#include file}}`",
    ),
    lost(
        "markdown_include_variants",
        "`{* file *}` is not read: write `{{#include file}}`",
    ),
    lost("markdown_exec", "no code is run"),
    lost(
        "mkautodoc",
        "nothing is generated from a program's source: `:::` stays as it is written",
    ),
    lost("mkdocs-click", "`::: mkdocs-click` stays as it is written"),
    lost("mkdocs-typer", "`::: mkdocs-typer` stays as it is written"),
    lost(
        "mkdocs_graphviz",
        "only Mermaid is drawn; other fences stay code",
    ),
    lost(
        "plantuml_markdown",
        "only Mermaid is drawn; other fences stay code",
    ),
    lost("plantuml", "only Mermaid is drawn; other fences stay code"),
    lost("neoteroi.cards", "its blocks are shown as code"),
    lost("neoteroi.timeline", "its blocks are shown as code"),
    lost("neoteroi.spantable", "its blocks are shown as code"),
    lost("sane_tables", "tables are those of GitHub"),
    lost("customblocks", "its blocks stay as they are written"),
    lost("mdx_math", "formulas are those of arithmatex"),
    lost("markdown_captions", "a caption is a block: `/// caption`"),
    lost("markdown_grid_tables", "tables are those of GitHub"),
    lost("pyembed.markdown", "nothing is fetched from the web"),
];
