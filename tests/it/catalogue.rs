//! What the book says of itself: lists of pages, numbers, comparisons, relations.

use crate::schema::{is_invalid, is_valid};
use crate::site::Site;
use crate::support::{Book, Run, command, corpus, run};
use mdbook_patterns::words::{Word, Words};
use std::path::Path;

const SCHEMA: &str = "docs/export.schema.json";

/// A pattern page with these lines in its frontmatter, and this body.
fn page(title: &str, lines: &str, body: &str) -> String {
    format!("---\ntype: pattern\ntitle: {title}\n{lines}\n---\n\n# {title}\n\n{body}\n")
}

fn library() -> Vec<(&'static str, String)> {
    vec![
        (
            "coordination/saga.md",
            page(
                "Saga Pattern",
                "excellence_tier: gold\ncategory: coordination\ndifficulty: advanced\nreading_time: 30 min\n\
                 tagline: Go on or go back\ntags: [transactions, messaging]\nowner: Checkout\n\
                 last_reviewed_on: 2020-01-31\nreview_in: 1 year",
                "## When to Use / When NOT to Use\n\n### Use When\n\n| Case | Example |\n|---|---|\n| Many *services* | Orders |\n\n\
                 ### DON'T Use When\n\n| Case | Why | Alternative |\n|---|---|---|\n| One database | Needless | Two-Phase Commit |\n\n\
                 ## Works Well With\n\n- [Outbox](../data/outbox.md#how)\n- **Retries**: the same again\n\n\
                 ## Related\n\n- [Two-Phase Commit](2pc.md)\n",
            ),
        ),
        (
            "coordination/2pc.md",
            page(
                "Two-Phase Commit",
                "excellence_tier: bronze\ncategory: coordination\ndifficulty: beginner\nreading_time: 5 min\n\
                 essential_question: Do all agree?\nmodern_alternatives: [saga]\ntags: [transactions]",
                "## When NOT to Use\n\n| Case | Use instead |\n|---|---|\n| People decide | [Saga](saga.md) |\n",
            ),
        ),
        (
            "data/outbox.md",
            page(
                "Outbox",
                "excellence_tier: gold\ncategory: data-management\naliases: [Retries]\nprerequisites: [2pc]\n\
                 description: '<b>bold</b> & {{x}}'",
                "## Migration Guide\n\n[Saga](../coordination/saga.md)\n",
            ),
        ),
    ]
}

/// The library behind a chapter `index.md` with this text.
fn site(table: &str, text: &str) -> Site {
    let library = library();
    let mut chapters = vec![("index.md", text)];
    chapters.extend(library.iter().map(|(path, text)| (*path, text.as_str())));
    Site::new(&format!("profile = \"adopt\"\n{table}"), &chapters)
}

fn built(text: &str) -> Site {
    let site = site("", text);
    assert!(site.build());
    site
}

/// The texts of the cells of all rows of all tables, without tags.
fn rows(html: &str) -> Vec<Vec<String>> {
    let text = |cell: &str| {
        let text = mdbook_patterns::text::html::visible_text(
            &format!("<td{cell}"),
            mdbook_patterns::text::html::State::default(),
        );
        text.trim().to_owned()
    };
    html.split("<tr")
        .skip(1)
        .map(|row| {
            let row = row.split("</tr>").next().unwrap();
            let cells = row.split("<td").skip(1);
            cells
                .map(|cell| text(cell.split("</td>").next().unwrap()))
                .collect()
        })
        .filter(|row: &Vec<String>| !row.is_empty())
        .collect()
}

fn export(book: &Path, arguments: &[&str]) -> Run {
    run(command().arg("export").arg(book).args(arguments), "")
}

fn book() -> Book {
    let library = library();
    let chapters: Vec<(&str, &str)> = library
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    Book::new(&chapters)
}

