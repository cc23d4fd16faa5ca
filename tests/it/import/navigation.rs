//! The chapters that become of a navigation.

use super::{Project, small};
use crate::support::run;

#[test]
fn pages_without_a_title_get_that_of_the_navigation() {
    let pages = [
        ("index.md", "Text only.\n"),
        ("a.md", "## Second rank\n"),
        ("b.md", "<h1>Own</h1>\n"),
    ];
    let config =
        "site_name: X\nnav:\n  - \"Start *here* [1]\": index.md\n  - A: a.md\n  - B: b.md\n";
    let project = Project::new(config, &pages).imported();
    assert!(
        project
            .read("book.toml")
            .contains("titles-from-summary = true")
    );
    let site = project.built();
    assert!(
        site.html("index.html")
            .contains(">Start *here* [1]</a></h1>"),
        "{}",
        site.html("index.html")
    );
    assert!(site.html("a.html").contains(">A</a></h1>"));
    assert_eq!(site.html("b.html").matches("<h1").count(), 1);
    let project = small().imported();
    assert!(!project.read("book.toml").contains("titles-from-summary"));
}

/// A page without a heading of its own, so that its file's name is its title.
const BARE: &str = "Text.\n";

#[test]
fn awesome_nav_is_read_as_the_plugin_reads_it() {
    let project = Project::new(
        "site_name: X\nplugins: [search, awesome-nav]\n",
        &[
            ("index.md", BARE),
            ("b10.md", BARE),
            ("b2.md", BARE),
            ("b2-b.md", BARE),
            ("hidden/x.md", BARE),
            ("hidden/.nav.yml", "hide: true\n"),
            ("ops/.nav.yml", "title: Operations\nsort:\n  by: title\n  direction: desc\nnav:\n  - z.md\n  - Own title: a.md\n  - Named:\n      - b.md\n      - Wiki: https://wiki.example.org\n  - \"*\"\n"),
            ("ops/a.md", BARE),
            ("ops/b.md", BARE),
            ("ops/c.md", "---\ntitle: A of the frontmatter\n---\n# C\n"),
            ("ops/d.md", "# AAA\n"),
            ("ops/z.md", BARE),
            ("ops/index.md", "# Index\n"),
            ("single/.nav.yml", "flatten_single_child_sections: true\nunknown: 1\n"),
            ("single/only.md", BARE),
            ("Keep_me/.nav.yml", "preserve_directory_names: true\nignore: \"b*.md\"\n"),
            ("Keep_me/a.md", BARE),
            ("Keep_me/b.md", BARE),
            ("broken/.nav.yml", "- a\n"),
            ("broken/a.md", BARE),
        ],
    )
    .imported();
    assert_eq!(
        project.summary(),
        "Home (index.md)\nB2 (b2.md)\nB2 b (b2-b.md)\nB10 (b10.md)\nOnly (single/only.md)\nBroken ()\n  A (broken/a.md)\nKeep_me ()\n  A (Keep_me/a.md)\nOperations ()\n  Z (ops/z.md)\n  \
         Own title (ops/a.md)\n  Named ()\n    B (ops/b.md)\n  Index (ops/index.md)\n  AAA (ops/d.md)\n  A of the frontmatter (ops/c.md)\n\
         ---\nPages not in the navigation ()\n  B (Keep_me/b.md)\n  X (hidden/x.md)\n"
    );
    let report = project.read("import-report.md");
    assert!(
        report.contains("Wiki (`https://wiki.example.org`) | ops/.nav.yml:"),
        "{report}"
    );
    assert!(
        report.contains("broken/.nav.yml | a list stands where a mapping is expected"),
        "{report}"
    );
    project.built();
}

#[test]
fn awesome_pages_fill_the_rest_of_a_navigation() {
    let project = Project::new(
        "site_name: X\nplugins: [awesome-pages]\nnav:\n  - Start: index.md\n  - Deep ones:\n      - ... | flat | regex=^ops/deep/.\\.md$\n  - ...\n",
        &[
            ("index.md", BARE),
            ("b10.md", BARE),
            ("b2.md", BARE),
            ("Zed.md", BARE),
            ("ops/a.md", BARE),
            ("ops/deep/x.md", BARE),
            ("ops/deep/y.md", BARE),
            (
                "odd/.pages",
                "nav: [b.md, '... | regex=(?!a)', '... | regex=^c\\d+\\.md$', ...]\nwhatever: 1\n",
            ),
            ("odd/a.md", BARE),
            ("odd/b.md", BARE),
            ("odd/c1.md", BARE),
            ("odd/c20.md", BARE),
            ("odd/cx.md", BARE),
        ],
    )
    .imported();
    assert_eq!(
        project.summary(),
        "Start (index.md)\nDeep ones ()\n  X (ops/deep/x.md)\n  Y (ops/deep/y.md)\nZed (Zed.md)\nB10 (b10.md)\nB2 (b2.md)\nOdd ()\n  B (odd/b.md)\n  C1 (odd/c1.md)\n  C20 (odd/c20.md)\n  A (odd/a.md)\n  Cx (odd/cx.md)\nOps ()\n  A (ops/a.md)\n"
    );
    let report = project.read("import-report.md");
    assert!(
        report.contains("regex=(?!a)`: this pattern is not read")
            && report.contains("`whatever` is no key"),
        "{report}"
    );
}

