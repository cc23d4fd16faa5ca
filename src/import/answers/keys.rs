//! Keys of the configuration, of its theme with the features, and of `extra`.

use super::{Row, carried, differs, lost};

const NOT_LOOKED_AT: &str = "no rule looks at these: mdBook shows them as they come";

/// One row for each key.
pub static KEYS: &[Row] = &[
    carried("site_name", "`title`"),
    carried("site_description", "`description`"),
    carried("site_author", "`authors`"),
    differs(
        "site_url",
        "`site-url` has its path; the host has no place, so pages have no canonical links, and there is no sitemap",
    ),
    carried("repo_url", "`git-repository-url`"),
    lost("repo_name", "mdBook shows an icon and no name"),
    carried("edit_uri", "`edit-url-template`"),
    carried("edit_uri_template", "`edit-url-template`"),
    carried("nav", "SUMMARY.md"),
    carried("docs_dir", "`src`"),
    differs(
        "site_dir",
        "mdBook writes into `book`: two tools that write into one folder would delete each other's files",
    ),
    carried(
        "use_directory_urls",
        "the addresses of MkDocs lead to the pages of mdBook",
    ),
    carried(
        "exclude_docs",
        "these pages stand in no navigation; mdBook builds what SUMMARY.md lists",
    ),
    lost(
        "draft_docs",
        "drafts are left out of the book, also while you write",
    ),
    carried(
        "not_in_nav",
        "these pages stand behind all others in SUMMARY.md, or mdBook would not build them",
    ),
    carried(
        "strict",
        "`profile` in book.toml: take `adopt` out, and what is wrong fails the build",
    ),
    carried("dev_addr", "`mdbook serve --hostname … --port …`"),
    differs(
        "watch",
        "`extra-watch-dirs` in `[build]`, where the folder is there",
    ),
    carried("remote_branch", "of MkDocs's own command `gh-deploy`"),
    carried("remote_name", "of MkDocs's own command `gh-deploy`"),
    lost(
        "hooks",
        "Python is never run: what these scripts do is not done",
    ),
    lost(
        "copyright",
        "mdBook has no footer: write it on a page, or into `theme/index.hbs`",
    ),
    lost(
        "extra_css",
        "listed below; `--assets` takes local files over",
    ),
    lost(
        "extra_javascript",
        "listed below; `--assets` takes local files over",
    ),
    lost("extra_templates", "no templates are run"),
    lost(
        "theme",
        "mdBook has a theme of its own; this one's look is not taken over",
    ),
    carried("markdown_extensions", "each is answered by itself"),
    carried("plugins", "each is answered by itself"),
    carried("mdx_configs", "options of extensions"),
    carried(
        "validation",
        "the rules `broken-link` and `broken-anchor` look at links",
    ),
    carried(
        "validation.nav",
        "the rules look at links and at pages that SUMMARY.md lacks",
    ),
    carried(
        "validation.links",
        "the rules `broken-link` and `broken-anchor`",
    ),
    carried(
        "validation.omitted_files",
        "pages that stand nowhere are appended to SUMMARY.md",
    ),
    carried("validation.not_found", "the rule `broken-link`"),
    carried(
        "validation.absolute_links",
        "links from the top of the site are led to the book's pages",
    ),
    carried("validation.unrecognized_links", "the rule `broken-link`"),
    carried("validation.anchors", "the rule `broken-anchor`"),
    carried("validation.unresolved_references", "the rule `broken-link`"),
    carried("validation.invalid_links", "the rule `broken-link`"),
    carried(
        "validation.invalid_link_anchors",
        "the rule `broken-anchor`",
    ),
    lost(
        "validation.absolute_links_relative_to_docs",
        "links from the top of the site are led to the book's pages, whatever this says",
    ),
    lost("validation.unresolved_footnotes", NOT_LOOKED_AT),
    lost("validation.unused_definitions", NOT_LOOKED_AT),
    lost("validation.unused_footnotes", NOT_LOOKED_AT),
    lost("validation.shadowed_definitions", NOT_LOOKED_AT),
    lost("validation.shadowed_footnotes", NOT_LOOKED_AT),
    // The theme.
    carried(
        "theme.name",
        "mdBook's own theme, with this program's boxes, tabs and icons",
    ),
    carried("theme.variant", "a look of Zensical's"),
    carried(
        "theme.palette",
        "`default-theme` and `preferred-dark-theme`; readers choose among five themes",
    ),
    carried("theme.color_mode", "readers choose among five themes"),
    carried(
        "theme.user_color_mode_toggle",
        "readers choose among five themes",
    ),
    carried("theme.language", "`language`"),
    carried("theme.locale", "`language`"),
    lost("theme.direction", "mdBook follows the language"),
    lost("theme.logo", "mdBook shows the book's title and no logo"),
    lost(
        "theme.favicon",
        "mdBook takes `theme/favicon.svg` and `theme/favicon.png`",
    ),
    differs(
        "theme.font",
        "mdBook has fonts of its own; put yours into `theme/fonts/fonts.css`",
    ),
    lost(
        "theme.icon",
        "icons of the repository and of boxes are told one by one",
    ),
    lost(
        "theme.custom_dir",
        "Jinja templates have no counterpart; `theme/head.hbs` and `theme/header.hbs` are the places to write the same by hand. Where the folder lies among the pages mdBook copies it into the book",
    ),
    lost("theme.static_templates", "no templates are run"),
    lost("theme.include_search_page", "mdBook searches on each page"),
    carried("theme.highlightjs", "mdBook highlights code"),
    carried("theme.hljs_languages", "mdBook highlights code"),
    lost(
        "theme.hljs_style",
        "mdBook's themes have styles of their own",
    ),
    differs("theme.navigation_depth", "the sidebar folds by levels"),
    differs("theme.collapse_navigation", "the sidebar folds by levels"),
    carried(
        "theme.features.navigation.indexes",
        "a section's title leads to its index",
    ),
    carried(
        "theme.features.navigation.sections",
        "the sidebar does not fold",
    ),
    carried(
        "theme.features.navigation.expand",
        "the sidebar does not fold",
    ),
    carried("theme.features.navigation.prune", "the sidebar folds"),
    lost(
        "theme.features.navigation.tabs",
        "sections of the first level are chapters in the sidebar; mdBook has no tabs on top",
    ),
    lost(
        "theme.features.navigation.tabs.sticky",
        "mdBook has no tabs on top",
    ),
    lost("theme.features.navigation.instant", "pages load as a whole"),
    lost(
        "theme.features.navigation.instant.prefetch",
        "pages load as a whole",
    ),
    lost(
        "theme.features.navigation.instant.progress",
        "pages load as a whole",
    ),
    lost(
        "theme.features.navigation.instant.preview",
        "links have no preview",
    ),
    lost(
        "theme.features.navigation.tracking",
        "the address does not follow as you scroll",
    ),
    lost(
        "theme.features.navigation.top",
        "mdBook has no button to the top",
    ),
    lost(
        "theme.features.navigation.path",
        "mdBook shows no path above the title",
    ),
    carried(
        "theme.features.navigation.footer",
        "mdBook leads to the next and the previous page",
    ),
    carried("theme.features.toc.follow", "mdBook's sidebar follows"),
    carried(
        "theme.features.toc.integrate",
        "a page's headings stand in mdBook's sidebar",
    ),
    carried("theme.features.content.code.copy", "mdBook copies code"),
    lost(
        "theme.features.content.code.select",
        "lines cannot be selected",
    ),
    carried(
        "theme.features.content.code.annotate",
        "annotations lead to the items of the list below, and back",
    ),
    carried(
        "theme.features.content.tabs.link",
        "tabs of the same title switch together",
    ),
    carried("theme.features.content.action.edit", "`edit-url-template`"),
    lost(
        "theme.features.content.action.view",
        "mdBook has a button to edit and none to view",
    ),
    lost(
        "theme.features.content.tooltips",
        "titles of links are the browser's",
    ),
    lost(
        "theme.features.content.footnote.tooltips",
        "footnotes are at the end of the page",
    ),
    carried("theme.features.search", "mdBook searches"),
    carried(
        "theme.features.search.suggest",
        "mdBook searches as you type",
    ),
    carried(
        "theme.features.search.highlight",
        "mdBook marks what was found",
    ),
    lost(
        "theme.features.search.share",
        "a search has an address; there is no button for it",
    ),
    lost("theme.features.header.autohide", "mdBook's bar stays"),
    lost(
        "theme.features.announce.dismiss",
        "there is no announcement",
    ),
    // `extra`.
    lost(
        "extra.social",
        "mdBook has no footer: write the links on a page, or into `theme/index.hbs`",
    ),
    lost(
        "extra.analytics",
        "write the provider's script into `theme/head.hbs`",
    ),
    lost(
        "extra.consent",
        "without analytics there is nothing to consent to",
    ),
    lost(
        "extra.version",
        "mdBook has no menu of versions; build each into a folder of its own",
    ),
    lost(
        "extra.alternate",
        "mdBook has no switch of languages; one book per language is the way",
    ),
    lost("extra.status", "mdBook shows no status beside a title"),
    lost(
        "extra.tags",
        "tags stay in the frontmatter; there is no page of tags",
    ),
    lost("extra.homepage", "the title leads nowhere"),
    carried("extra.generator", "mdBook names itself nowhere"),
    lost("extra.annotate", "annotations are those of comments"),
    lost("extra.scope", "of cookies"),
    lost(
        "extra.disqus",
        "write the provider's script into `theme/head.hbs`",
    ),
    lost("extra.search", "mdBook's index is made for English"),
];
