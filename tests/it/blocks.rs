//! Material's blocks and HTML with Markdown inside, as readers get them: by real builds.

use crate::render::{has, page};
use crate::site::{Site, squeeze};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::material::admonition_kinds::ADMONITION_KINDS;
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A built page.
pub struct Built {
    pub html: String,
    pub markdown: String,
    /// With the stylesheet and the script.
    pub raw: String,
}

pub fn build(text: &str) -> Built {
    build_with("", text)
}

fn build_with(table: &str, text: &str) -> Built {
    let chapters = [("page.md", text), ("other.md", "# Other\n")];
    let site = Site::new(&format!("profile = \"adopt\"\n{table}"), &chapters);
    assert!(site.build());
    Built {
        html: squeeze(&site.html("page.md")),
        markdown: site.markdown("page.md"),
        raw: std::fs::read_to_string(site.html_folder().join("page.html")).unwrap(),
    }
}

impl Built {
    #[track_caller]
    pub fn shows(&self, part: &str) {
        let part = squeeze(part);
        assert!(
            self.html.contains(&part),
            "not found: {part}\nin: {}",
            self.html
        );
    }

    #[track_caller]
    pub fn hides(&self, part: &str) {
        assert!(
            !self.html.contains(part),
            "found: {part}\nin: {}",
            self.html
        );
    }

    #[track_caller]
    pub fn writes(&self, part: &str) {
        assert!(
            self.markdown.contains(part),
            "not found: {part}\nin: {}",
            self.markdown
        );
    }
}

pub fn unfold(text: &str) -> String {
    Page::parse(text, &Kinds::default(), &MarkdownOptions::default())
        .unfolded()
        .to_owned()
}

#[test]
fn each_kind_of_material_has_its_own_icon_and_colour() {
    let css = mdbook_patterns::render::STYLESHEET;
    let rule = |kind: &str| {
        css.lines()
            .find(|line| line.starts_with(&format!(".patterns-{kind}{{")))
            .unwrap_or_else(|| css.lines().next().unwrap())
    };
    let value = |kind: &str, property: &str| {
        let (_, rest) = rule(kind).split_once(property)?;
        Some(rest.split([';', '}']).next().unwrap().to_owned())
    };
    let mut icons = BTreeMap::new();
    let mut colours = BTreeMap::new();
    for (kind, _) in ADMONITION_KINDS {
        let icon = value(kind, " d='");
        let same = icons.insert(icon, kind);
        assert_eq!(
            same, None,
            "patterns.css gives `{kind}` no icon of its own, `--pi`"
        );
        let same = colours.insert(value(kind, "--pc:"), kind);
        assert_eq!(
            same, None,
            "patterns.css gives `{kind}` no colour of its own, `--pc`"
        );
    }
    // A note in a box of another kind would inherit that one's icon.
    let all = css.lines().next().unwrap();
    assert!(
        all.starts_with(".patterns-admonition,") && all.contains("--pi:"),
        "{all}"
    );
}

#[test]
fn kinds_of_the_book() {
    let table = "kinds.postmortem = { color = \"#b00020\", icon = \"bug\", title = \"Post-mortem\" }\n\
                 kinds.Plain-One = { color = \"teal\" }\n\
                 kinds.unused = { color = \"red\" }";
    let text = "# T\n\n!!! PostMortem\n    a\n\n!!! postmortem inline end\n    b\n\n???+ plain-one \"Own\"\n    c\n\n!!!postmortem\n    d\n";
    let page = build_with(table, text);
    page.shows("<div class=\"patterns-admonition patterns-bug patterns-kind-postmortem\" role=\"note\"><p class=\"patterns-title\">Post-mortem</p><p>a</p></div>");
    page.shows("patterns-kind-postmortem patterns-inline patterns-end\" role=\"note\"><p class=\"patterns-title\">Post-mortem</p><p>b</p></div>");
    page.shows("<details class=\"patterns-admonition patterns-note patterns-kind-plain-one\" open=\"\"><summary class=\"patterns-title\">Own</summary>");
    page.shows("<p>d</p>");
    assert!(page.raw.contains(
        "<style>.patterns-kind-plain-one{--pc:teal}\n.patterns-kind-postmortem{--pc:#b00020}</style>"
    ));
    assert!(!page.raw.contains("patterns-kind-unused"));
    page.writes("> **Post-mortem**\n>\n> a");
    let elsewhere = build_with(table, "# T\n\n!!! note\n    a\n");
    assert!(!elsewhere.raw.contains("patterns-kind"));
}

