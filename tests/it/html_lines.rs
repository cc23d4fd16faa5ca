//! Lines of HTML whose bounds Python-Markdown sees otherwise than CommonMark, by real builds.

use crate::render::{has, lacks, page};

/// Where a text may stand, as the line before it and the indentation of all of its lines.
const PLACES: [(&str, &str); 6] = [
    ("", ""),
    ("- item\n\n", "  "),
    ("> quote\n>\n", "> "),
    ("!!! note\n\n", "    "),
    ("=== \"A\"\n\n", "    "),
    ("- a\n\n    !!! tip\n\n", "        "),
];

#[track_caller]
fn everywhere(text: &str, html: &str) {
    for (before, indent) in PLACES {
        let lines: Vec<String> = text.lines().map(|line| format!("{indent}{line}")).collect();
        let text = format!("# T\n\n{before}{}\n", lines.join("\n"));
        let text = match before {
            "" => text.replace('\n', "\r\n"),
            _ => text,
        };
        let (built, markdown) = page(&text);
        has(&built.replace("\r\n", "\n"), html);
        lacks(&markdown, "<!-- -->");
    }
}

#[track_caller]
fn stays(text: &str) {
    assert_eq!(page(text).1, text);
}

/// Python-Markdown has this paragraph, too.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_line_of_inline_tags_begins_no_block() {
    everywhere(
        "<br>\n**Bold** and `code`",
        "<p><br> <strong>Bold</strong> and <code>code</code></p>",
    );
    let names = [
        "a", "abbr", "b", "big", "cite", "del", "em", "font", "i", "ins", "kbd", "mark", "small",
        "span", "strong", "sub", "sup", "u",
    ];
    let text = names.map(|name| format!("<{name} class=\"x\">\n**Bold**\n</{name}>\n"));
    let (html, _) = page(&format!("# T\n\n{}", text.join("\n")));
    for name in names {
        has(
            &html,
            &format!("<p><{name} class=\"x\"> <strong>Bold</strong> </{name}></p>"),
        );
    }
    everywhere(
        "<img src=\"https://e.x/a.png\">\n[x](https://e.x/)",
        "<a href=\"https://e.x/\">x</a></p>",
    );
    everywhere("<br/>\n<br/>\n*x*", "<br /> <em>x</em></p>");
    everywhere("</span>\n*x*", "<em>x</em></p>");
}

/// Where Python-Markdown goes on with the paragraph, CommonMark begins a block below one.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn blocks_below_a_line_of_inline_tags() {
    everywhere("<br>\n- a\n- b", "<br><ul><li>a</li><li>b</li></ul>");
    everywhere("<br>\n1. a\n2. b", "<br><ol><li>a</li><li>b</li></ol>");
    everywhere(
        "<br>\n| a |\n|---|\n| b |",
        "<br><div class=\"table-wrapper\"><table>",
    );
    everywhere(
        "<br>\na | b\n--|--\nc | d",
        "<br><div class=\"table-wrapper\"><table>",
    );
    everywhere("<br>\n## H\n\n*x*", "<br><h2 id=\"h\">");
    everywhere(
        "<br>\n```text\nx\n```",
        "<br><pre><code class=\"language-text\">x </code></pre>",
    );
}

#[test]
fn inline_tags_around_html_and_plain_words_stay() {
    stays("# T\n\n<a href=\"x.png\">\n  <img src=\"x.png\">\n</a>\n");
    stays("# T\n\n<u>\nplain words, 1 of 2\n</u>\n");
    stays("# T\n\n<code>\na *b* c\n</code>\n");
    stays("# T\n\n<my-element>\n**a**\n</my-element>\n");
    stays("# T\n\n<br>\n\n**a**\n");
}

/// Python-Markdown takes an element whole, as it is written.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn an_element_goes_on_behind_a_blank_line() {
    everywhere(
        "<div class=\"row\">\n    <p>a</p>\n\n    <p>b</p>\n\n\n    <p>c</p>\n</div>\n\n**after**",
        "<div class=\"row\"><p>a</p><p>b</p><p>c</p></div><p><strong>after</strong></p>",
    );
    everywhere(
        "<table>\n\n    <tr>\n        <td>x</td>\n\n        <td>y</td>\n    </tr>\n\n</table>\n\nafter",
        "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table><p>after</p>"
            .replace("<tbody>", "")
            .replace("</tbody>", "")
            .as_str(),
    );
    everywhere(
        "<ul>\n    <li>a</li>\n\n    <li>\n        b\n\n        c\n    </li>\n</ul>",
        "<ul><li>a</li><li> b c </li></ul>",
    );
}

#[test]
fn code_in_an_element_stays_code() {
    stays("# T\n\n<div>\n\n    <p>code</p>\n\n</div>\n");
    stays("# T\n\n<div>\n<p>a</p>\n\n    let x = 1;\n\n</div>\n");
    stays("# T\n\n<div>\n<p>a</p>\n\n**b**\n\n    <p>code</p>\n\n</div>\n");
    stays("# T\n\n<p>a</p>\n\n    <p>code</p>\n");
    stays("# T\n\n<div>\n    <p>never closed</p>\n\n    <p>code</p>\n");
}

