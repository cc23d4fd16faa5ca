//! Where Python-Markdown and CommonMark see the bounds of blocks differently, by real builds.

use crate::render::{has, lacks, page};

/// Builds a text, also with CRLF; both renderers' pages.
#[track_caller]
fn check(text: &str, html: &str, plain: &str) {
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (built, markdown) = page(&format!("# T\n\n{text}"));
        has(&built.replace("\r\n", "\n"), html);
        let markdown = markdown.replace("\r\n", "\n");
        assert!(
            markdown.contains(plain),
            "not found: {plain}\nin: {markdown}"
        );
        for mark in ["<!-- -->", "</div>", "</details>"] {
            assert!(!markdown.contains(mark), "found: {mark}\nin: {markdown}");
        }
    }
}

/// That nothing of a page changes.
#[track_caller]
fn stays(text: &str) {
    let (_, markdown) = page(text);
    assert_eq!(markdown, text);
}

/// Python-Markdown takes all of these, wherever they stand, and shows none.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn remarks_below_running_text_are_not_shown() {
    check(
        "text\n[//]: # (a hidden remark)\nmore\n",
        "<p>text</p><p>more</p>",
        "text\n\n[//]: # (a hidden remark)\nmore",
    );
    for remark in [
        "[//]: # (hidden)",
        "[//]: # \"hidden\"",
        "[//]: # 'hidden'",
        "[comment]: # (hidden)",
        "[comment]: <> (hidden)",
        "[any thing]: # (hidden)",
        "[//]: # (hidden (with brackets) as well)",
        "[//]: # \"hidden \"quoted\" text\"",
    ] {
        let contexts = [
            "text\nREMARK\n",
            "- text\nREMARK\n- b\n",
            "---\n\n- text\n  REMARK\n- b\n",
            "---\n\n1. text\n   - x\n     REMARK\n",
            "> text\nREMARK\n",
            "---\n\n> text\n> REMARK\n",
            "| a |\n|---|\n| b |\nREMARK\n",
            "!!! note\n    text\n    REMARK\n",
            "=== \"A\"\n\n    - text\n    REMARK\n",
            "> !!! note\n>     - text\n>       REMARK\n",
            "<div markdown>\ntext\nREMARK\n</div>\n",
            "term\n:   text\n    REMARK\n",
            "---\n\ntext\n\nREMARK\n\ntext\nREMARK",
        ];
        let text = contexts.join("\n").replace("REMARK", remark);
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let (html, markdown) = page(&text);
            assert!(!html.contains("hidden"), "{text}\n{html}");
            assert_eq!(html.matches("text").count(), 13, "{text}\n{html}");
            // They are still there for whoever edits the page.
            assert_eq!(markdown.matches("hidden").count(), 14, "{markdown}");
        }
    }
}

#[test]
fn definitions_below_running_text_are_taken() {
    check(
        "See [x][g].\n[g]: https://e.x/\n",
        "<p>See <a href=\"https://e.x/\">x</a>.</p>",
        "See [x][g].\n\n[g]: https://e.x/",
    );
    // Python-Markdown leaves one list, and a tight one.
    check(
        "- item\n  [g]: https://e.x/ 'T'\n- b\n\n[x][G]\n",
        "<ul><li>item</li><li>b</li></ul><p><a href=\"https://e.x/\" title=\"T\">x</a></p>",
        "[g]: https://e.x/ 'T'\n\n- item\n- b\n\n[x][G]",
    );
    check(
        "> quote\n> [g]: https://e.x/\n\n[g]\n",
        "<blockquote><p>quote</p></blockquote><p><a href=\"https://e.x/\">g</a></p>",
        "[g]: https://e.x/\n\n> quote\n\n[g]",
    );
    check(
        "| a |\n|---|\n| b |\n[g]: https://e.x/\n\n[x][g]\n",
        "<td>b</td></tr></tbody></table></div><p><a href=\"https://e.x/\">x</a></p>",
        "| b |\n\n[g]: https://e.x/\n\n[x][g]",
    );
    check(
        "!!! note\n    a\n    [g]: https://e.x/\n    b\n\n[x][g]\n",
        "<p>a</p><p>b</p></div><p><a href=\"https://e.x/\">x</a></p>",
        "> a\n>\n> [g]: https://e.x/\n> b\n\n[x][g]",
    );
}

/// In a page without anything of Material's these are words: nothing refers to them.
#[test]
fn lines_that_only_look_like_definitions_stay() {
    stays("# T\n\ntext\n[note]: word\n");
    stays("# T\n\nas in [1] and [2]\n\nSources:\n[1]: https://a.b/c\n[2]: https://a.b/d\n");
    stays("# T\n\ntext\n[g]: two words\n\n[g]\n");
    stays("# T\n\n```text\ntext\n[//]: # (x)\n```\n\n    text\n    [//]: # (y)\n");
}