#[test]
fn kinds_of_the_book_are_styled_where_the_stylesheet_is_installed_too() {
    let table = "kinds.own = { color = \"red\" }\n\n[output.html]\nadditional-css = [\"patterns.css\"]\nadditional-js = [\"js/patterns.js\"]";
    let site = Site::new(
        table,
        &[("a.md", "# A\n\n!!! own\n    x\n\n=== \"T\"\n    y\n")],
    );
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    site.write(
        "book.toml",
        toml.trim_end_matches("[output.html]\n[output.markdown]\n"),
    );
    site.write("patterns.css", "");
    site.write("js/patterns.js", "");
    assert!(site.build());
    let html = std::fs::read_to_string(site.html_folder().join("a.html")).unwrap();
    assert!(
        html.contains("<style>.patterns-kind-own{--pc:red}</style>"),
        "{html}"
    );
    assert!(!html.contains("mdbookPatterns"), "the script is installed");
}

#[test]
fn classes_and_folding_and_sixteen_levels() {
    let page = build(
        "# T\n\n!!! note inline end my-class \"A\"\n    a\n\n!!! tip inline\n    b\n\n??? bug \"\"\n    c\n\n???+ quote \"*D*\"\n    d\n\n!!! note \"\"\n    e\n",
    );
    page.shows("<div class=\"patterns-admonition patterns-note patterns-inline patterns-end my-class\" role=\"note\">");
    page.shows("<div class=\"patterns-admonition patterns-tip patterns-inline\" role=\"note\"><p class=\"patterns-title\">Tip</p><p>b</p></div>");
    page.shows("<details class=\"patterns-admonition patterns-bug\"><summary class=\"patterns-title\">Bug</summary><p>c</p></details>");
    page.shows("<details class=\"patterns-admonition patterns-quote\" open=\"\"><summary class=\"patterns-title\"><em>D</em></summary>");
    page.shows("<div class=\"patterns-admonition patterns-note\" role=\"note\"><p>e</p></div>");
    let mut nested = String::from("# T\n\n");
    for depth in 0..15 {
        let _ = write!(
            nested,
            "{0}??? note \"{depth}\"\n{0}    text {depth}\n\n",
            " ".repeat(depth * 4)
        );
    }
    let page = build(&nested);
    assert_eq!(page.html.matches("<details").count(), 15);
    assert_eq!(page.html.matches("</details>").count(), 15);
    page.hides("???");
}

#[test]
fn alerts_of_github_stay_those_of_mdbook() {
    let text = "# T\n\n> [!NOTE]\n> Text\n\n> [!WARNING]\n> More\n";
    let page = build(text);
    page.shows("blockquote-tag blockquote-tag-note");
    page.hides("patterns-");
    assert_eq!(unfold(text), text);
}

#[test]
fn a_fence_left_open_ends_with_its_block() {
    let page = build(
        "# T\n\n!!! note\n    a\n    ```text\n    x\n\n=== \"A\"\n    ~~~~text\n    y\n\n- l\n\n    !!! tip\n        ```text\n        z\n\nAfter.\n",
    );
    page.shows("<p>a</p><pre><code class=\"language-text\">x </code></pre></div><div class=\"patterns-tabs\">");
    page.shows("y </code></pre></div></div><ul>");
    page.shows("z </code></pre></div></li></ul><p>After.</p>");
    page.writes("> ```text\n> x\n> ```\n");
    page.writes("~~~~text\ny\n~~~~\n");
}

