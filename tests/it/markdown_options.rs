//! mdBook's own switches of its Markdown: what it does not read, we do not read either.

use crate::site::Site;
use crate::support::{Run, check};

/// A book whose HTML has these settings.
fn site(html: &str, page: &str) -> Site {
    let site = Site::new("", &[("a.md", page), ("b.md", "# B\n")]);
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    let toml = toml.replace("[output.html]\n", &format!("[output.html]\n{html}\n"));
    site.write("book.toml", &toml);
    site
}

fn broken_links(site: &Site) -> Run {
    check(site.path(), &["--only", "broken-link"])
}

#[test]
fn definition_lists_may_be_off() {
    // The indented line goes on with the definition, or is code.
    let page = "# A\n\nTerm\n\n: Text\n\n    [b](/b.md) [c](c.md)\n";
    let on = site("", page);
    assert_eq!(broken_links(&on).code, Some(1));
    assert!(!on.build());
    on.write("src/c.md", "# C\n");
    assert!(on.build());
    assert!(on.html("a.md").contains("href=\"b.html\""));
    let off = site("definition-lists = false", page);
    assert_eq!(broken_links(&off).code, Some(0));
    assert!(off.build());
    let html = off.html("a.md");
    assert!(html.contains("[b](/b.md) [c](c.md)"), "{html}");
}

#[test]
fn admonitions_may_be_off() {
    // The words in brackets are a box's kind, or a link.
    let page = "# A\n\n> [!NOTE]\n> Text.\n\n[!NOTE]: gone.md\n";
    let on = site("", page);
    assert_eq!(broken_links(&on).code, Some(0));
    assert!(on.build() && !on.html("a.md").contains("gone"));
    let off = site("admonitions = false", page);
    broken_links(&off).says(&["src/a.md:3:3", "`gone.md` is neither a page"]);
    assert!(!off.build());
    off.write("src/gone.md", "# Gone\n");
    assert!(off.build() && off.html("a.md").contains("gone"));
}

#[test]
fn punctuation_may_stay_as_it_is() {
    let page = "# A\n\n\"quoted\"\n";
    for (html, expected) in [
        ("", "\u{201c}quoted"),
        ("smart-punctuation = false", "quot"),
    ] {
        let site = site(html, page);
        assert!(site.build(), "{html}");
        let shown = site.html("a.md");
        assert!(shown.contains(expected), "{html}: {shown}");
    }
}