#[test]
fn all_that_is_known_is_exported() {
    let book = book();
    let report = export(book.path(), &[]);
    assert_eq!(report.code, Some(0), "{report:?}");
    let json = report.json();
    is_valid(&json, SCHEMA);
    let pages = json["pages"].as_array().unwrap();
    let saga = &pages[0];
    assert_eq!(saga["path"], "coordination/saga.md");
    assert_eq!(saga["summary"], "Go on or go back");
    assert_eq!(
        saga["fields"]["tags"],
        serde_json::json!(["transactions", "messaging"])
    );
    assert_eq!(
        saga["use_when"],
        serde_json::json!([["Many services", "Orders"]])
    );
    assert_eq!(saga["dont_use_when"][0]["instead"], "Two-Phase Commit");
    assert_eq!(saga["review_due"], "2021-01-31");
    assert_eq!(saga["is_due"], true);
    let relations = |page: usize, key: &str| -> Vec<String> {
        let relations = pages[page][key].as_array().unwrap().iter();
        let text = |it: &serde_json::Value| {
            format!(
                "{} {} {}",
                it["relation"].as_str().unwrap(),
                it["title"].as_str().unwrap(),
                it["section"]
            )
        };
        relations.map(text).collect()
    };
    assert_eq!(
        relations(0, "relations"),
        [
            "works-with Outbox \"Works Well With\"",
            "alternative Two-Phase Commit \"DON’T Use When\""
        ]
    );
    assert_eq!(
        relations(1, "relations"),
        ["superseded-by Saga Pattern null"]
    );
    assert_eq!(
        relations(2, "relations"),
        [
            "needs Two-Phase Commit null",
            "superseded-by Saga Pattern \"Migration Guide\""
        ]
    );
    assert_eq!(relations(1, "named_by").len(), 2);
    let mut other = json.clone();
    other["pages"][0]["relations"][0]["relation"] = "friend".into();
    is_invalid(&other, SCHEMA);
}

#[test]
fn a_table_of_all_pages_is_exported() {
    let book = book();
    let file = book.path().join("library.csv");
    let report = export(
        book.path(),
        &["--format", "csv", "--output", file.to_str().unwrap()],
    );
    assert_eq!(report.code, Some(0), "{report:?}");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[0][at("tags")], "transactions; messaging");
    assert_eq!(&rows[0][at("works-with")], "Outbox");
    assert_eq!(&rows[2][at("description")], "<b>bold</b> & {{x}}");
}

#[test]
fn status_says_what_is_due() {
    let book = book();
    let status = |arguments: &[&str]| {
        let mut command = command();
        command.arg("status").arg(book.path()).arg("--due");
        run(command.args(arguments), "")
    };
    let human = status(&[]);
    let rows: Vec<Vec<&str>> = human
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["page", "due", "owner"],
            ["src/coordination/saga.md", "2021-01-31", "Checkout"]
        ]
    );
    let json = status(&["--format", "json"]).json();
    assert_eq!(json["due"][0]["review_due"], "2021-01-31");
    let markdown = status(&["--format", "markdown"]).stdout;
    assert!(
        markdown.contains("|[Saga Pattern](coordination/saga.md)|2021-01-31|"),
        "{markdown}"
    );
}

#[test]
fn a_page_that_leaves_its_code_open_shows_its_relations() {
    let open = page(
        "Open",
        "",
        "[Saga](coordination/saga.md)\n\n````text\nis not closed",
    );
    let library = library();
    let mut chapters = vec![("open.md", open.as_str())];
    chapters.extend(library.iter().map(|(path, text)| (*path, text.as_str())));
    chapters[1].1 = "---\ntype: pattern\ntitle: Saga\n---\n\n# Saga\n";
    let back = page("Back", "", "[Open](open.md)");
    chapters.push(("back.md", &back));
    let site = Site::new("profile = \"adopt\"", &chapters);
    assert!(site.build());
    let html = site.html("open.md");
    assert!(
        html.contains("<nav class=\"patterns-card patterns-related\""),
        "{html}"
    );
    assert!(html.contains("is not closed\n"), "{html}");
    assert!(!html.contains("&lt;nav"), "{html}");
}

#[cfg(feature = "diagrams")]
#[test]
fn a_page_that_leaves_its_diagram_open_shows_its_relations_and_no_fence() {
    let open = page("Open", "", "[Saga](coordination/saga.md)");
    let back = page("Back", "", "## Works Well With\n\n[Open](open.md)");
    for end in ["", "\n", "\n    \n"] {
        let open = format!("{open}\n```mermaid\nflowchart TD\n  A --> B{end}");
        let library = library();
        let mut chapters = vec![("open.md", open.as_str()), ("back.md", &back)];
        chapters.extend(library.iter().map(|(path, text)| (*path, text.as_str())));
        let site = Site::new("profile = \"adopt\"", &chapters);
        assert!(site.build());
        let html = site.html("open.md");
        assert!(
            html.contains("<figure class=\"patterns-diagram\""),
            "{html}"
        );
        assert!(
            html.contains("<nav class=\"patterns-card patterns-related\""),
            "{html}"
        );
        assert!(!html.contains("```"), "{html}");
    }
}

