//! Material's inline markup, by real builds.

use crate::render::{has, lacks, page};
use crate::site::Site;

/// The HTML with every drawing as `[icon]`.
fn without_drawings(html: &str) -> String {
    let mut text = html.to_owned();
    while let Some(start) = text.find("<svg") {
        let len = text[start..].find("</svg>").unwrap() + "</svg>".len();
        text.replace_range(start..start + len, "[icon]");
    }
    text
}

#[track_caller]
fn check(markdown: &str, html: &str, plain: &str) {
    let (built, text) = page(&format!("# T\n\n{markdown}"));
    has(&without_drawings(&built), html);
    assert!(text.contains(plain), "not found: {plain}\nin: {text}");
}

#[test]
fn icons_are_drawn_and_emoji_are_characters() {
    let (html, markdown) = page(
        "# T\n\nA :material-flask:{ .lg .middle } **lab**, :rocket: and \\:rocket: at 10:100:5.\n",
    );
    has(
        &html,
        r#"A <svg class="patterns-icon lg middle" aria-hidden="true" viewbox="0 0 24 24"><path d="#,
    );
    has(
        &html,
        "</svg> <strong>lab</strong>, 🚀 and :rocket: at 10:100:5.",
    );
    assert!(
        markdown.contains("A **lab**, 🚀 and \\:rocket: at 10:100:5."),
        "{markdown}"
    );
    for name in [
        "octicons-arrow-right-24",
        "fontawesome-brands-github",
        "simple-github",
    ] {
        check(
            &format!("x :{name}: y\n\n| a |\n|---|\n| :{name}: b |\n"),
            "<p>x [icon] y</p><div class=\"table-wrapper\"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>[icon] b</td></tr>",
            "x y\n\n| a |\n|---|\n| b |",
        );
    }
}

#[test]
fn shortcodes_in_code_html_and_destinations_stay() {
    let text = "`:rocket:` <b title=\":rocket:\">b</b> [l](:rocket:.md) <https://x.y/:rocket:/> <code>:rocket:</code> ![a :rocket: :material-flask: b](:rocket:.png)\n\n```text\n:rocket: { .x } ++ctrl++ ==m==\n```\n\n    :rocket:\n";
    let (html, _) = page(&format!("# T\n\n{text}"));
    has(&html, "<code>:rocket:</code>");
    has(&html, "title=\":rocket:\"");
    has(&html, "href=\":rocket:.html\"");
    has(&html, ">https://x.y/:rocket:/</a> <code>:rocket:</code>");
    has(&html, "alt=\"a 🚀 b\"");
    has(&html, ":rocket: { .x } ++ctrl++ ==m==");
    has(&html, "<pre><code>:rocket: </code></pre>");
}

#[test]
fn a_line_that_begins_with_a_shortcode_defines_nothing() {
    let text = "Before\n:material-flask: one\n\n:rocket: two\n\n- item\n  :rocket: three\n\n> quote\n> :material-flask: four\n\n\
                !!! note\n    body\n    :material-flask: five\n\n    ??? tip\n        deep\n        :rocket: six\n\n\
                Term\n: a definition\n\n  more\n  :rocket: seven\n\nTerm\n:rocket: eight\n\n    :rocket: code\n";
    let (html, markdown) = page(&format!("# T\n\n{text}"));
    let html = without_drawings(&html);
    has(&html, "<p>Before [icon] one</p><p>🚀 two</p>");
    has(&html, "<li>item 🚀 three</li>");
    has(&html, "<p>quote [icon] four</p>");
    has(&html, "<p>body [icon] five</p>");
    has(&html, "<p>deep 🚀 six</p>");
    has(&html, "<dd><p>a definition</p><p>more 🚀 seven</p></dd>");
    has(
        &html,
        "<p>Term 🚀 eight</p><pre><code>:rocket: code </code></pre>",
    );
    assert_eq!(html.matches("<dt").count(), 1, "{html}");
    lacks(&markdown, "material");
    lacks(&markdown, "&#58;");
}