/// MkDocs makes boxes and tabs of these.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn blocks_directly_below_a_table() {
    check(
        "| a |\n|---|\n| b |\n!!! note\n    x\n\nafter\n",
        "<td>b</td></tr></tbody></table></div><div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>x</p></div><p>after</p>",
        "| b |\n\n> **Note**\n>\n> x\n\nafter",
    );
    check(
        "| a |\n|---|\n| b |\n??? tip \"Y\"\n    x\n",
        "<details class=\"patterns-admonition patterns-tip\"><summary class=\"patterns-title\">Y</summary><p>x</p></details>",
        "> **Y**\n>\n> x",
    );
    check(
        "- l\n\n    | a |\n    |---|\n    | b |\n    === \"A\"\n        x\n    === \"B\"\n        y\n",
        "<p class=\"patterns-title\">A</p><p>x</p></div><div class=\"patterns-tab\"><p class=\"patterns-title\">B</p><p>y</p></div></div></li>",
        "**A**",
    );
    check(
        "> | a |\n> |---|\n> | b |\n> !!! note\n>     x\n",
        "</table></div><div class=\"patterns-admonition patterns-note\" role=\"note\">",
        "> | b |\n>\n> > **Note**\n> >\n> > x",
    );
    check(
        "!!! tip\n    | a |\n    |---|\n    | b |\n    !!! note\n        x\n",
        "</table></div><div class=\"patterns-admonition patterns-note\" role=\"note\">",
        "> > **Note**\n> >\n> > x",
    );
    stays("# T\n\n| a |\n|---|\n| b |\n!!! really\n??? what\n");
}

#[test]
fn blocks_in_definitions() {
    check(
        "Term\n\n:   !!! note\n\n        text\n\n    more\n",
        "<dd><div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>text</p></div><p>more</p></dd>",
        ":   > **Note**\n    >\n    >\n    > text",
    );
    check(
        "Term\n:   ??? tip \"X\"\n        text\n",
        "<dd><details class=\"patterns-admonition patterns-tip\"><summary class=\"patterns-title\">X</summary><p>text</p></details></dd>",
        ":   > **X**\n    >\n    > text",
    );
    check(
        "Term\n:   === \"A\"\n        text\n",
        "<dd><div class=\"patterns-tabs\">",
        "**A**",
    );
}

/// MkDocs shows all of these as text.
#[test]
fn headers_far_in_below_running_text_are_text() {
    for text in [
        "Text\n    !!! note \"x\"\n        a\n\nmore\n",
        "Text\n    ??? note \"x\"\n        a\n        ```\n        b\n",
        "Text\n    === \"x\"\n\n        a\n\nmore\n",
        "- Text\n        !!! note \"x\"\n            a\n\nmore\n",
        "> Text\n>     !!! note \"x\"\n>         a\n\nmore\n",
        "!!! tip\n    Text\n        !!! note \"x\"\n            a\n\nmore\n",
        "Text\n\t!!! note \"x\"\n\t\ta\n\nmore\n",
    ] {
        let (html, markdown) = page(&format!("# T\n\n{text}"));
        has(
            &html,
            "note “x”"
                .get(if text.contains("===") { 5.. } else { 0.. })
                .unwrap(),
        );
        lacks(&html, "patterns-note");
        lacks(&html, "&lt;");
        lacks(&markdown, "<");
    }
}

/// Python-Markdown makes images and links of all of these.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn blanks_in_destinations() {
    check(
        "![shot](img/Team Plan.png)\n",
        "<img src=\"img/Team Plan.png\" alt=\"shot\">",
        "![shot](<img/Team Plan.png>)",
    );
    check(
        "- See [x](page.md#Some Heading), [*y*](#Some Heading) and [z](my docs/).\n",
        "<a href=\"page.html#Some Heading\">x</a>, <a href=\"#Some Heading\"><em>y</em></a> and <a href=\"my docs/\">z</a>.",
        "[x](<page.md#Some Heading>), [*y*](<#Some Heading>) and [z](<my docs/>)",
    );
    check(
        "!!! note\n    | a |\n    |---|\n    | [x](a b.pdf \"T t\") |\n",
        "<td><a href=\"a b.pdf\" title=\"T t\">x</a></td>",
        "[x](<a b.pdf> \"T t\")",
    );
    check(
        "[![i](a b.png)](my page_x y_z.pdf)\n",
        "<a href=\"my page_x y_z.pdf\"><img src=\"a b.png\" alt=\"i\"></a>",
        "[![i](<a b.png>)](<my page_x y_z.pdf>)",
    );
    check(
        "See [x][g].\n\n[g]: https://e.x/\n\n[x](a (b) c.pdf)\n",
        "<a href=\"a (b) c.pdf\">x</a>",
        "[x](<a (b) c.pdf>)",
    );
}

/// Python-Markdown makes links of the first ones, too; in a plain page they may be words.
#[test]
fn brackets_behind_brackets_that_are_words_stay() {
    stays(
        "# T\n\n[note](in the next chapter) `[x](a b.md)` \\[x](a b.md) x](a b.md)\n\n    [x](a b.md)\n",
    );
    stays(
        "# T\n\n[breaking] [#12] and [a] [g] but [g]\n\n- [x] [g]\n\n[#12]: https://e.x\n[g]: https://e.x\n",
    );
    stays("# T\n\n[g] [g]\n\n[g]: https://e.x\n");
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn references_behind_a_blank() {
    let link = "<a href=\"https://e.x/\">the text</a>";
    for text in [
        "[the text] [ref]\n\n[ref]: https://e.x/\n",
        "[the text]\n[ref]\n\n[ref]: https://e.x/\n",
        "- [the text]\n  [ref]\n\n[ref]: https://e.x/\n",
        "> [the text]\n> [1]\n\n[1]: https://e.x/\n",
        "!!! note\n    [the text]\n    [ref]\n\n[ref]: https://e.x/\n",
        "| a |\n|---|\n| [the text] [ref] |\n\n[ref]: https://e.x/\n",
        "[TOC]\n\n[the text] [A Ref] and [A Ref]\n\n[a ref]: https://e.x/\n",
        "[the text] [ref]\n[ref]: https://e.x/\n",
    ] {
        check(text, link, "[the text][");
    }
    check(
        "![alt] [img]\n\n[img]: a.png\n",
        "<img src=\"a.png\" alt=\"alt\">",
        "![alt][img]",
    );
}
