//! What stands between two `---` at the top of a page, by real builds.

use crate::render::{has, lacks, page};
use crate::site::Site;
use crate::support::Book;

#[test]
fn text_between_two_thematic_breaks_stays() {
    // MkDocs takes only a mapping for metadata; all of these are on its page, too.
    for (text, shown) in [
        (
            "---\n\n> This chapter is a draft.\n\n---\n# Retry\n",
            "<hr><blockquote><p>This chapter is a draft.</p></blockquote><hr><h1 id=\"retry\">",
        ),
        (
            "---\r\n\r\n> This chapter is a draft.\r\n\r\n---\r\n# Retry\r\n",
            "<hr><blockquote><p>This chapter is a draft.</p></blockquote><hr><h1 id=\"retry\">",
        ),
        (
            "---\n\nNote: a colon makes no field.\n\n---\n\n# T\n",
            "<p>Note: a colon makes no field.</p><hr>",
        ),
        ("---\n- one\n- two\n\n---\n\n# T\n", "<li>two</li></ul><hr>"),
        ("---\n\nJust text.\n\n...\n\n# T\n", "<p>Just text.</p>"),
        ("---\n[a]: b: c\nSee: *this\n\n---\n# T\n", "*this"),
        (
            "---\nNote: never closed\n\n# T\n",
            "<p>Note: never closed</p>",
        ),
        ("---\n\n---\n\n# T\n", "<hr><hr><h1 id=\"t\">"),
    ] {
        let site = Site::new("", &[("page.md", text)]);
        assert!(site.build(), "{text}");
        has(&site.html("page.md"), shown);
        assert!(site.markdown("page.md").starts_with("---"), "{text}");
    }
}

#[test]
fn a_mapping_is_frontmatter_all_the_same() {
    for text in [
        "---\nhide: [toc]\n---\n\n# T\n",
        "---\n\ntitle: T\n---\n\n# T\n",
        "---\ntags:\n  - a\nTitle: T\n...\n\n# T\n",
    ] {
        let (html, markdown) = page(text);
        lacks(&html, "<hr");
        assert!(!markdown.contains("---"), "{markdown}");
    }
}

#[test]
fn a_field_shows_that_broken_yaml_is_frontmatter() {
    for text in [
        "---\ntitle: a: b\n---\n\n# T\n",
        "---\ntitle: T\n\n# T\n",
        "---\n\n- a\ntitle: T\n---\n\n# T\n",
    ] {
        let book = Book::new(&[("page.md", text)]);
        assert!(
            book.check(&[]).stderr.contains("frontmatter-syntax"),
            "{text}"
        );
    }
}

#[test]
fn comments_to_this_tool_may_stand_above_the_frontmatter() {
    let page = "<!-- patterns: allow(frontmatter-field-missing) -->\n\n\
        <!-- patterns: allow(code-share) -->\n---\ntitle: Retry\ntype: pattern\n---\n\n# Retry\n";
    let book = Book::new(&[("retry.md", page)]);
    book.write("book.toml", "[book]\ntitle = \"T\"\n");
    let found = book.check(&["--format", "short"]).stdout;
    assert!(!found.contains("frontmatter-"), "{found}");
    let unused = "src/retry.md:3:22: warning[suppression-unused]";
    assert!(found.contains(unused), "{found}");
    assert!(found.contains("level-missing"), "{found}");
    let guide = page.replace("type: pattern\n", "");
    let site = Site::new("", &[("page.md", &guide)]);
    assert!(site.build());
    let html = site.html("page.md");
    assert!(!html.contains("patterns: allow"), "{html}");
}
