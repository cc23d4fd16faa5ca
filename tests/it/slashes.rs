//! `PyMdown`'s blocks (`/// note` … `///`) by real builds. Expectations are what `PyMdown` 10's own
//! blocks make of the same input, in our classes, unless a comment says otherwise.

use crate::blocks::{build, unfold};
use crate::support::Book;

#[test]
fn boxes_and_collapsible_boxes() {
    let page = build(
        "# T\n\ntext\n/// note | *T*\n- a\n- b\n///\nafter\n\n/// tip\nb\n///\n\n/// admonition\nc\n///\n\n/// admonition | C\n    type: warning\nd\n///\n\n/// note |\ne\n///\n\n/// NOTE | Some\nf\n///\n",
    );
    page.shows("<p>text</p><div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\"><em>T</em></p><ul><li>a</li><li>b</li></ul></div><p>after</p>");
    page.shows("<div class=\"patterns-admonition patterns-tip\" role=\"note\"><p class=\"patterns-title\">Tip</p><p>b</p></div>");
    // Without a type it has no title, and no kind: here that of a note.
    page.shows("<div class=\"patterns-admonition patterns-note\" role=\"note\"><p>c</p></div>");
    page.shows("patterns-warning\" role=\"note\"><p class=\"patterns-title\">C</p><p>d</p></div>");
    page.shows("patterns-note\" role=\"note\"><p>e</p></div>");
    page.shows("<p class=\"patterns-title\">Some</p><p>f</p></div>");
    page.writes("> **Tip**\n>\n> b");
    page.hides("///");
    assert!(!page.markdown.contains("///"), "{}", page.markdown);
    let page = build(
        "# T\n\n/// details | T\n    open: True\n    type: warning\n    attrs: {id: x, class: 'y z', onclick: 'a()'}\n\nbody\n///\n\n/// details\nb\n///\n\n/// details\n    type: warning\nc\n///\n\n[there](#x)\n",
    );
    page.shows("<details class=\"patterns-admonition patterns-warning y z\" id=\"x\" open=\"\"><summary class=\"patterns-title\">T</summary><p>body</p></details>");
    // The browser writes the word "Details".
    page.shows("<details class=\"patterns-admonition patterns-note\"><p>b</p></details>");
    page.shows("<summary class=\"patterns-title\">Warning</summary><p>c</p></details>");
    page.hides("onclick");
}

#[test]
fn blocks_stand_inside_one_another() {
    // Of the same number of slashes, an end closes the innermost.
    let nested = "<div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>a</p><div class=\"patterns-admonition patterns-tip\" role=\"note\"><p class=\"patterns-title\">Tip</p><p>b</p></div><p>c</p></div>";
    for text in [
        "# T\n\n/// note\na\n\n/// tip\nb\n\n///\n\nc\n\n///\n",
        "# T\n\n/// note\na\n/// tip\nb\n///\nc\n///\n",
        "# T\n\n//// note\na\n/// tip\nb\n///\nc\n////\n",
    ] {
        build(text).shows(nested);
    }
    let page = build(
        "# T\n\n//// tab | A\nx\n/// note\ny\n///\n////\n\n//// tab | B\n    select: true\n=== \"Inner\"\n    in\n////\n\n//// tab | C\n    new: true\nz\n////\n",
    );
    page.shows("<div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">A</p><p>x</p><div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>y</p></div></div><div class=\"patterns-tab patterns-selected\"><p class=\"patterns-title\">B</p><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">Inner</p><p>in</p></div></div></div></div><div class=\"patterns-tabs\"><div class=\"patterns-tab\"><p class=\"patterns-title\">C</p><p>z</p></div></div>");
    let page = build("# T\n\n!!! note\n    a\n\n    /// tip\n    b\n    ///\n\n    c\n\nafter\n");
    page.shows("<p>a</p><div class=\"patterns-admonition patterns-tip\" role=\"note\"><p class=\"patterns-title\">Tip</p><p>b</p></div><p>c</p></div><p>after</p>");
}

#[test]
fn blocks_stand_in_lists_and_quotes_and_html() {
    let note = "<div class=\"patterns-admonition patterns-note\" role=\"note\"><p class=\"patterns-title\">Note</p><p>text</p></div>";
    let page = build("# T\n\n1. Step\n\n    /// note\n    text\n    ///\n\n2. Two\n");
    page.shows(&format!("<li><p>Step</p>{note}</li><li><p>Two</p></li>"));
    build("# T\n\n> /// note\n> text\n> ///\n").shows(&format!("<blockquote>{note}</blockquote>"));
    build("# T\n\n<div class=\"grid\" markdown>\n/// note\ntext\n///\n</div>\n").shows(note);
    build("# T\n\n<p>a</p>\n/// note\ntext\n///\n").shows(note);
    // The end is no line of the list, the table, the heading above it.
    for body in ["- a\n- b", "| a |\n|---|\n| b |", "a\n\n---", "> q"] {
        let page = build(&format!("# T\n\n/// note\n{body}\n///\nafter\n"));
        page.shows("</div><p>after</p>");
        page.hides("///");
    }
    build("# T\r\n\r\n/// note | A\r\n    attrs: {class: k}\r\ntext\r\n///\r\nafter\r\n")
        .shows("<div class=\"patterns-admonition patterns-note k\" role=\"note\"><p class=\"patterns-title\">A</p><p>text</p></div><p>after</p>");
}