/// Browsers underline the blank between an icon and the words of its link.
#[test]
fn no_blank_stands_at_the_end_of_a_link() {
    let (html, markdown) = page(
        "# T\n\n[:material-flask:{ .lg } *Lab*](a.md), [Lab :material-flask:](b.md){ .md-button }, [:material-flask: :material-flask:](c.md) :material-flask: x\n",
    );
    has(
        &html,
        r#"<a href="a.html"><svg class="patterns-icon lg patterns-first""#,
    );
    has(&html, "</svg><em>Lab</em></a>");
    has(
        &html,
        r#"<a href="b.html" class="md-button">Lab<svg class="patterns-icon patterns-last""#,
    );
    assert_eq!(html.matches("<svg").count(), 5, "{html}");
    has(&html, "</a> <svg class=\"patterns-icon\"");
    // What only looks like a link stays.
    let (html, _) = page("# T\n\n[:material-flask: x] \\[:material-flask: y](b.md)\n");
    assert!(
        !html.contains("patterns-first") && html.contains("</svg> x]"),
        "{html}"
    );
    assert!(markdown.contains("[*Lab*](a.md)"), "{markdown}");
}

#[test]
fn a_link_of_an_icon_alone_has_a_name() {
    let (html, markdown) = page(
        "# T\n\n[:fontawesome-brands-github:{ .lg }](a.md) [:material-flask: Lab](b.md) [:material-flask:](c.md){ .md-button }\n",
    );
    has(
        &html,
        r#"<a href="a.html"><svg class="patterns-icon lg" role="img" aria-label="github""#,
    );
    has(
        &html,
        r#"<a href="b.html"><svg class="patterns-icon patterns-first" aria-hidden="true""#,
    );
    has(&html, "</svg>Lab</a>");
    has(
        &html,
        r#"<a href="c.html" class="md-button"><svg class="patterns-icon" role="img" aria-label="flask""#,
    );
    assert!(
        markdown.contains("[github](a.md) [Lab](b.md) [flask](c.md)"),
        "{markdown}"
    );
}

