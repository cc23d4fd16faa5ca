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

/// What authors mistake in YAML, where it is, and what is said: the place of the slip, not where the parser gave up.
const SLIPS: &[(&str, (u64, u64), &str, &str)] = &[
    (
        "title: a\n\ttype: b",
        (2, 1),
        "a tab stands where blanks are expected",
        "indent with blanks",
    ),
    (
        "title:Retry\ntype: pattern",
        (1, 6),
        "no blank stands behind the colon",
        "write `title: Retry`",
    ),
    (
        "title:\u{a0}Retry\ntype: pattern",
        (1, 6),
        "no blank stands behind the colon",
        "write `title: Retry`",
    ),
    (
        "title: a\ntagline:\u{3000}b",
        (2, 8),
        "no blank stands behind the colon",
        "write `tagline: b`",
    ),
    (
        "title：Retry\ntype: pattern",
        (1, 6),
        "`：`, a full-width colon,",
        "write `title: Retry`",
    ),
    (
        "title: 'It's on'\ntype: pattern",
        (1, 11),
        "an apostrophe ends the text",
        "`\"It's on\"`",
    ),
    (
        "title: \"C:\\path\"\ntype: pattern",
        (1, 11),
        "a backslash in double quotes",
        "`'C:\\path'`",
    ),
    (
        "title: \"Retry\ntype: pattern\ntagline: x",
        (1, 8),
        "this quote is not closed",
        "write `\"Retry\"`",
    ),
    (
        "title: a\nprerequisites: [a, b\ntype: pattern",
        (2, 16),
        "this `[` is not closed",
        "write `[a, b]`",
    ),
    (
        "title: a\nprerequisites:\n  - a\n - b\ntype: b",
        (4, 2),
        "this entry stands further out",
        "2 blanks before `- b`",
    ),
    (
        "title: a\n  type: b",
        (2, 3),
        "this line stands further in",
        "0 blanks before `type: b`",
    ),
    (
        "title: %x\ntype: pattern",
        (1, 8),
        "a value cannot begin with `%`",
        "`'%x'`",
    ),
    (
        "title: `x`\ntype: pattern",
        (1, 8),
        "a value cannot begin with a backtick",
        "`'`x`'`",
    ),
    (
        "title: @x\ntype: pattern",
        (1, 8),
        "a value cannot begin with `@`",
        "`'@x'`",
    ),
    (
        "title: Retry: again\ntype: pattern",
        (1, 13),
        "a second `: ` stands in the value",
        "`'Retry: again'`",
    ),
    (
        "title: \"Retry\" pattern\ntype: pattern",
        (1, 15),
        "text stands behind the closing quote",
        "`'\"Retry\" pattern'`",
    ),
    (
        "title: a\ntype",
        (2, 1),
        "this line is no field",
        "write a field as `name: value`",
    ),
];

#[test]
fn slips_in_yaml_are_told_where_they_are() {
    for (yaml, (line, column), says, help) in SLIPS {
        let page = format!("---\n{yaml}\n---\n\n# T\n\nText.\n");
        let book = crate::support::Book::new(&[("page.md", &page)]);
        let run = book.check(&["--only", "frontmatter-syntax", "--format", "json"]);
        let found = run.json()["diagnostics"].as_array().unwrap().clone();
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        let start = &found[0]["span"]["start"];
        assert!(
            found[0]["message"].as_str().unwrap().contains(says),
            "{yaml}: {found:?}"
        );
        assert!(
            found[0]["help"].as_str().unwrap().contains(help),
            "{yaml}: {found:?}"
        );
        assert_eq!(
            (&start["line"], &start["column"]),
            (&(line + 1).into(), &(*column).into()),
            "{yaml}"
        );
    }
}