#[test]
fn a_shorter_fence_closes_no_longer_one() {
    let page = build("# T\n\n!!! note\n    ````text\n    x\n    ```\n\nAfter.\n");
    page.shows("<pre><code class=\"language-text\">x ``` </code></pre></div><p>After.</p>");
}

#[test]
fn tabs_form_sets() {
    let page = build(
        "# T\n\n=== \"A\"\n    a\n\n=== \"B `x` <b>\"\n\n    ```text\n    b\n\n        c\n    ```\n\n===! \"C\"\n    c\n===+ \"D\"\n    d\n\nText.\n\n===!+ \"E\"\n    e\n",
    );
    page.shows("<div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">A</p><p>a</p></div><div class=\"patterns-tab\"><p class=\"patterns-title\">B <code>x</code> &lt;b&gt;</p><pre>");
    page.shows("</pre></div></div><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">C</p><p>c</p></div><div class=\"patterns-tab patterns-selected\"><p class=\"patterns-title\">D</p><p>d</p></div></div><p>Text.</p>");
    page.shows("<div class=\"patterns-tabs\"><div class=\"patterns-tab patterns-selected\"><p class=\"patterns-title\">E</p>");
    assert!(page.raw.contains("b\n\n    c\n"), "{}", page.raw);
    // Without the script nothing claims to be a tab.
    page.hides("role=");
    page.hides("hidden");
    page.writes("**A**\n\na\n\n");
    page.writes("Text.\n\n**E**\n\ne\n");
    assert!(!page.markdown.contains("> "), "{}", page.markdown);
}

#[test]
fn tabs_in_lists_quotes_admonitions_and_tabs() {
    let page = build(
        "# T\n\n- item\n\n    === \"A\"\n        a\n\n        === \"Inner\"\n            i\n    === \"B\"\n        b\n\n    tail\n- next\n\n\
         > === \"Q\"\n>     q\n>\n> === \"R\"\n>     r\n\n!!! note\n    === \"N\"\n        n\n\n    === \"M\"\n        m\n\n=== \"X\"\n    !!! tip\n        x\n",
    );
    page.shows("<p class=\"patterns-title\">A</p><p>a</p><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">Inner</p><p>i</p></div></div></div><div class=\"patterns-tab\"><p class=\"patterns-title\">B</p><p>b</p></div></div><p>tail</p></li>");
    page.shows("<blockquote><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">Q</p><p>q</p></div><div class=\"patterns-tab\"><p class=\"patterns-title\">R</p><p>r</p></div></div></blockquote>");
    page.shows("<p class=\"patterns-title\">Note</p><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">N</p><p>n</p></div><div class=\"patterns-tab\"><p class=\"patterns-title\">M</p><p>m</p></div></div></div>");
    page.shows("<p class=\"patterns-title\">X</p><div class=\"patterns-admonition patterns-tip\"");
    page.hides("===");
}

#[test]
fn a_kind_may_have_any_icon() {
    for icon in ["material/fire", ":material-fire:", "fontawesome-solid-fire"] {
        let table = format!("kinds.hot = {{ color = \"red\", icon = \"{icon}\" }}");
        let site = Site::new(&table, &[("page.md", "# T\n\n!!! hot\n    x\n")]);
        assert!(site.build());
        let raw = std::fs::read_to_string(site.html_folder().join("page.html")).unwrap();
        let rule =
            ".patterns-kind-hot>.patterns-title::before{mask:url(\"data:image/svg+xml,%3Csvg";
        assert_eq!(raw.matches(rule).count(), 1, "{icon}");
    }
}

#[test]
fn the_short_script_is_made_of_the_long_one() {
    use mdbook_patterns::render::{DRAWINGS_SCRIPT, LEVELS_SCRIPT, TABS_SCRIPT};
    for (source, short) in [
        (include_str!("../../assets/tabs.js"), TABS_SCRIPT),
        (include_str!("../../assets/levels.js"), LEVELS_SCRIPT),
        (include_str!("../../assets/diagrams.js"), DRAWINGS_SCRIPT),
        (
            include_str!("../../assets/head.js"),
            include_str!("../../assets/head.min.js"),
        ),
    ] {
        let hash = format!(
            "/* {:016x} */",
            mdbook_patterns::text::hash::fnv1a(&[source])
        );
        let first = short.lines().next();
        assert_eq!(first, Some(hash.as_str()), "run `cargo xtask assets`");
    }
}