#[test]
fn more_lists_than_a_page_can_hold_are_refused() {
    let text = "# A\n\n".to_owned() + &"{{#patterns catalog}}\n\n".repeat(21);
    let book = Book::new(&[("a.md", &text)]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    let report = book.check(&["--format", "short"]);
    assert_eq!(report.code, Some(1));
    let found = report.stdout.matches("error[catalog-invalid]").count();
    assert_eq!(found, 1, "{report:?}");
}

#[test]
fn a_catalogue_is_a_row_for_each_page() {
    let html = built(
        "# All\n\nThere are {{#patterns count}} pages.\n\n{{#patterns catalog}}\n\nText behind.\n",
    )
    .html("index.md");
    assert!(html.contains("There are 3 pages."), "{html}");
    assert!(html.contains("<p>Text behind.</p>"), "{html}");
    assert!(html.contains("href=\"coordination/saga.html\""), "{html}");
    assert_eq!(
        rows(&html),
        [
            [
                "Saga Pattern",
                "Gold",
                "Go on or go back",
                "Coordination",
                "Advanced",
                "30",
                "transactions, messaging"
            ],
            [
                "Two-Phase Commit",
                "Bronze",
                "Do all agree?",
                "Coordination",
                "Beginner",
                "5",
                "transactions"
            ],
            [
                "Outbox",
                "Gold",
                "&lt;b&gt;bold&lt;/b&gt; &amp; {{x}}",
                "Data management",
                "",
                "",
                ""
            ],
        ]
    );
    // Each field of a vocabulary, and no more.
    let legends: Vec<&str> = html
        .split("<legend>")
        .skip(1)
        .map(|rest| rest.split("</legend>").next().unwrap())
        .collect();
    assert_eq!(legends, ["Tier", "Category", "Difficulty"]);
    assert!(
        html.contains("name=\"excellence_tier\" value=\"gold\""),
        "{html}"
    );
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn pages_are_selected_sorted_and_grouped() {
    let titles = |options: &str| -> Vec<String> {
        let html = built(&format!(
            "# A\n\n{{{{#patterns catalog columns = [\"title\"], {options}}}}}\n"
        ))
        .html("index.md");
        rows(&html).into_iter().map(|row| row[0].clone()).collect()
    };
    let (saga, commit, outbox) = ("Saga Pattern", "Two-Phase Commit", "Outbox");
    for (options, expected) in [
        ("where = { excellence_tier = \"gold\" }", vec![saga, outbox]),
        (
            "where = { tags = \"transactions\", excellence_tier = [\"silver\", \"bronze\"] }",
            vec![commit],
        ),
        (
            "where = { excellence_tier = { not = \"gold\" } }",
            vec![commit],
        ),
        ("sort = \"title\"", vec![outbox, saga, commit]),
        ("sort = \"-title\"", vec![commit, saga, outbox]),
        // By number, by the order of the vocabulary, what says nothing last.
        ("sort = \"reading_time\"", vec![commit, saga, outbox]),
        ("sort = \"-difficulty\"", vec![saga, commit, outbox]),
        (
            "sort = [\"excellence_tier\", \"-title\"]",
            vec![saga, outbox, commit],
        ),
        (
            "group = \"category\", sort = \"title\"",
            vec![outbox, saga, commit],
        ),
        ("template = \"pattern\"", vec![saga, commit, outbox]),
    ] {
        assert_eq!(titles(options), expected, "{options}");
    }
}

#[test]
fn pages_of_a_teams_own_template_are_listed_and_exported() {
    let decision = |status: &str| {
        format!("---\nstatus: {status}\ndate: 2026-01-31\n---\n\n# Use {status}\n\nText.\n")
    };
    let pages: Vec<(String, String)> = ["accepted", "accepted", "proposed", "proposed"]
        .iter()
        .enumerate()
        .map(|(at, status)| (format!("decisions/000{at}.md"), decision(status)))
        .collect();
    let list = "# A\n\n{{#patterns count template = \"adr\", where = { status = \"accepted\" }}} of {{#patterns count template = \"adr\"}}\n\n{{#patterns catalog template = \"adr\"}}\n";
    let mut chapters = vec![("index.md", list)];
    chapters.extend(
        pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let site = Site::new(
        "profile = \"adopt\"\ntemplates.adr = { file = \"adr.md\", pages = [\"decisions/*.md\"] }",
        &chapters,
    );
    site.write(
        "adr.md",
        "---\nstatus: proposed|accepted\ndate: YYYY-MM-DD\n---\n\n# {title}\n",
    );
    assert!(site.build());
    let html = site.html("index.md");
    assert!(html.contains("<p>2 of 4</p>"), "{html}");
    assert_eq!(
        rows(&html)[0],
        ["decisions/0000.md", "accepted", "2026-01-31"]
    );
    assert!(
        html.contains("name=\"status\" value=\"proposed\""),
        "{html}"
    );
    let json = export(site.path(), &[]).json();
    is_valid(&json, SCHEMA);
    let exported = json["pages"].as_array().unwrap();
    assert_eq!(exported.len(), 4);
    assert_eq!(exported[3]["template"], "adr");
    assert_eq!(
        exported[3]["fields"]["status"],
        serde_json::json!(["proposed"])
    );
}

#[test]
fn cards_and_facets_are_chosen_by_the_author() {
    let html = built("# A\n\n{{#patterns catalog view = \"cards\", facets = [\"tags\"], group = \"category\"}}\n")
        .html("index.md");
    assert!(html.contains("<ul class=\"patterns-cards\">"), "{html}");
    assert!(!html.contains("<tr"), "{html}");
    assert!(html.contains("<legend>Tags</legend>"), "{html}");
    assert!(!html.contains("<legend>Tier</legend>"), "{html}");
    assert_eq!(
        html.matches("class=\"patterns-group\"").count(),
        2,
        "{html}"
    );
}

#[test]
fn a_comparison_of_named_pages_is_plain_html() {
    let site = built("# A\n\n{{#patterns compare pages = [\"saga\", \"Two-Phase Commit\"]}}\n");
    let html = site.html("index.md");
    assert!(
        !html.contains("patternsLists"),
        "no script is needed: {html}"
    );
    assert_eq!(
        rows(&html),
        [
            ["Gold", "Bronze"],
            ["Coordination", "Coordination"],
            ["Advanced", "Beginner"],
            ["30", "5"],
            ["Many services", ""],
            ["One database", "People decide"],
        ]
    );
    assert_eq!(html.matches("class=\"patterns-differs\"").count(), 5);
    let markdown = site.markdown("index.md");
    assert!(
        markdown.contains("|Aspect|Saga Pattern|Two-Phase Commit|"),
        "{markdown}"
    );
}

#[test]
fn cases_of_all_pages_stand_together() {
    let html = built("# A\n\n{{#patterns decide}}\n").html("index.md");
    assert_eq!(
        rows(&html),
        [
            ["Many services", "Saga Pattern", "Orders"],
            ["One database", "Saga Pattern", "Two-Phase Commit"],
            ["People decide", "Two-Phase Commit", "Saga"],
        ]
    );
    assert!(
        html.contains("<a href=\"coordination/saga.html\">Saga</a>"),
        "{html}"
    );
}

#[test]
fn the_dashboard_counts_scores_and_names_what_is_due() {
    let html = built("# A\n\n{{#patterns dashboard worst = 1}}\n").html("index.md");
    let rows = rows(&html);
    assert_eq!(rows[0][..2], ["Gold", "2"], "{rows:?}");
    assert_eq!(rows[2][..2], ["All", "3"], "{rows:?}");
    // What is due is counted beside the rest.
    for (name, due) in [
        ("Gold", "1"),
        ("Bronze", "0"),
        ("All", "1"),
        ("Coordination", "1"),
        ("Data management", "0"),
        ("Saga Pattern", "2021-01-31"),
    ] {
        let row = rows.iter().find(|row| row[0] == name);
        assert_eq!(row.unwrap()[5], due, "{rows:?}");
    }
    assert_eq!(
        rows.last().unwrap()[..],
        ["Saga Pattern", "2021-01-31", "Checkout"],
        "{rows:?}"
    );
}

#[test]
fn where_no_page_says_when_it_is_due_no_column_asks() {
    let pages: Vec<(&str, String)> = library()
        .into_iter()
        .map(|(path, text)| (path, text.replace("review_in: 1 year\n", "")))
        .collect();
    let mut chapters = vec![("index.md", "# A\n\n{{#patterns dashboard}}\n")];
    chapters.extend(pages.iter().map(|(path, text)| (*path, text.as_str())));
    let site = Site::new("profile = \"adopt\"", &chapters);
    assert!(site.build());
    let html = site.html("index.md");
    assert!(html.contains("patterns-board"), "{html}");
    assert!(!html.contains("Review due"), "{html}");
}

#[test]
fn each_page_ends_with_what_it_is_related_to() {
    let text = "# Nothing\n";
    let html = built(text).html("coordination/saga.md");
    let related = html
        .split("class=\"patterns-card patterns-related\"")
        .nth(1)
        .unwrap();
    for part in [
        "Works with</span> <span><a href=\"../data/outbox.html\">Outbox</a>",
        "Alternatives</span> <span><a href=\"2pc.html\">Two-Phase Commit</a>",
    ] {
        assert!(related.contains(part), "{related}");
    }
    let list = related.split("</aside>").next().unwrap();
    let list = list.split("</div>\n\n").next().unwrap();
    for classes in list.split("class=\"").skip(1) {
        // The list's rules are chosen before it is written; its own class has none.
        for class in classes.split('"').next().unwrap().split(' ') {
            assert!(
                mdbook_patterns::render::related::CLASSES.contains(&class),
                "{class}"
            );
        }
    }
    // Both are there already.
    assert!(!related.contains("Named by"), "{related}");
    let site = built(text);
    let html = site.html("coordination/2pc.md");
    assert!(
        html.contains("Named by</span> <span><a href=\"../data/outbox.html\">Outbox</a> (Needs)"),
        "{html}"
    );
    let markdown = site.markdown("coordination/2pc.md");
    assert!(
        markdown.contains("|Superseded by|[Saga Pattern](saga.md)|"),
        "{markdown}"
    );
    assert!(!site.html("index.md").contains("patterns-related"));
    let off = self::site("related = false", text);
    assert!(off.build());
    assert!(
        !off.html("coordination/saga.md")
            .contains("patterns-related")
    );
}

#[test]
fn other_renderers_get_plain_tables() {
    let site = built(
        "# A\n\n{{#patterns count}}\n\n{{#patterns catalog}}\n\n{{#patterns decide}}\n\n{{#patterns compare}}\n\n\
         {{#patterns graph}}\n\n{{#patterns dashboard}}\n",
    );
    let markdown = site.markdown("index.md");
    assert!(
        !markdown.contains('<') || markdown.contains("\\<b>"),
        "{markdown}"
    );
    assert!(!markdown.contains("{{#"), "{markdown}");
    for row in [
        "|[Saga Pattern](coordination/saga.md)|Gold|Go on or go back|",
        "|Many services|[Saga Pattern](coordination/saga.md)|Orders|",
        "|[Two-Phase Commit](coordination/2pc.md)|Superseded by|[Saga Pattern](coordination/saga.md)|",
    ] {
        assert!(markdown.contains(row), "{row} is not in {markdown}");
    }
}

#[cfg(feature = "diagrams")]
#[test]
fn relations_are_drawn_with_links_and_listed() {
    let html =
        built("# A\n\n{{#patterns graph}}\n\n{{#patterns graph page = \"saga\", depth = 1}}\n")
            .html("index.md");
    assert_eq!(
        html.matches("<figure class=\"patterns-diagram\"").count(),
        2,
        "{html}"
    );
    assert!(
        html.contains("href=\"coordination/saga.html\" rel="),
        "{html}"
    );
    assert!(html.contains("<li><a href=\"data/outbox.html\">Outbox</a> – Superseded by: <a href=\"coordination/saga.html\">"), "{html}");
}

#[test]
fn escaped_markers_and_code_stay() {
    for order in ["", "before = [\"links\"]"] {
        let site = site(
            order,
            "# A\n\n\\{{#patterns count}} and `{{#patterns count}}`\n\n    {{#patterns count}}\n\n```text\n{{#patterns count}}\n```\n",
        );
        assert!(site.build());
        let html = site.html("index.md");
        assert_eq!(
            html.matches("{{#patterns count}}").count(),
            4,
            "{order}: {html}"
        );
    }
}

#[test]
fn what_cannot_be_read_stays_and_denies() {
    let site = site(
        "rules.catalog-invalid = \"deny\"",
        "# A\n\n{{#patterns catalog view = 3}}\n",
    );
    assert!(!site.build());
}

#[test]
fn markers_in_boxes_are_replaced_there() {
    let html = built("# A\n\n!!! note\n    Some {{#patterns count}} pages.\n\n    {{#patterns catalog columns = [\"title\"]}}\n\nBehind.\n")
        .html("index.md");
    let note = html
        .split("patterns-admonition patterns-note")
        .nth(1)
        .unwrap();
    assert!(note.contains("Some 3 pages."), "{html}");
    let table = note.find("<table").unwrap();
    assert!(table < note.find("Behind.").unwrap(), "{html}");
}

#[test]
fn a_book_without_markers_changes_only_at_the_end_of_its_pages() {
    let page = "# Nothing\n\nText.\n";
    let [with, without] = ["", "related = false"].map(|table| {
        let site = site(table, page);
        assert!(site.build());
        (site.html("index.md"), site.html("coordination/saga.md"))
    });
    assert_eq!(with.0, without.0);
    let end = with
        .1
        .find("<nav class=\"patterns-card patterns-related\"")
        .unwrap();
    assert!(
        without.1.starts_with(with.1[..end].trim_end()),
        "{}",
        without.1
    );
}

#[test]
fn all_of_it_is_in_the_books_language() {
    for language in ["de", "fr", "es", "pt", "ja", "zh", "hi"] {
        let mut words = Words::default();
        words.speak(language);
        let site = site(
            "",
            "# 1\n\n{{#patterns catalog}}\n\n{{#patterns decide}}\n\n{{#patterns compare}}\n\n{{#patterns compare pages = [\"saga\", \"2pc\"]}}\n\n{{#patterns graph}}\n\n{{#patterns dashboard}}\n",
        );
        let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
        site.write(
            "book.toml",
            &toml.replace("[book]", &format!("[book]\nlanguage = \"{language}\"")),
        );
        assert!(site.build());
        let html = site.html("index.md") + &site.html("coordination/2pc.md");
        for word in [
            Word::Tags,
            Word::Owner,
            Word::ReviewDue,
            Word::Related,
            Word::SupersededBy,
            Word::NamedBy,
            Word::Pattern,
            Word::Minutes,
            Word::Filters,
            Word::Find,
            Word::ShowAll,
            Word::NoneShown,
            Word::DontUse,
            Word::Remove,
            Word::AddPage,
            Word::Scenario,
            Word::Choose,
            Word::Differs,
            Word::Score,
            Word::Pages,
            Word::Denied,
            Word::Warnings,
            Word::All,
            Word::WorstPages,
            Word::Relations,
        ] {
            let text = mdbook_patterns::text::escape::html(words.get(word));
            assert!(html.contains(&text), "{language}: {word:?} {text}");
        }
    }
}

#[test]
fn nothing_breaks_out_of_what_is_generated() {
    let hostile = "'</td></div><script>alert(1)</script>{{#include /etc/passwd}}\"|`'";
    let page = page(
        "X",
        &format!(
            "category: {hostile}\ntags: [{hostile}]\ntagline: {hostile}\nexcellence_tier: gold\nowner: {hostile}"
        ),
        "",
    );
    let site = Site::new(
        "profile = \"adopt\"",
        &[
            (
                "index.md",
                "# A\n\n{{#patterns catalog facets = [\"tags\", \"category\"]}}\n\n{{#patterns compare}}\n\n{{#patterns dashboard}}\n\n{{#patterns graph}}\n",
            ),
            ("x.md", &page),
        ],
    );
    assert!(site.build());
    let html = site.html("index.md");
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(html.contains("&lt;script&gt;alert"), "{html}");
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn the_corpus_with_all_markers_builds() {
    let Some(corpus) = corpus() else { return };
    let site = Site::copy(&corpus, "profile = \"adopt\"").unwrap();
    let summary = std::fs::read_to_string(site.path().join("src/SUMMARY.md")).unwrap();
    site.write("src/SUMMARY.md", &format!("{summary}\n- [All](all.md)\n"));
    site.write(
        "src/all.md",
        "# All\n\n{{#patterns count}}\n\n{{#patterns catalog}}\n\n{{#patterns decide}}\n\n{{#patterns compare}}\n\n{{#patterns graph}}\n\n{{#patterns dashboard}}\n",
    );
    assert!(site.build());
    let html = site.html("all.md");
    assert!(!html.contains("{{#patterns"));
    let list = html.split("class=\"patterns-list ").nth(1).unwrap();
    let pages = list.matches("<td class=\"n\">").count();
    assert!(pages > 40, "{pages}");
    // What a row costs, its words among them.
    let bytes = list.find("</table>").unwrap() - list.find("<tbody>").unwrap();
    assert!(bytes / pages <= 400, "{} bytes a row", bytes / pages);
}