#[test]
fn captions_make_figures() {
    let page = build(
        "# T\n\n![x](a.png)\n/// caption\nText *c*\n///\n\n| a |\n|---|\n| 1 |\n/// table-caption | < #tid.cl\n    attrs: {class: k}\nTab\n///\n\npara\n\n/// figure-caption | 7\nFig\n///\n\n```rust title=\"a.rs\"\nx\n```\n\n/// figure-caption\nCode\n///\n\n[to](#tid)\n",
    );
    page.shows("</h1><figure class=\"patterns-figure\"><p><label");
    page.shows("</label></p><figcaption><p>Text <em>c</em></p></figcaption></figure>");
    // PyMdown moves the caption; here the style does. The order of classes is as written.
    page.shows("<figure class=\"patterns-figure patterns-above cl k\" id=\"tid\"><div class=\"table-wrapper\"><table>");
    page.shows("</table></div><figcaption><span>Table 1.</span><p>Tab</p></figcaption></figure>");
    page.shows("<p>para</p><figcaption><span>Figure 7.</span><p>Fig</p></figcaption></figure>");
    page.shows("<figure class=\"patterns-figure\"><p class=\"patterns-code-title\">");
    page.shows("</pre><figcaption><span>Figure 8.</span><p>Code</p></figcaption></figure>");
    page.writes("![x](a.png)\n\n\nText *c*");
    page.writes("**Table 1.**\n\nTab");
    // Behind a box it stands alone.
    build("# T\n\n!!! note\n    a\n\n/// caption\nc\n///\n").shows(
        "</div><figure class=\"patterns-figure\"><figcaption><p>c</p></figcaption></figure>",
    );
    build("# T\n\n- Look\n\n    /// caption\n    c\n    ///\n").shows("<li><figure class=\"patterns-figure\"><p>Look</p><figcaption><p>c</p></figcaption></figure></li>");
}

#[test]
fn elements_of_html() {
    let page = build(
        "# T\n\n/// html | div.cls#id[data-x=\"a b\" style='float: left' onclick='x()']\n*text*\n\n- l\n///\n",
    );
    page.shows("<div class=\"cls\" id=\"id\" data-x=\"a b\" style=\"float: left\"><p><em>text</em></p><ul><li>l</li></ul></div>");
    page.hides("onclick");
    page.writes("*text*\n\n- l");
}

/// That a page comes out as it was, also with a known name.
#[track_caller]
fn stays(text: &str) {
    assert_eq!(unfold(text), text);
}

#[test]
fn slashes_in_text_stay() {
    stays("# T\n\n/// note\nnever closed\n");
    stays("# T\n\n/// whatever\nx\n///\n");
    stays("# T\n\n/// a comment of Rust\n/// and more\n///\n");
    stays("# T\n\n///\n///\n\nfile:///a\n");
    stays("# T\n\n```rust\n/// note\n///\n```\n\n    /// note\n    x\n    ///\n");
    stays("# T\n\n`/// note` and\n`///`\n");
    stays("# T\n\n<!--\n/// note\n///\n-->\n\n<pre>\n/// note\n\n///\n</pre>\n");
    // So does PyMdown: an option that is none, text for options, no title, another number of slashes.
    stays("# T\n\n/// note\n    bogus: 1\nb\n///\n");
    stays("# T\n\n/// note\n    just code\nb\n///\n");
    stays("# T\n\n/// tab\nx\n///\n");
    stays("# T\n\n/// html\nx\n///\n");
    stays("# T\n\n//// note\nx\n///\n");
    // An end in code is none.
    stays("# T\n\n/// note\nx\n\n    ///\n\ny\n");
    let page = build("# T\n\n/// note\n```\n///\n```\nx\n///\n");
    page.shows("<pre><code>/// </code></pre><p>x</p></div>");
}

#[test]
fn what_is_shown_as_written_is_named() {
    let text = "# T\n\n/// note\n\n/// tab\nx\n///\n\n/// define\nx\n///\n\n/// some word\n\n- /// tip\n  a\n\n  ///\n";
    let book = Book::new(&[("a.md", text)]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    let found = book.check(&["--format", "short"]);
    for part in [
        ":3:1: warning[syntax-unsupported]: this `///` block is not closed",
        ":5:1: warning[syntax-unsupported]: this `///` block cannot be read: a tab without `| Title`",
        ":9:1: warning[syntax-unsupported]: a `///` block `define` is not supported",
    ] {
        assert!(found.stdout.contains(part), "{part} in {}", found.stdout);
    }
    assert_eq!(
        found.stdout.matches("syntax-unsupported").count(),
        3,
        "{}",
        found.stdout
    );
}

#[test]
fn a_kind_of_a_box_is_known_where_it_is_written() {
    let text = "# T\n\n/// admonition | A\n    type: wraning\nx\n///\n";
    let book = Book::new(&[("a.md", text)]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    let found = book.check(&["--format", "short"]);
    let wanted = ":4:11: warning[admonition-kind-unknown]: unknown kind of block `wraning`";
    assert!(found.stdout.contains(wanted), "{}", found.stdout);
}