#[test]
fn the_script_comes_once_and_only_with_tabs() {
    let page = build("# T\n\n=== \"A\"\n    a\n\n=== \"B\"\n    b\n\n===! \"C\"\n    c\n");
    assert_eq!(page.raw.matches("mdbookPatternsTabs=").count(), 1);
    let page = build("# T\n\n!!! note\n    a\n");
    assert!(!page.raw.contains("mdbookPatterns"));
    let script = mdbook_patterns::render::TABS_SCRIPT;
    assert!(!script.contains("innerHTML") && !script.contains("</"));
}

/// The styles and scripts of a page, without the rules of its own drawings.
fn head_of(page: &str) -> String {
    let main = &page[page.find("<main>").unwrap()..];
    let mut head = String::new();
    for tag in ["style", "script"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        for block in main.split(&open).skip(1) {
            let block = block.split(&close).next().unwrap();
            let is_drawn = |line: &&str| line.starts_with(".d") || line.starts_with(":where(.d");
            let lines = block.lines().filter(|line| !is_drawn(line));
            head.extend(lines.flat_map(|line| [line, "\n"]));
        }
    }
    head
}

#[test]
fn style_and_script_of_a_page_are_light() {
    let site = crate::site::Site::copy(&crate::site::example(), "profile = \"adopt\"").unwrap();
    assert!(site.build());
    let mut heaviest = [0, 0];
    for path in [
        "resilience/circuit-breaker",
        "communication/idempotency-key",
        "coordination/saga",
    ] {
        let page = site.html_folder().join(path).with_extension("html");
        let head = head_of(&std::fs::read_to_string(page).unwrap());
        assert!(head.contains("mdbookPatternsLevels") && head.contains(".patterns-diagram{"));
        // What it has none of.
        for absent in [
            "patterns-tablist{",
            ".content a.md-button",
            "mdbookPatternsTabs",
            "patterns-bug",
        ] {
            assert!(!head.contains(absent), "{path}: {absent}");
        }
        let packed = miniz_oxide::deflate::compress_to_vec(head.as_bytes(), 9).len();
        heaviest = [heaviest[0].max(head.len()), heaviest[1].max(packed)];
    }
    println!("{heaviest:?}");
    assert!(
        heaviest[0] < 19 * 1024 && heaviest[1] <= 6 * 1024,
        "{heaviest:?}"
    );
}

/// The width of a page does not depend on whether there is a box on it.
#[test]
fn all_pages_of_a_book_may_look_alike() {
    let pages = [
        ("plain.md", "# P\n\nText.\n\n- [x] done\n"),
        ("box.md", "# B\n\n!!! note\n    Text.\n"),
    ];
    for (table, is_styled) in [("", false), ("style-all-pages = true", true)] {
        let site = crate::site::Site::new(table, &pages);
        assert!(site.build());
        let read = |page: &str| {
            let html = std::fs::read_to_string(site.html_folder().join(page)).unwrap();
            html.contains(".content main{max-width:min(1000px")
        };
        assert!(read("box.html"));
        assert_eq!(read("plain.html"), is_styled);
    }
}

