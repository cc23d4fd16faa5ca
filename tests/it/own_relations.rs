//! Relations between pages of a team's own template, and filters by its vocabularies.

use crate::schema::is_valid;
use crate::site::Site;
use crate::support::{check, command, run};

const TEMPLATE: &str = "---\n\
    status: \"{proposed | accepted | superseded by ADR-{n}}\"  # patterns: relation = \"superseded-by\"\n\
    needs: [a, b, …]  # optional\narea: {the area}\n---\n\n# {title}\n\n## Why\n\n{why}\n\n\
    ## See Also (optional)\n\n<!-- patterns: relation = \"works-with\" -->\n\n* {a decision}\n";
const TABLE: &str =
    "profile = \"adopt\"\ntemplates.adr = { file = \"adr.md\", pages = [\"d/*.md\"] }\n";

fn page(status: &str, title: &str, rest: &str) -> String {
    format!("---\nstatus: {status}\narea: {title}\n---\n\n# {title}\n\n## Why\n\nSo.\n\n{rest}")
}

fn site(index: &str, template: &str) -> Site {
    let see =
        "## See Also\n\n* Use a queue: both are needed\n* [Cache](0004-cache.md)\n* Nobody knows\n";
    let pages = [
        ("index.md", index.to_owned()),
        (
            "d/0001-files.md",
            page("superseded by ADR-2", "Use files", ""),
        ),
        (
            "d/0002-database.md",
            page("accepted", "Use a database", see),
        ),
        (
            "d/0003-queue.md",
            page(
                "superseded by adr-4",
                "Use a queue",
                "[Files](0001-files.md)\n",
            ),
        ),
        ("d/0004-cache.md", page("proposed", "Cache", "")),
    ];
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let site = Site::new(TABLE, &pages);
    site.write("adr.md", template);
    // Titles are those of SUMMARY.md: these pages have none in their frontmatter.
    site.write(
        "src/SUMMARY.md",
        "# Summary\n\n- [Index](index.md)\n- [Use files](d/0001-files.md)\n- [Use a database](d/0002-database.md)\n\
         - [Use a queue](d/0003-queue.md)\n- [Cache](d/0004-cache.md)\n",
    );
    site
}

/// What the list at a page's end says, a line each.
fn related(site: &Site, page: &str) -> Vec<String> {
    let html = site.html(page);
    let Some((_, list)) = html.split_once("patterns-related") else {
        return Vec::new();
    };
    let list = list.split("</nav>").next().unwrap();
    let text = |html: &str| {
        let parts = html
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    list.split("<li")
        .skip(1)
        .map(|item| text(&format!("<li{item}")))
        .collect()
}

#[test]
fn pages_end_with_what_they_relate_to() {
    let site = site("# All\n", TEMPLATE);
    assert!(site.build());
    assert_eq!(
        related(&site, "d/0001-files.md"),
        ["Superseded by Use a database", "Named by Use a queue (Why)"]
    );
    assert_eq!(
        related(&site, "d/0002-database.md"),
        [
            "Works with Use a queue, Cache",
            "Named by Use files (Superseded by)"
        ]
    );
    assert_eq!(
        related(&site, "d/0004-cache.md"),
        ["Named by Use a database (See Also), Use a queue (Superseded by)"]
    );
    let off = self::site("# All\n", TEMPLATE);
    off.write(
        "book.toml",
        &format!("[preprocessor.patterns]\nrelated = false\n{TABLE}[output.html]\n"),
    );
    assert!(off.build());
    assert_eq!(related(&off, "d/0001-files.md"), [] as [&str; 0]);
    // A template that says nothing of relations changes nothing.
    let none = self::site("# All\n", "# {title}\n\n## Why\n\n{why}\n");
    assert!(none.build());
    assert_eq!(related(&none, "d/0001-files.md"), [] as [&str; 0]);
}

#[test]
fn relations_are_exported_and_drawn() {
    let site = site(
        "# All\n\n{{#patterns graph template = \"adr\"}}\n",
        TEMPLATE,
    );
    assert!(site.build());
    let html = site.html("index.md");
    let graph = html.split_once("patterns-graph").expect("a graph").1;
    assert!(
        graph.contains("Superseded by") && graph.contains("Works with"),
        "{html}"
    );
    assert!(graph.contains("d/0002-database.html"), "{html}");
    let mut export = command();
    export
        .arg("export")
        .arg(site.path())
        .args(["--format", "json"]);
    let json = run(&mut export, "").json();
    is_valid(&json, "docs/export.schema.json");
    let pages = json["pages"].as_array().unwrap();
    let relations = |at: usize| pages[at]["relations"].as_array().unwrap().len();
    assert_eq!(
        [relations(0), relations(1), relations(2)],
        [1, 2, 2],
        "{json}"
    );
}

#[test]
fn a_field_that_relates_names_a_page() {
    let site = site(
        "# All\n",
        &TEMPLATE.replace(
            "needs: [a, b, …]",
            "needs: [a, b, …]  # patterns: relation = \"needs\"",
        ),
    );
    for (needs, told) in [
        ("[Use a queue, 0004-cache.md, d/0004-cache, ADR 4]", ""),
        ("None", ""),
        ("https://example.org/x", ""),
        ("[Cache, Use a horse]", "no page is called `Use a horse`"),
    ] {
        let text = page("accepted", "Use files", "");
        let text = text.replace("area:", &format!("needs: {needs}\narea:"));
        site.write("src/d/0001-files.md", &text);
        let run = check(
            site.path(),
            &["--format", "short", "--only", "relation-unknown"],
        );
        assert_eq!(
            run.stdout.contains(told),
            !run.stdout.is_empty() || told.is_empty(),
            "{needs} {run:?}"
        );
        assert_eq!(run.stdout.is_empty(), told.is_empty(), "{needs} {run:?}");
    }
}

#[test]
fn filters_are_those_of_the_vocabulary() {
    let site = site(
        "# All\n\n{{#patterns catalog template = \"adr\"}}\n",
        TEMPLATE,
    );
    assert!(site.build());
    let html = site.html("index.md");
    let values: Vec<&str> = html
        .split(" name=\"status\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(values, ["proposed", "accepted", "superseded by ADR"]);
    // `area` has no vocabulary, whatever pages say in it.
    assert!(!html.contains("name=\"area\""), "{html}");
}