#[test]
fn literate_nav_is_read_as_the_plugin_reads_it() {
    let project = Project::new(
        "site_name: X\nplugins:\n  - literate-nav: {nav_file: nav.md, implicit_index: true}\n  - section-index\n",
        &[
            ("nav.md", "Words.\n\n* [Start](index.md)\n* [Operations](ops/)\n* Named\n    * [Out](https://example.org)\n    * *.md\n* *\n"),
            ("index.md", BARE),
            ("a.md", BARE),
            ("b.md", BARE),
            ("ops/nav.md", "<!--nav-->\n\n- [Second](two.md)\n- *.md\n\n- - no list\n"),
            ("ops/index.md", BARE),
            ("ops/one.md", BARE),
            ("ops/two.md", BARE),
            ("rest/x.md", BARE),
        ],
    )
    .imported();
    assert_eq!(
        project.summary(),
        "Start (index.md)\nOperations (ops/index.md)\n  Second (ops/two.md)\n  One (ops/one.md)\nNamed ()\n  A (a.md)\n  B (b.md)\nRest ()\n  X (rest/x.md)\n"
    );
    assert!(
        project
            .read("import-report.md")
            .contains("exclude_docs: SUMMARY.md")
    );
}

/// Each pattern is held against the pages below its folder, and against what is ignored there.
#[test]
fn patterns_of_a_navigation_have_a_bound() {
    let lines = |line: fn(usize) -> String| (0..2000).map(line).collect::<String>();
    let ignored = lines(|n| format!("- i{n}*\n"));
    let patterns = lines(|n| format!("- x{n}*\n"));
    let rests = lines(|n| format!("- '... | glob=x{n}*'\n"));
    for (plugin, file, text) in [
        (
            "literate-nav: {nav_file: nav.md}",
            "nav.md",
            patterns.clone(),
        ),
        (
            "awesome-nav",
            ".nav.yml",
            format!("ignore:\n{ignored}nav:\n{patterns}"),
        ),
        ("awesome-pages", ".pages", format!("nav:\n{rests}")),
    ] {
        let config = format!("site_name: X\nplugins:\n  - {plugin}\n");
        let project = Project::new(&config, &[(file, &text), ("index.md", BARE)]).imported();
        let report = project.read("import-report.md");
        let told = report
            .matches("patterns behind the first 500 are left out")
            .count();
        assert_eq!(told, 1, "{plugin}: {report}");
        let told = report
            .matches("of these patterns the first 100 count")
            .count();
        assert_eq!(told, usize::from(plugin == "awesome-nav"), "{report}");
    }
}

/// Where an item of the list stands is looked up, not counted.
#[cfg(unix)]
#[test]
fn a_long_navigation_takes_its_share_of_time() {
    let items = "- a\n".repeat(64 * 1024);
    let project = Project::new(
        "site_name: X\nplugins:\n  - literate-nav: {nav_file: nav.md}\n",
        &[("nav.md", &items), ("index.md", BARE)],
    );
    let mut import = crate::support::command_within("-t 10");
    import.args(["import", "--dry-run"]).arg(project.path());
    assert_eq!(run(&mut import, "").code, Some(0));
}

/// Each name on a page is looked for in all of them.
#[test]
fn folders_of_snippets_have_a_bound() {
    let folders = "b, ".repeat(2000);
    let config = format!(
        "site_name: X\nmarkdown_extensions:\n  - pymdownx.snippets: {{base_path: [{folders}]}}\n"
    );
    let names = "--8<-- \"s\"\n\n".repeat(2000);
    let project = Project::new(&config, &[("index.md", &names)]).imported();
    let folders = &project.toml()["preprocessor"]["patterns"]["snippets"];
    assert_eq!(folders.as_array().unwrap().len(), 100);
    let report = project.read("import-report.md");
    assert!(
        report.contains("folders of snippets behind the first 100 | mkdocs.yml:3"),
        "{report}"
    );
}