#[test]
fn a_page_has_the_rules_of_all_that_is_on_it() {
    use mdbook_patterns::render::STYLESHEET;
    use mdbook_patterns::render::sheet::{Found, Sheet};
    let sheet = Sheet::new(STYLESHEET);
    let rules = |text: &str| Found::of(text, &[]).needed(&sheet).concat();
    let bare = rules("<p>Text</p>");
    assert!(bare.contains("main h1{") && !bare.contains(".patterns-admonition{"));
    let links = ":is([class^=patterns-],[class$=-box]";
    for (text, rule) in [
        ("<div class=\"patterns-tabs\">", ".patterns-tablist{"),
        (
            "<nav class=\"patterns-levels\">",
            ".content .patterns-stuck{",
        ),
        ("<div class=\"truth-box\">", ".truth-box{"),
        ("<div class=\"truth-box\">", ":is(.failure-vignette,"),
        ("<a class=\"md-button\">", "&.md-button--primary"),
        ("", links),
    ] {
        assert!(rules(text).contains(rule), "{text}: {rule}");
        assert!(rule == links || !bare.contains(rule), "{rule}");
    }
    // print.html has the rules in the order in which its pages bring them. What a condition changes in a class comes
    // behind what stands there without it only where both come with that class.
    for line in &sheet.lines {
        let is_conditional = line.text.starts_with('@');
        assert!(!is_conditional || line.classes.len() < 2, "{line:?}");
    }
}

#[test]
fn what_only_looks_like_a_tab_stays() {
    for text in [
        "=== Title\n",
        "Title\n===\n",
        "==== \"A\"\n    a\n",
        "===? \"A\"\n",
        "`=== \"A\"`\n",
        "```text\n=== \"A\"\n```\n",
    ] {
        assert_eq!(unfold(text), text);
    }
}

#[test]
fn card_grids() {
    let page = build(
        "# T\n\n<div class=\"grid cards\" markdown>\n-   __One__\n\n    ---\n\n    Text\n\n    [Go](other.md)\n\n-   __Two__\n\n</div>\n\n<div class=\"grid\" markdown>\n| a | b |\n|---|---|\n| `x\\|y` | z |\n\n!!! note\n    n\n</div>\nAfter.\n",
    );
    page.shows("<div class=\"grid cards\"><ul><li><p><strong>One</strong></p><hr><p>Text</p><p><a href=\"other.html\">Go</a></p></li><li><p><strong>Two</strong></p></li></ul></div>");
    page.shows("<div class=\"grid\"><div class=\"table-wrapper\"><table>");
    page.shows("<td><code>x|y</code></td>");
    page.shows("<p>n</p></div></div><p>After.</p>");
    page.hides("markdown");
    assert!(!page.markdown.contains("<div"), "{}", page.markdown);
    page.writes("# T\n\n-   __One__\n\n    ---\n");
    page.writes("> **Note**\n>\n> n\n\nAfter.\n");
}

#[test]
fn markdown_in_any_element() {
    let page = build(
        "# T\n\n<section markdown=\"1\">\n    - a\n    - b\n\n    ```html\n    </section>\n    ```\n</section>\n\n\
         <p markdown>x *y* [z](other.md) <b>b</b></p>\n\n<div markdown=\"span\">*one*\n*two*</div>\n\n<div markdown=\"0\">*raw*</div>\n\n\
         <details markdown=block>\n<summary>S</summary>\n**md**\n</details>\n\n\
         <table>\n  <tr>\n    <td markdown>*c*</td>\n    <td markdown=\"block\">\n      - x\n      - y\n    </td>\n  </tr>\n</table>\n\n\
         <div markdown>a `</div>` b</div>\n",
    );
    page.shows("<section><ul><li>a</li><li>b</li></ul><pre><code class=\"language-html\">&lt;/section&gt; </code></pre></section>");
    page.shows("<p>x <em>y</em> <a href=\"other.html\">z</a> <b>b</b></p>");
    page.shows("<div><em>one</em> <em>two</em></div><div>*raw*</div>");
    page.shows("<details><summary>S</summary><p><strong>md</strong></p></details>");
    page.shows("<td><em>c</em></td><td><ul><li>x</li><li>y</li></ul></td></tr></table>");
    page.shows("<div><p>a <code>&lt;/div&gt;</code> b</p></div>");
    page.hides("markdown");
}