/// Python-Markdown ends a block of HTML at its closing tag, CommonMark at a blank line.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn text_directly_behind_a_closed_element() {
    for (text, html) in [
        (
            "<div class=\"x\"></div>\n| a | b |\n|---|---|\n| 1 | **2** |",
            "<div class=\"x\"></div><div class=\"table-wrapper\"><table>",
        ),
        (
            "<details><summary>a</summary>b</details>\n- c\n- *d*",
            "</details><ul><li>c</li><li><em>d</em></li></ul>",
        ),
        (
            "<div>\n<p>a</p>\n</div>\n**b**\n<center>c</center>\nd",
            "</div><p><strong>b</strong></p><center>c</center><p>d</p>",
        ),
        ("<div>\n\n<p>a</p>\n\n</div>\n## B", "</div><h2 id=\"b\">"),
        (
            "<video>\n<source>\n</video>\n*a*",
            "</video><p><em>a</em></p>",
        ),
        ("<hr>\n> a", "<hr><blockquote><p>a</p></blockquote>"),
        (
            "<div>a</div>  **b**\nc",
            "<div>a</div><p><strong>b</strong> c</p>",
        ),
        ("<pre>a</pre> `b`", "<pre>a</pre><p><code>b</code></p>"),
        ("<!-- a\n\nb --> *c*", "<p><em>c</em></p>"),
        (
            "<p>a</p>\n<b>b</b> *c*",
            "<p>a</p><p><b>b</b> <em>c</em></p>",
        ),
    ] {
        everywhere(&format!("{{: .x }}\n\n{text}"), html);
    }
}

#[test]
fn what_stands_in_an_open_element_or_is_no_text_stays() {
    for text in [
        "<div>\n<p>a</p>\n**b**\n</div>\n",
        "<div>\n\n<p>a</p>\n**b**\n\n</div>\n",
        "<p>a</p>\n    **code**\n",
        "<p>a\n\n<p>b\n**c**\n",
        "<p>a</p>\n<img src=\"https://e.x/a.png\">\n<!-- b -->\n<div>\nc\n</div>\n",
        "<div><script>\n\n</div>\n*a*\n",
        "<pre />\n<hr>\n*a*\n",
    ] {
        stays(&format!("# T\n\n`:material-flask:`\n\n{text}"));
    }
    // Without a sign of Material, CommonMark's bounds are meant.
    stays("# T\n\n<div></div> **b**\n\n<p>a</p>\n- c\n");
}

/// Deeper than three columns Python-Markdown sees no block of HTML, but tags in running text.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn elements_far_in_hold_markdown() {
    for place in [
        "- item\n\n",
        "1. item\n\n",
        "!!! note\n\n",
        "=== \"A\"\n\n",
        "Term\n\n:   x\n\n",
    ] {
        for (element, html) in [
            (
                "<div>\n    **bold**\n    </div>",
                "<div><p><strong>bold</strong></p></div>",
            ),
            (
                "<details>\n    <summary>a `b`</summary>\n    **bold**\n\n    - x\n    </details>",
                "<details><summary>a <code>b</code></summary><p><strong>bold</strong></p><ul><li>x</li></ul></details>",
            ),
            (
                "<center>**bold**</center>",
                "<center><p><strong>bold</strong></p></center>",
            ),
            (
                "<center>\n      **bold**\n    </center>",
                "<center><p><strong>bold</strong></p></center>",
            ),
            (
                "<p align=\"center\">\n    *x*\n    </p>",
                "<p align=\"center\"><em>x</em></p>",
            ),
            (
                "<table><tr><td>*x*</td></tr></table>",
                "<td><em>x</em></td>",
            ),
        ] {
            let text = format!("# T\n\n{place}    {element}\n");
            let (built, markdown) = page(&text);
            has(&built, html);
            assert!(!markdown.contains("> > "), "{markdown}");
        }
    }
    let (html, _) = page("# T\r\n\r\n- a\r\n\r\n    <div>\r\n    **b**\r\n    </div>\r\n");
    has(
        &html.replace("\r\n", "\n"),
        "<div><p><strong>b</strong></p></div>",
    );
}

#[test]
fn elements_far_in_without_markdown_stay() {
    stays(
        "# T\n\n1. x\n\n    <div>\n    plain words\n    </div>\n\n    <table>\n    <tr><td>x</td></tr>\n    </table>\n",
    );
    stays("# T\n\n- x\n  <div>\n  **as written**\n  </div>\n");
    stays("# T\n\n- x\n\n    <pre>\n    a *b* c\n    </pre>\n");
}

/// A wrapper that begins a quote of plain Markdown took a second marker.
#[test]
fn wrappers_in_boxes_are_no_quotes() {
    let (_, markdown) = page(
        "# T\n\n!!! note\n    <div markdown>\n    a\n    </div>\n\n    b\n    <div markdown>\n    c\n    </div>\n",
    );
    assert!(
        markdown.contains("> **Note**\n>\n> a\n>\n> b\n> \n> c"),
        "{markdown}"
    );
}
