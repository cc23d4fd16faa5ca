//! Annotations in code and text, by real builds: what Material's script makes of them in a browser,
//! as links that need none.

use crate::blocks::build;
use crate::support::Book;

/// The link of a marker and the way back from its item, of the first list.
fn note(item: usize) -> String {
    format!(
        "<a class=\"patterns-mark\" id=\"annotation-1-{item}-from\" href=\"#annotation-1-{item}\" role=\"doc-noteref\">{item}</a>"
    )
}

fn back(item: usize) -> String {
    format!(
        "<a class=\"patterns-back\" id=\"annotation-1-{item}\" href=\"#annotation-1-{item}-from\" role=\"doc-backlink\">↩</a>"
    )
}

#[test]
fn comments_of_code_lead_to_the_list_and_back() {
    let page = build(
        "# T\n\n```yaml\na: # (1)!\n  b: 1  # see (2)\n```\n\n1.  One *x*.\n\n    More.\n2.  ```text\n    c\n    ```\n",
    );
    page.shows("<pre><code class=\"language-yaml\">a: b: 1 # see </code></pre>");
    page.shows(&format!(
        "<span data-l=\"a:\">{}</span><span data-l=\" b: 1 # see\">{}</span>",
        note(1),
        note(2)
    ));
    page.shows(&format!(
        "<ol><li><p>One <em>x</em>. {}</p><p>More.</p></li><li><p>{}</p><pre><code class=\"language-text\">c",
        back(1),
        back(2)
    ));
    // Elsewhere a number in a comment says enough.
    page.writes("a: # (1)\n  b: 1  # see (2)\n");
    let page = build(
        "# T\n\n- x\n\n    ```html hl_lines=\"1\"\n    <a> <!-- (1)! -->\n    ```\n\n    1. One\n",
    );
    page.shows(&format!(
        "<span class=\"patterns-hl\" data-l=\"&lt;a&gt;\">{}</span>",
        note(1)
    ));
    page.shows("<pre><code class=\"language-html\">&lt;a&gt; </code></pre>");
    // Of two markers of one item, the first is what its way back leads to.
    let page = build("# T\n\n```c\na // (1)!\nb /* (1)! */ c\n```\n\n1. One\n");
    page.shows("<span data-l=\"b c\"><a class=\"patterns-mark\" href=\"#annotation-1-1\"");
    let page = build("# T\n\n<p id=\"annotation-1-1\">x</p>\n\n```c\na // (1)!\n```\n\n1. One\n");
    page.shows("href=\"#annotations-1-1\"");
}

#[test]
fn text_of_the_class_annotate_leads_to_the_list_and_back() {
    let list = format!("<ol><li>One {}</li><li>Two {}</li></ol>", back(1), back(2));
    let after = "\n\n1. One\n2. Two\n";
    let page = build(&format!(
        "# T\n\nText (1), **more (2)** (3)\n{{ .annotate }}{after}"
    ));
    page.shows(&format!(
        "<p>Text {}, <strong>more {}</strong> (3)</p>{list}",
        note(1),
        note(2)
    ));
    page.writes("Text (1), **more (2)** (3)\n\n1. One");
    for block in [
        "!!! note annotate \"A (1)\"\n    b (2)",
        "/// note | A (1)\n    attrs: {class: annotate}\nb (2)\n///",
    ] {
        let page = build(&format!("# T\n\n{block}{after}"));
        page.shows(&format!(
            "<p class=\"patterns-title\">A {}</p><p>b {}</p></div>{list}",
            note(1),
            note(2)
        ));
        page.writes("> **A (1)**\n>\n> b (2)");
    }
    let page = build(&format!(
        "# T\n\n<div class=\"annotate\" markdown>\n\n> a (1)\n\n- b (2) `(1)` [(1)](other.md)\n\n</div>{after}"
    ));
    page.shows(&format!("<blockquote><p>a {}</p></blockquote>", note(1)));
    page.shows(&format!(
        "<li>b {} <code>(1)</code> <a href=\"other.html\">(1)</a></li>",
        note(2)
    ));
    page.shows(&list);
}

/// That nothing becomes a link, and the code stays as it is.
#[track_caller]
fn stays(text: &str) {
    let page = build(text);
    page.hides("patterns-mark");
    page.hides("patterns-back");
}

#[test]
fn numbers_without_a_list_and_in_other_code_stay() {
    stays("# T\n\n```py\na # (1)!\n```\n\nText\n\n1. One\n");
    stays("# T\n\n```py\nf(1)!\n```\n\n1. One\n");
    stays("# T\n\n```py\na # (2)!\n```\n\n1. One\n");
    stays("# T\n\n```py\na # (1)!\n```\n\n- One\n");
    stays("# T\n\n> ```py\n> a # (1)!\n\n1. One\n");
    stays("# T\n\nText (1)\n\n1. One\n");
    stays("# T\n\n````markdown\n```py\na # (1)!\n```\n````\n\n1. One\n");
    // No sign of Material on the page: a book's own way to number its lines.
    stays("# T\n\n```py\na # (1)\n```\n\n1. One\n");
    let page = build("# T\n\n!!! note\n    x\n\n```py\na # (1)\n```\n\n1. One\n");
    page.shows("patterns-mark");
    build("# T\n\n``` { .py .annotate }\na # (1)\n```\n\n1. One\n").shows("patterns-mark");
}

#[test]
fn annotations_that_lead_nowhere_are_named() {
    let text = "# T\n\n```py\na # (1)!\nb # (2)!\n```\n\n1. One\n\n- x\n\n    Text (1)\n    { .annotate }\n";
    let book = Book::new(&[("a.md", text)]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    let found = book.check(&["--format", "short"]);
    for place in [":5:5: ", ":13:5: "] {
        let wanted =
            format!("{place}warning[annotation-unsupported]: this annotation leads nowhere");
        assert!(
            found.stdout.contains(&wanted),
            "{wanted} in {}",
            found.stdout
        );
    }
    assert_eq!(found.stdout.matches("annotation-unsupported").count(), 2);
}