#[test]
fn elements_in_lists_quotes_and_one_another() {
    let page = build(
        "# T\n\n- item\n  <div markdown>\n  **in list**\n  </div>\n- <div markdown>\n  **first**\n  </div>\n- next\n\n\
         > <div markdown>\n> **quoted**\n> </div>\n\n\
         <div class=\"outer\" markdown>\n    <div class=\"inner\" markdown>\n        **deep**\n\n        !!! note\n            n\n    </div>\n</div>\n\n\
         !!! tip\n    <div class=\"a\" markdown>\n    **boxed**\n    </div>\n\n<div><div class=\"b\" markdown>**same** line</div></div>\n",
    );
    page.shows("<li><p>item</p><div><p><strong>in list</strong></p></div></li><li><div><p><strong>first</strong></p></div></li><li><p>next</p></li>");
    page.shows("<blockquote><div><p><strong>quoted</strong></p></div></blockquote>");
    page.shows("<div class=\"outer\"><div class=\"inner\"><p><strong>deep</strong></p><div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>n</p></div></div></div>");
    page.shows("<div class=\"a\"><p><strong>boxed</strong></p></div></div>");
    page.shows("<div><div class=\"b\"><p><strong>same</strong> line</p></div></div>");
    page.writes("- item\n  \n  **in list**\n");
    page.writes("- **first**\n");
}

#[test]
fn an_element_that_never_closes_loses_only_its_attribute() {
    let text = "# T\n\n<div class=\"x\" markdown>\n*a*\n\n- <div markdown>\n  b\n\nEnd.\n";
    let out = unfold(text);
    assert_eq!(out, text.replace(" markdown>", ">"));
    let code = "```html\n<div markdown>\n```\n\n`<div markdown>`\n\n<!-- <div markdown> -->\n\n<script>\n\"<div markdown>\"\n</script>\n";
    assert_eq!(unfold(code), code);
}

#[test]
fn callouts_have_titles_and_markdown() {
    let page = build(
        "# T\n\n<div class=\"failure-vignette\">\n<h4 id=\"story\" class='x'>🚨 *Without* it</h4>\n**Bold** and [link](other.md)\n- a\n- b\n</div>\nAfter.\n\n\
         <div class=\"truth-box\" markdown><h4>T</h4>*a*</div>\n\n<div class=\"axiom-box\">\n    <h4>Pure</h4>\n    <p>*HTML*</p>\n    <pre>\n    x\n    </pre>\n</div>\n\n\
         <div class=\"decision-box\">\n\n#### Markdown\n\nText\n\n</div>\n\n<div class=\"decision-box\">\n<p>p</p>\n<h4>Later</h4>\n</div>\n\n[to it](#story)\n",
    );
    page.shows("<div class=\"failure-vignette\"><p class=\"patterns-title x\" id=\"story\">🚨 <em>Without</em> it</p><p><strong>Bold</strong> and <a href=\"other.html\">link</a></p><ul><li>a</li><li>b</li></ul></div><p>After.</p>");
    page.shows("<div class=\"truth-box\"><p class=\"patterns-title\">T</p><p><em>a</em></p></div>");
    page.shows("<p class=\"patterns-title\">Pure</p><p>*HTML*</p><pre> x </pre></div>");
    page.shows("<p>p</p><h4>Later</h4></div>");
    assert_eq!(page.html.matches("<h4").count(), 2, "{}", page.html);
    page.writes("> 🚨 *Without* it\n>\n> **Bold** and [link](other.md)\n> - a\n> - b\n\nAfter.");
    page.writes("> **T**\n>\n> *a*\n");
    page.writes("> **Pure**\n");
}

#[test]
fn unfolding_leaves_nothing_to_unfold() {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/blocks.md"),
    )
    .unwrap();
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let once = unfold(&text);
        assert_eq!(unfold(&once), once);
    }
}

