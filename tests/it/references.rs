//! References to headings anywhere in the book, as mkdocs-autorefs has them.

use crate::site::Site;
use crate::support::{command, run};

const OTHER: (&str, &str) = (
    "guide/c d.md",
    "# C\n\n## How it works\n\nSo.\n\n## Größe\n\nSo.\n\n[](){#option}\n",
);

/// The body of a page whose book has another page in a folder.
fn built(table: &str, text: &str) -> String {
    let site = Site::new(
        &format!("profile = \"adopt\"\n{table}"),
        &[("page.md", text), OTHER],
    );
    assert!(site.build());
    site.html("page")
}

fn shows(text: &str, wanted: &str) {
    let html = built("autorefs = true", &format!("# T\n\n{text}\n"));
    assert!(html.contains(wanted), "{text}: {wanted}\n{html}");
}

#[test]
fn a_reference_leads_to_a_heading_on_another_page() {
    let there = "<a href=\"guide/c%20d.html#how-it-works\">";
    shows("[a *b*][how-it-works]", &format!("{there}a <em>b</em></a>"));
    shows("[How it works][]", &format!("{there}How it works</a>"));
    shows(
        "[`how-it-works`][]",
        &format!("{there}<code>how-it-works</code></a>"),
    );
    shows("[x][option]", "<a href=\"guide/c%20d.html#option\">x</a>");
    // MkDocs's id of a heading, where mdBook makes another.
    shows("[x][groe]", "<a href=\"guide/c%20d.html#größe\">x</a>");
    shows("[Größe][]", "<a href=\"guide/c%20d.html#größe\">Größe</a>");
    // In a box, its title, a table and around an image.
    shows("!!! note \"[x][option]\"\n    So.", "#option\">x</a>");
    shows(
        "| a |\n|---|\n| [x][option] |",
        "<td><a href=\"guide/c%20d.html#option\">x</a></td>",
    );
    shows("[![i](i.png)][option]", "#option\"><img");
}

#[test]
fn a_place_without_words_is_no_link() {
    let html = built("", "# T\n\n[](){#place} !!! [](){ #other .x }\n");
    for place in ["<a id=\"place\"></a>", "<a class=\"x\" id=\"other\"></a>"] {
        assert!(html.contains(place), "{html}");
    }
}

#[test]
fn a_definition_of_the_page_comes_first() {
    shows(
        "[x][option]\n\n[option]: https://example.org",
        "<a href=\"https://example.org\">x</a>",
    );
}

#[test]
fn what_is_no_reference_stays() {
    for text in [
        "`[x][option]`",
        "\\[x][option]",
        "x\\][option]",
        "![x][option]",
        "[option]",
        "list[0][1]",
        "[a][^b]",
        "[a] [option]",
        "[a [x][option]](https://example.org)",
        "    [x][option]",
        "<div>[x][option]</div>",
    ] {
        let html = built("autorefs = true", &format!("# T\n\nText.\n\n{text}\n"));
        assert!(!html.contains("guide/c"), "{text}: {html}");
    }
    // Without the key nothing is looked up.
    let html = built("", "# T\n\n[x][option]\n");
    assert!(html.contains("<p>[x][option]</p>"), "{html}");
}

/// A fix on one page may bring the heading that another one leads to.
#[test]
fn fixing_sees_the_headings_that_it_makes() {
    let site = Site::new(
        "autorefs = true",
        &[
            ("page.md", "# T\n\n[x][then].\n"),
            ("other.md", "# O\n\n##Then\n\nText.\n"),
        ],
    );
    let fixed = run(command().arg("fix").arg(site.path()), "");
    assert_eq!(fixed.code, Some(0), "{fixed:?}");
    assert!(fixed.stderr.contains("no violation remains"), "{fixed:?}");
}

#[test]
fn what_leads_nowhere_is_said() {
    let site = Site::new(
        "profile = \"adopt\"\nautorefs = true",
        &[(
            "page.md",
            "# T\n\n[`Class`][pkg.Class], [a `call`][pkg.call], [`str`][str], [`int`][], [Big words][] and [words][nothing].\n",
        )],
    );
    let log = site.said().join("\n");
    let html = site.html("page");
    let text = "<p><code>Class</code>, a <code>call</code>, <code>str</code>, <code>int</code>, Big words and [words][nothing].</p>";
    assert!(html.contains(text), "{html}");
    for id in ["pkg.Class", "pkg.call", "str"] {
        let message = format!("leads nowhere: no page has the id `{id}`");
        assert!(log.contains(&message), "{log}");
    }
    assert!(log.contains("and 3 more of `syntax-unsupported`"), "{log}");
}