#[test]
fn headings_keep_their_ids() {
    let (html, _) = page(
        "# T\n\n## :material-flask:{ .lg } Test\n\n## ==Marked== ++ctrl+c++ H~2~O 10^6^\n\n## [a](b.md){ .x } Link\n\n\
         ## Own {: #mine .c onclick=x title=\"y z\" }\n\n## :rocket: Launch\n\n## Attributes { .c data-a=1 onclick=x }\n",
    );
    for id in ["test", "marked-ctrlc-h2o-106", "a-link", "-launch"] {
        has(&html, &format!("<h2 id=\"{id}\">"));
    }
    has(&html, r#"id="mine" class="c">"#);
    has(&html, r#"data-a="1""#);
    lacks(&html, "onclick");
}

#[test]
fn attribute_lists_are_applied_or_vanish() {
    check(
        "`a`{: b #c }`d`{#e f}\n",
        r#"<span id="c"><code>a</code></span><code>d</code>{#e f}"#,
        "`a``d`{#e f}",
    );
    check(
        "[Go](laws/law1-failure.md#x \"t\"){ .md-button .md-button--primary } [b][r]{ target=_blank } and [c](d.md){note}\n\n[r]: https://x.y\n",
        r#"<a href="laws/law1-failure.html#x" title="t" class="md-button md-button--primary">Go</a> <a href="https://x.y" target="_blank" rel="noopener">b</a> and <a href="d.html">c</a>{note}"#,
        "[Go](laws/law1-failure.md#x \"t\") [b][r] and [c](d.md){note}",
    );
    check(
        "![An *old* map](a.png){ width=300 align=right onerror=x() style=\"x\" src=b.png }\n",
        r#"<p><span class="patterns-image"><img src="a.png" alt="An old map" width="300" align="right"></span></p>"#,
        "![An *old* map](a.png)\n",
    );
    check(
        "`a`{.x}`b`{ #y } *c*{: .z } ==d=={ .r } **e**{1,2} { .q } f\n",
        r#"<span class="x"><code>a</code></span><span id="y"><code>b</code></span> <span class="z"><em>c</em></span> <mark>d</mark> <strong>e</strong>{1,2} { .q } f"#,
        "`a``b` *c* d **e**{1,2} { .q } f",
    );
    check(
        "Text with `code`{.y}\nand more\n{ .card #c }\n\nShort { .s }\n\n{: .alone }\n\n- item\n- last\n{ .list }\n\n> quote\\\n> { .q }\n\n| a { .n } | b |\n|---|---|\n| c | d |\n{ .table }\n",
        r#"<p><span class="card" id="c">Text with <span class="y"><code>code</code></span> and more</span></p><p>Short</p><ul><li>item</li><li><span class="list">last</span></li></ul>"#,
        "Text with `code`\nand more\n\nShort\n\n\n\n- item\n- last\n\n> quote\n\n| a | b |\n|---|---|\n| c | d |\n",
    );
}

#[test]
fn an_id_may_begin_with_a_plus() {
    check(
        "[`lang`](#+s.lang){ #+s.lang }\n\n:   Its meaning.\n",
        r##"<a href="#+s.lang" id="+s.lang"><code>lang</code></a>"##,
        "[`lang`](#+s.lang)",
    );
}

/// Bare words are attributes to Python-Markdown where it reads a list at all.
#[test]
fn lists_of_bare_words_behind_a_colon() {
    check(
        "`a`{: b }[c](d.md){: e }\nf\n{: g h }\n\n- i\n{: j }\n\n| k {: l } |\n|---|\n| m |\n",
        r#"<p><code>a</code><a href="d.html">c</a> f</p><ul><li>i</li></ul><div class="table-wrapper"><table><thead><tr><th>k</th>"#,
        "`a`[c](d.md)\nf\n\n- i\n\n| k |\n|---|\n| m |\n",
    );
    let text = "a {: b }\n\n{: c }\n\nd\n{: e }\nf {:else} {: } g\n\n- h {: i }\n";
    check(
        text,
        "<p>a {: b }</p><p>{: c }</p><p>d {: e } f {:else} {: } g</p><ul><li>h {: i }</li></ul>",
        text,
    );
}

/// Python-Markdown makes an icon of it, whatever stands before it.
#[test]
fn an_icon_behind_a_colon_is_one() {
    let (html, _) = page("# T\n\nA ::material-flask: b::material-flask: and std::rocket::x.\n");
    assert_eq!(html.matches("<svg").count(), 2, "{html}");
    has(&html, "and std::rocket::x.");
}

/// Below a paragraph mdBook makes a definition of it, and a term of the paragraph.
#[test]
fn references_to_a_program_begin_no_definition() {
    let (html, markdown) = page("# T\n\nWords.\n\n::: a.b\n    options:\n\nTerm\n\n:   d\n");
    has(&html, "<p>Words.</p><p>::: a.b options:</p>");
    has(&html, "<dd><p>d</p></dd>");
    assert!(markdown.contains("&#58;:: a.b"), "{markdown}");
    let (_, markdown) = page("# T\n\nWords.\n\n::: warning\ntext\n:::\n");
    assert!(markdown.contains("::: warning\ntext\n:::"), "{markdown}");
}

#[test]
fn keys_and_marks() {
    check(
        "++ctrl+alt+del++ ++\"Save as\"+pipe++ C++ and C++, i++ … j++, a++b++c, ++nokey++\n",
        r#"<span class="patterns-keys"><kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd></span> <span class="patterns-keys"><kbd>Save as</kbd>+<kbd>|</kbd></span> C++ and C++, i++ … j++, a++b++c, ++nokey++"#,
        "Ctrl+Alt+Del Save as+&#124; C++ and C++",
    );
    check(
        "==a **b** c== ^^in ==side^^ x== H~2~O ~x~ ~~del~~ ~5 to ~6 x^2^ 1^st^ s^-1^, x == y == z, a ^ b ^ c, 2^n and 2^m, 2^32/2^64, \\==a==\n\n!!! note\n    x\n",
        r"<mark>a <strong>b</strong> c</mark> <ins>in ==side</ins> x== H<sub>2</sub>O <sub>x</sub><del>del</del> ~5 to ~6 x<sup>2</sup> 1<sup>st</sup> s<sup>-1</sup>, x == y == z, a ^ b ^ c, 2^n and 2^m, 2^32/2^64, ==a==",
        "a **b** c in ==side x== H₂O x ~~del~~ ~5 to ~6 x² 1&#94;st s⁻¹, x == y == z, a ^ b ^ c",
    );
    check(
        "<b>==x</b> y== and *==z* w==\n",
        "<b>==x</b> y== and <em>==z</em> w==",
        "<b>==x</b> y== and *==z* w==",
    );
}

#[test]
fn abbreviations_explain_words() {
    check(
        "HTML and XHTML, `HTML`, [HTML](HTML.md), **CSS \"x\"**.\n\n> quoted CSS\n> *[CSS]: In a \"quote\" <b>\n\n*[HTML]: Hyper *Text* Markup\n*[ABC]: nobody says it\n",
        r#"<p><abbr title="Hyper *Text* Markup">HTML</abbr> and XHTML, <code>HTML</code>, <a href="HTML.html"><abbr title="Hyper *Text* Markup">HTML</abbr></a>, <strong><abbr title="In a &quot;quote&quot; &lt;b&gt;">CSS</abbr> “x”</strong>.</p><blockquote><p>quoted <abbr"#,
        "HTML and XHTML, `HTML`, [HTML](HTML.md), **CSS \"x\"**.\n\n> quoted CSS\n",
    );
    let (html, markdown) = page("# T\n\n*[HTML]: Hyper Text\n");
    lacks(&html, "Hyper");
    lacks(&markdown, "Hyper");
}

#[test]
fn a_table_of_contents() {
    check(
        "[TOC]\n\n### Early\n\n## A & <b>\n\n### :rocket: B\n\n### B\n\n#### no\n\n## C {#see}\n\n## B\n",
        r##"<nav class="patterns-toc" aria-label="Contents"><ul><li><a href="#early">Early</a></li><li><a href="#a-">A &amp;</a><ul><li><a href="#-b">🚀 B</a></li><li><a href="#b">B</a></li></ul></li><li><a href="#see">C</a></li><li><a href="#b-1">B</a></li></ul></nav>"##,
        "- [Early](#early)\n- [A &amp;](#a-)\n  - [🚀 B](#-b)\n  - [B](#b)\n- [C](#see)\n- [B](#b-1)\n",
    );
    check("See [TOC] there.\n", "<p>See [TOC] there.</p>", "See [TOC]");
    check(
        "[TOC]\n## One\n",
        r##"</nav><h2 id="one"><a class="header" href="#one">One</a></h2>"##,
        "- [One](#one)\n\n## One\n",
    );
    check(
        "> - x\n>\n>   [TOC]\n> - y\n\n!!! note\n    [TOC]\n\n## One\n\n### Two\n",
        r##"<li><p>x</p><nav class="patterns-toc" aria-label="Contents"><ul><li><a href="#one">One</a><ul><li><a href="#two">Two</a></li></ul></li></ul></nav></li><li><p>y</p></li>"##,
        "> - x\n>\n>   - [One](#one)\n>     - [Two](#two)\n>\n> - y\n",
    );
    let (html, markdown) = page("# T\n\n!!! note\n    [TOC]\n\n## One\n");
    has(&html, r#"Note</p><nav class="patterns-toc""#);
    assert!(
        markdown.contains("> **Note**\n>\n> - [One](#one)\n"),
        "{markdown}"
    );
}

#[test]
fn markup_in_titles_tabs_and_tables() {
    let (html, markdown) = page(
        "# T\n\n!!! tip \":material-flask:{ .lg } ==Try== <i>it</i> :rocket:\"\n    | a | b |\n    |---|---|\n    | ++pipe++ | :rocket: \\| ==x== |\n\n\
         === \":octicons-arrow-right-24: Next\"\n    ++enter++\n",
    );
    let html = without_drawings(&html);
    has(&html, "[icon] <mark>Try</mark> &lt;i&gt;it&lt;/i&gt; 🚀");
    has(
        &html,
        "<td><span class=\"patterns-keys\"><kbd>|</kbd></span></td><td>🚀 | <mark>x</mark></td>",
    );
    has(&html, "[icon] Next");
    has(&html, "<kbd>Enter</kbd>");
    assert!(markdown.contains("**Try <i>it</i> 🚀**"), "{markdown}");
    assert!(markdown.contains("> | &#124; | 🚀 \\| x |"), "{markdown}");
    assert!(markdown.contains("**Next**"), "{markdown}");
}

#[test]
fn a_page_with_an_icon_has_the_stylesheet() {
    let site = crate::site::Site::new(
        "profile = \"adopt\"",
        &[("a.md", "# A\n\n:material-flask: x\n")],
    );
    assert!(site.build());
    let html = std::fs::read_to_string(site.html_folder().join("a.html")).unwrap();
    has(&html, "main h1{");
    has(&html, ".patterns-icon{");
}

#[test]
fn a_definition_takes_nothing_with_it() {
    let (html, _) = page(
        "# *[A]: title\n\n| h | i |\n|---|---|\n| *[C]: d | kept |\n\n**x\n*[D]: b** y\n\n[link\n*[E]: b](u.md) tail\n\n![alt\n*[F]: b](u.png) tail\n\n*[G]: gone\n\nG.\n",
    );
    for kept in [
        "title",
        "kept",
        "[D]: b",
        "tail",
        "alt",
        "<abbr title=\"gone\">G</abbr>.",
    ] {
        assert!(html.contains(kept), "no {kept} in {html}");
    }
    assert!(!html.contains("*[G]"), "{html}");
}

#[test]
fn what_python_markdown_reads_otherwise() {
    check(
        "詳細は**[概要](#t)**で読む。変更は**「手引」**にある。**注意：**请看 **x** は\n",
        r##"詳細は<!-- --><strong><a href="#t">概要</a></strong><!-- -->で読む。変更は<!-- --><strong>「手引」</strong><!-- -->にある。<strong>注意：</strong><!-- -->请看 <strong>x</strong> は"##,
        "は<!-- -->**[概要](#t)**<!-- -->で",
    );
    check(
        "`は**「手引」**に` a**(b)**c\n",
        "<code>は**「手引」**に</code>",
        "`は**「手引」**に`",
    );
    check(
        "| a | b |\n|---|---|\n| `int | None` | Number |\n| `x` | `a || b` |\n| c | d | e |\n",
        "<tr><td><code>int | None</code></td><td>Number</td></tr><tr><td><code>x</code></td><td><code>a || b</code></td></tr><tr><td>c</td><td>d</td></tr>",
        "| `int \\| None` | Number |",
    );
    check(
        "`#!python x = 1`, `#!/bin/sh` and `#!x`\n",
        "<code>x = 1</code>, <code>#!/bin/sh</code> and <code>#!x</code>",
        "`x = 1`",
    );
    check(
        "## One {#\\_one}\n",
        r##"<h2 id="_one"><a class="header" href="#_one">One</a></h2>"##,
        "## One {#_one}",
    );
}

#[test]
fn code_has_a_title() {
    check(
        "```py title=\"a<b>.py\" hl_lines=\"1\"\nx\n```\n\n- y\n\n    ``` { .sh title=\"b\" }\n    z\n    ```\n",
        r#"<p class="patterns-code-title"><code>a&lt;b&gt;.py</code></p><div class="patterns-code"><div><pre><code class="language-py">x
</code></pre>"#,
        "**a\\<b>.py**\n\n```py title=\"a<b>.py\"",
    );
    check(
        "- y\n\n    ``` { .sh title=\"b\" }\n    z\n    ```\n- w\n\n> !!! note\n>     ```{.rust,ignore title='q'}\n>     ```\n",
        r#"<li><p>y</p><p class="patterns-code-title"><code>b</code></p><pre><code class="language-sh">z"#,
        "**b**",
    );
}

#[test]
fn keys_of_every_keyboard() {
    check(
        "++left-cmd+num-plus++ ++rctrl+right-button++ ++lt+num-enter++ ++lost++\n",
        "<kbd>Left Cmd</kbd>",
        "Left Cmd+Num &#43; Right Ctrl+Right Button &#60;+Num Enter ++lost++",
    );
}

#[test]
fn images_for_one_kind_of_theme() {
    let built = |text: &str| {
        let site = Site::new("profile = \"adopt\"", &[("page.md", text)]);
        assert!(site.build());
        std::fs::read_to_string(site.html_folder().join("page.html")).unwrap()
    };
    let rule = "html:is(.light,.rust) :is(img[src$=\"#only-dark\"],";
    let html = built("# T\n\n![a](x.png#only-light)![a](y.png#only-dark)\n");
    assert!(html.contains(rule), "{html}");
    assert!(html.contains("src=\"y.png#only-dark\""), "{html}");
    for themed in [
        "![a](x.png#gh-light-mode-only)",
        "<p><a href=\"/\"><img src=\"x.png#only-light\" alt=\"a\"></a></p>",
        "a <IMG SRC='x.png#gh-dark-mode-only'> b",
    ] {
        assert!(
            built(&format!("# T\n\n{themed}\n")).contains(rule),
            "{themed}"
        );
    }
    assert!(!built("# T\n\n![a](x.png) <a href=\"#only-dark\">b</a>\n").contains(rule));
}

/// Python-Markdown highlights the code and shows no option.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn options_of_a_fence_are_no_part_of_its_language() {
    for (info, class) in [
        ("{ .python title=\"a b\" foo=bar }", "language-python"),
        ("{.py foo=\"a b\"}", "language-py"),
        ("{ .sh title='a b' data-x=\"1 2\" }", "language-sh"),
        ("{python foo}", "language-python"),
        ("{ .py .extra #id hl_lines=\"1 2\" }", "language-py"),
    ] {
        for text in [
            format!("# T\n\n```{info}\nx\n```\n"),
            format!("# T\n\n!!! note\n    ~~~ {info}\n    x\n    ~~~\n"),
        ] {
            let (html, _) = page(&text);
            has(
                &html,
                &format!("<pre><code class=\"{class}\">x </code></pre>"),
            );
        }
    }
    let (html, _) = page("# T\n\n```{foo=\"a b\"}\nx\n```\n");
    lacks(&html, "language-{");
}

#[test]
fn a_language_behind_colons_is_not_shown() {
    check(
        "A `:::python x = 1` b.\n",
        "A <code>x = 1</code> b.",
        "A `x = 1` b.",
    );
    check(
        "A `:::tip Title` and `` :::py x `` b.\n",
        "A <code>:::tip Title</code> and <code>:::py x</code> b.",
        "`:::tip Title`",
    );
    check(":material-flask: `:::zig x`\n", "<code>x</code>", "`x`");
}

/// Pygments' lines and numbers, beside code that stays what mdBook makes of it.
#[test]
fn lines_of_code_are_highlighted_and_numbered() {
    let code = |numbers: &str, code: &str, lines: &str| {
        format!(
            "<div class=\"patterns-code{numbers}><div>{code}<div class=\"patterns-lines\">{lines}</div></div></div>"
        )
    };
    check(
        "```py hl_lines=\"2\" linenums=\"9\"\na\n<b>|{{\n```\nText.\n",
        &(code(
            " patterns-numbered\" style=\"--pg:2;--pf:8\"",
            "<pre><code class=\"language-py\">a &lt;b&gt;|{{ </code></pre>",
            "<span data-l=\"a\"></span><span class=\"patterns-hl\" data-l=\"&lt;b&gt;|{{\"></span>",
        ) + "<p>Text.</p>"),
        "```py hl_lines=\"2\" linenums=\"9\"",
    );
    // What Rust hides is hidden in the layer, too.
    check(
        "> ~~~rust hl_lines=\"2\"\n> # a\n> b\n> ~~~\n",
        "<span class=\"patterns-boring\" data-l=\"fn main() {\"></span><span class=\"patterns-boring\" data-l=\"a\"></span><span class=\"patterns-hl\" data-l=\"b\"></span><span class=\"patterns-boring\" data-l=\"}\"></span>",
        "> b",
    );
    // Where nothing closes the code, nothing could stand behind it.
    let (html, _) = page("# T\n\n```py hl_lines=\"1\"\na\n");
    lacks(&html, "patterns-code");
    has(&html, "<pre><code class=\"language-py\">a </code></pre>");
}