#[test]
fn every_line_leads_back_to_where_it_stands() {
    let text = "# T\n\n<div class=\"truth-box\">\n    <h4>T</h4>\n    one\n    <div markdown=\"1\">two `three`</div>\n    four\n</div>\n\n- <div markdown>\n  five\n  </div>\n";
    let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
    for word in ["one", "two ", "`three`", "four", "five"] {
        let spans = page.nodes.iter().map(|node| &page[node.span]);
        assert!(
            spans.clone().any(|span| span == word),
            "{word} in {:?}",
            spans.collect::<Vec<_>>()
        );
    }
    assert_eq!(page.callouts.len(), 1);
    assert_eq!(
        page.callouts[0].span.range(),
        5..text.find("\n\n- ").unwrap()
    );
}

/// What mdBook can do by itself is not touched.
#[test]
fn the_rest_of_markdown_is_left_to_mdbook() {
    let text = "# T {#top .c}\n\n- [ ] open\n- [x] done\n\nNote[^1] and[^two].\n\n[^1]: One\n[^two]: Two\n\n    More.\n\nTerm\n: Meaning\n\n\
                | a | b |\n|:--|--:|\n| `x\\|y` | c \\| d |\n\n## Id {#own}\n\n~~s~~ \"quotes\" -- ...\n\n<div class=\"plain\">\n*raw*\n</div>\n\n1. one\n\n   two\n";
    let ours = Site::new("profile = \"adopt\"", &[("page.md", text)]);
    let plain = Site::new("renderers = []", &[("page.md", text)]);
    assert!(ours.build() && plain.build());
    let read = |site: &Site| std::fs::read(site.html_folder().join("page.html")).unwrap();
    assert!(read(&ours) == read(&plain));
    assert_eq!(ours.markdown("page.md"), plain.markdown("page.md"));
}

/// `mdbook test` compiles fences, and no text of ours becomes code.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn rust_in_tabs_grids_and_callouts_is_tested_and_text_is_not() {
    let page = "# T\n\n=== \"A\"\n\n    Not Rust.\n\n    ```rust\n    assert_eq!(1, 1);\n    ```\n\n<div class=\"grid\" markdown>\n\n    Not Rust either.\n\n    ```rust\n    assert_eq!(2, 2);\n    ```\n\n</div>\n\n\
                <div class=\"truth-box\">\n<h4>T</h4>\n\n    Nor this.\n\n    ```rust\n    assert_eq!(3, 3);\n    ```\n</div>\n";
    let page = page.replace("<h4>T</h4>\n\n", "    <h4>T</h4>\n\n");
    let site = Site::new("profile = \"adopt\"", &[("page.md", &page)]);
    assert!(site.test());
    for number in ["1, 1", "2, 2", "3, 3"] {
        site.write("src/page.md", &page.replace(number, "0, 1"));
        assert!(!site.test(), "{number} is compiled and run");
    }
}

/// Ids stay unique where all chapters stand on one page: none is written.
#[test]
fn print_html_has_no_id_twice() {
    let text = "# T\n\n=== \"A\"\n    a\n\n=== \"B\"\n    b\n";
    let site = Site::new("profile = \"adopt\"", &[("a.md", text), ("b.md", text)]);
    assert!(site.build());
    let print = std::fs::read_to_string(site.html_folder().join("print.html")).unwrap();
    let mut ids: Vec<&str> = print
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert_eq!(print.matches("<div class=\"patterns-tabs\">").count(), 2);
}

#[test]
fn a_figure_with_a_caption() {
    let (html, markdown) = page(
        "# T\n\n<figure markdown=\"span\">\n  ![Alt](x.png){ width=\"300\" }\n  <figcaption>The *cap*</figcaption>\n</figure>\n\nBehind.\n\n<div markdown=\"span\">\n  <p>raw</p>\n  **bold**\n</div>\n",
    );
    has(
        &html,
        r#"<figure><span class="patterns-image"><img src="x.png" alt="Alt" width="300"></span><figcaption>The *cap*</figcaption></figure><p>Behind.</p>"#,
    );
    has(&html, "<div><p>raw</p> <strong>bold</strong></div>");
    let (html, _) = page(
        "# T\n\n- item\n\n    <figure markdown=\"span\">\n    *one*\n    <figcaption>Cap</figcaption>\n    </figure>\n\n- last\n",
    );
    has(
        &html,
        "<figure><em>one</em> <figcaption>Cap</figcaption></figure></li><li><p>last</p></li></ul>",
    );
    assert!(
        markdown.contains("x.png") && markdown.contains("Behind."),
        "{markdown}"
    );
}

#[test]
fn blocks_directly_below_html() {
    let (html, _) = page(
        "# T\n\n<div class=\"m\"></div>\n!!! note\n    In *it*.\n\n<br>\n=== \"A\"\n    a\n\n> <hr>\n> !!! tip\n>     quoted\n\n\
         <div>\n!!! raw\n</div>\n\n<div></div><!-- >\n!!! hidden -->\n",
    );
    for part in [
        r#"<div class="m"></div><div class="patterns-admonition patterns-note" role="note"><p class="patterns-title">Note</p><p>In <em>it</em>.</p></div>"#,
        r#"<br><div class="patterns-tabs">"#,
        "<hr><div class=\"patterns-admonition patterns-tip\" role=\"note\"><p class=\"patterns-title\">Tip</p><p>quoted</p></div></blockquote>",
        "<div> !!! raw </div>",
        "!!! hidden -->",
    ] {
        has(&html, part);
    }
}

#[test]
fn links_lead_to_tabs_by_their_slugs() {
    let (html, _) = page(
        "# T\n\nSee [one](#second-tab), [two](#t).\n\n=== \"First\"\n    a\n\n=== \"Second tab\"\n    b\n\n=== \"T\"\n    c\n\n=== \"Second tab\"\n    d\n",
    );
    has(
        &html,
        "<a href=\"#__tabbed_1_2\">one</a>, <a href=\"#t\">two</a>",
    );
    has(
        &html,
        "<div class=\"patterns-tab\" id=\"__tabbed_1_1\"><p class=\"patterns-title\">First</p>",
    );
    assert_eq!(html.matches("id=\"__tabbed_1_2\"").count(), 1, "{html}");
}

/// Python-Markdown makes links of them, and shows the notes.
#[test]
fn footnotes_in_titles_are_footnotes() {
    let page = build(
        "# T\n\n!!! note \"See[^1] <b>x</b>\"\n    body\n\n??? tip \"Only here[^two]\"\n    body\n\n- item\n\n    === \"Tab[^1]\"\n        x\n\n[^1]: One.\n[^two]: Two.\n",
    );
    page.shows("<div class=\"patterns-title\"><p>See<sup class=\"footnote-reference\" id=\"fr-1-1\"><a href=\"#footnote-1\">1</a></sup> &lt;b&gt;x&lt;/b&gt;</p></div><p>body</p>");
    page.shows("<summary class=\"patterns-title\"><p>Only here<sup class=\"footnote-reference\" id=\"fr-two-1\"><a href=\"#footnote-two\">2</a></sup></p></summary>");
    page.shows("<div class=\"patterns-title\"><p>Tab<sup class=\"footnote-reference\" id=\"fr-1-2\"><a href=\"#footnote-1\">1</a></sup></p></div><p>x</p></div></div></li>");
    page.shows("<p>Two. <a href=\"#fr-two-1\">↩</a></p>");
    page.writes("> **Only here[^two]**\n");
    // What is no footnote of the page is text.
    let page = build("# T\n\n!!! note \"See[^9]\"\n    body\n");
    page.shows("<p class=\"patterns-title\">See[^9]</p>");
}

/// Python-Markdown makes a title of the first word and classes of the others, which no reader sees.
#[test]
fn words_without_quotes_are_a_title_where_a_body_follows() {
    let page = build(
        "# T\n\n??? Sample output\n    x\n\n!!! note that\n    y\n\n!!! Everyone listen\n\nText.\n\n!!! Hello, world\n    z\n",
    );
    page.shows("<summary class=\"patterns-title\">Sample output</summary><p>x</p></details>");
    page.shows("<p class=\"patterns-title\">Note</p><p>y</p>");
    page.shows("<p>!!! Everyone listen</p><p>Text.</p><p>!!! Hello, world z</p>");
}
