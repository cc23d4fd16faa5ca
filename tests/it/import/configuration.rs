//! What an import reads of a site's configuration.

use super::{Project, small};
use crate::site::Site;
use std::fmt::Write as _;
use std::fs;
use tempfile::TempDir;

#[test]
fn configurations_are_found_by_all_their_names() {
    for name in [
        "mkdocs.yml",
        "mkdocs.yaml",
        "properdocs.yml",
        "site/en/mkdocs.yml",
    ] {
        let project = Project::new("", &[]);
        fs::remove_file(project.path().join("mkdocs.yml")).unwrap();
        project.write(name, "site_name: X\n");
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        project.write(
            format!("{folder}/docs/index.md").trim_start_matches('/'),
            "# X\n",
        );
        let run = project.import(&[]);
        assert_eq!(run.code, Some(0), "{name}: {run:?}");
        run.says(&[&format!("reading {name}")]);
    }
    let project = small();
    project.write("zensical.toml", "[project]\nsite_name = \"Z\"\n");
    let run = project.import(&[]);
    run.says(&["reading mkdocs.yml", "there is `zensical.toml` too"]);
    let run = project.import_of("nowhere", &[]);
    run.is_refused(&["there is no `nowhere`"]);
    let empty = Project(TempDir::new().unwrap());
    empty
        .import(&[])
        .is_refused(&["no configuration in `.`", "`mkdocs.yml`"]);
}

#[test]
fn zensical_has_the_same_keys() {
    let project = Project(TempDir::new().unwrap());
    project.write(
        "zensical.toml",
        "[project]\nsite_name = \"Z\"\nsite_url = \"https://example.org/z\"\n\
         nav = [{ \"Start\" = \"index.md\" }, { \"Guide\" = [\"b.md\", \"a.md\"] }]\n\
         [project.theme]\nlanguage = \"de\"\nfeatures = [\"navigation.indexes\"]\n\
         [[project.theme.palette]]\nscheme = \"default\"\n[[project.theme.palette]]\nscheme = \"slate\"\n\
         [project.markdown_extensions.def_list]\n\
         [project.markdown_extensions.pymdownx.arithmatex]\ngeneric = true\n",
    );
    for (page, text) in [("index.md", "# I"), ("a.md", "# A"), ("b.md", "# B")] {
        project.write(&format!("docs/{page}"), text);
    }
    let project = project.imported();
    assert_eq!(
        project.summary(),
        "Start (index.md)\nGuide ()\n  B (b.md)\n  A (a.md)\n"
    );
    let toml = project.toml();
    assert_eq!(toml["book"]["language"].as_str(), Some("de"));
    assert_eq!(toml["output"]["html"]["site-url"].as_str(), Some("/z/"));
    assert_eq!(
        toml["output"]["html"]["definition-lists"].as_bool(),
        Some(true)
    );
    assert_eq!(
        toml["output"]["html"]["preferred-dark-theme"].as_str(),
        Some("navy")
    );
}

#[test]
fn inherited_settings_anchors_and_marks_of_windows_are_read() {
    let project = Project::new(
        "\u{feff}INHERIT: ../base/mkdocs-base.yml\r\nsite_name: &name Child\r\nsite_author: *name\r\n\
         extra: &extra {a: 1}\r\ntheme:\r\n  <<: *extra\r\n  name: material\r\nplugins: [search]\r\nplugins: [search, tags]\r\n",
        &[("index.md", "# I\r\n")],
    );
    let inner = project.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::rename(project.path().join("mkdocs.yml"), inner.join("mkdocs.yml")).unwrap();
    fs::rename(project.path().join("docs"), inner.join("docs")).unwrap();
    project.write(
        "base/mkdocs-base.yml",
        "site_name: Base\nsite_description: From the base\ntheme: {language: fr}\n",
    );
    let run = project.import_of("inner", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let book = project.read("inner/book.toml");
    for line in [
        "title = \"Child\"",
        "description = \"From the base\"",
        "language = \"fr\"",
        "authors = [\"Child\"]",
    ] {
        assert!(book.contains(line), "{line}: {book}");
    }
    assert!(
        run.stdout
            .contains("`plugins` is given twice, also in line 8"),
        "{run:?}"
    );
}

#[test]
fn what_is_no_configuration_is_refused_with_its_place() {
    for (config, words) in [
        (
            "site_name: [x\n",
            &["mkdocs.yml", ":1:12", "this is no YAML"][..],
        ),
        ("- a\n", &["a list stands where a mapping is expected"]),
        ("a: 1\n---\nb: 2\n", &["a second YAML document begins here"]),
        (
            "site_name: X\nINHERIT: mkdocs.yml\n",
            &["goes round in a circle"],
        ),
        (
            "site_name: X\nINHERIT: gone.yml\n",
            &["`gone.yml` does not exist"],
        ),
        (
            "site_name: X\ndocs_dir: gone\n",
            &["`docs_dir` is `gone`", "a script may make it"],
        ),
        (
            "site_name: X\ndocs_dir: /etc\n",
            &["a path of this machine only"],
        ),
        ("nav:\n  - Null:\n", &["`mkdocs.yml`:2:", "MkDocs refuses"]),
        (
            "nav:\n  - [a.md]\n",
            &["`mkdocs.yml`:2:5", "a list stands in `nav`"],
        ),
    ] {
        let project = Project::new(config, &[("index.md", "# I\n")]);
        let before = project.files();
        project.import(&[]).is_refused(words);
        assert_eq!(project.files(), before);
    }
}

#[test]
fn hostile_configurations_come_to_an_end() {
    let deep = format!("nav: {}{}\n", "[{a: ".repeat(500), "}]".repeat(500));
    let mut bomb = String::from("a0: &a0 [x, x]\n");
    for level in 1..40 {
        let _ = writeln!(bomb, "a{level}: &a{level} [*a{0}, *a{0}, *a{0}]", level - 1);
    }
    let circle = "a: &a [*a]\n".to_owned();
    let wide = format!("site_name: X\nextra:\n{}", "  k: 1\n".repeat(20_000));
    let titles =
        "site_name: \"\\e[31mred\"\nnav:\n  - \"\\e[31m](x) <script>\": index.md\n".to_owned();
    for config in [deep, bomb, circle, wide, titles] {
        let project = Project::new(&config, &[("index.md", "# I\n")]);
        let run = project.import(&[]);
        assert!(matches!(run.code, Some(0 | 2)), "{run:?}");
        assert!(
            !run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'),
            "{run:?}"
        );
    }
}

#[test]
fn mdbook_does_nothing_that_mkdocs_did_not() {
    let page = "# I\n\n\"quoted\" -- text\n\nTerm\n: no definition\n\n```rust\nfn main() {}\n```\n";
    let site = Project::new("site_name: X\nnav: [index.md]\n", &[("index.md", page)])
        .imported()
        .built();
    let html = site.html("index.html");
    assert!(html.contains("\"quoted\" -- text"), "{html}");
    assert!(!html.contains("<dl>") && !html.contains("<dd>"), "{html}");
    assert!(!html.contains("playground"), "{html}");
    let config = "site_name: X\nnav: [index.md]\nmarkdown_extensions: [smarty, markdown.extensions.def_list]\n";
    let site = Project::new(config, &[("index.md", page)])
        .imported()
        .built();
    let html = site.html("index.html");
    assert!(
        html.contains("“quoted” – text") && html.contains("<dd>"),
        "{html}"
    );
}

#[test]
fn the_book_stands_where_its_pages_are_below_it() {
    for (config, docs_dir, docs, book, src) in [
        (
            "mkdocs.yml",
            "./handbook/en/",
            "handbook/en",
            "",
            "handbook/en",
        ),
        ("docs/site/mkdocs.yml", "../", "docs", "", "docs"),
        ("site/mkdocs.yml", "../docs", "docs", "", "docs"),
        ("mkdocs.yml", ".", "", "", "."),
        ("mkdocs.yml", "book", "book", "", "book"),
    ] {
        let project = Project(TempDir::new().unwrap());
        let top = "repository/";
        project.write(&format!("{top}{config}"), &format!("site_name: X\ndocs_dir: {docs_dir}\nrepo_url: https://github.com/a/b\nedit_uri: edit/main/{docs}\n"));
        project.write(&format!("{top}{docs}/index.md"), "# I\n\n[A](a.md)\n");
        project.write(&format!("{top}{docs}/a.md"), "# A\n");
        let run = project.import_of(&format!("{top}{config}"), &[]);
        assert_eq!(run.code, Some(0), "{config}: {run:?}");
        let root = format!("{top}{book}");
        let toml: toml::Value = toml::from_str(&project.read(&format!("{root}book.toml"))).unwrap();
        assert_eq!(toml["book"]["src"].as_str(), Some(src));
        let edit = toml["output"]["html"]["edit-url-template"]
            .as_str()
            .unwrap();
        assert_eq!(
            edit, "https://github.com/a/b/edit/main/{path}",
            "{config} {docs_dir}"
        );
        let site = Site::of(Project::copy(&project.path().join(&root)).0);
        assert!(site.build(), "{config}");
    }
}

#[test]
fn boxes_of_the_sites_own_keep_their_colour_and_what_is_ignored_stays_silent() {
    let css = ".md-typeset .admonition.pied-piper { border-color: rgb(43, 155, 70); }\n.md-typeset details.calm { border-color: teal }\n";
    let config = "site_name: X\nextra_css: [extra.css]\ntheme:\n  name: material\n  icon:\n    admonition: {calm: octicons/tag-16, note: octicons/tag-16}\n\
                  validation:\n  links: {anchors: ignore, not_found: warn}\n\
                  markdown_extensions:\n  - admonition\n  - pymdownx.superfences:\n      custom_fences:\n        - {name: vegalite, class: vegalite}\n";
    let page = "# I\n\n!!! pied-piper\n    Own.\n\n[lost](#nowhere)\n";
    let project = Project::new(config, &[("index.md", page), ("extra.css", css)]).imported();
    let toml = project.toml();
    let patterns = &toml["preprocessor"]["patterns"];
    assert_eq!(
        patterns["kinds"]["pied-piper"]["color"].as_str(),
        Some("#2b9b46")
    );
    assert_eq!(
        patterns["kinds"]["calm"]["icon"].as_str(),
        Some("octicons/tag-16")
    );
    assert_eq!(patterns["rules"]["broken-anchor"].as_str(), Some("allow"));
    assert!(patterns["rules"].get("broken-link").is_none());
    let report = project.read("import-report.md");
    assert!(
        report.contains("fences `vegalite`")
            && report.contains("boxes `calm`")
            && report.contains("Its icon is a note's: add `icon = \"material-…\"` there"),
        "{report}"
    );
    assert!(!report.contains("admonition-kind-unknown"), "{report}");
    let site = project.built();
    assert!(site.html("index.html").contains("pied-piper"));
}

#[test]
fn kinds_that_blocks_are_told_of_are_boxes_and_zensical_may_be_configured_in_yaml() {
    let css = ".md-typeset .admonition.news { border-color: teal }\n";
    let config = "site_name: X\nextra_css: [extra.css]\ntheme: {name: material}\nmarkdown_extensions:\n  - pymdownx.blocks.admonition:\n      types:\n        - note\n        - New\n        - {name: release, class: news, title: Released}\n  - pymdownx.blocks.details:\n      types: [{name: details-odd, class: odd}, fold]\n";
    let page = "# I\n\n/// new | Since 9.0\nBody.\n///\n\n/// release\nOther.\n///\n\n/// details-odd | Folded\nx\n///\n\n/// fold\nx\n///\n";
    let project = Project::new(config, &[("index.md", page), ("extra.css", css)]);
    std::fs::rename(
        project.path().join("mkdocs.yml"),
        project.path().join("zensical.yml"),
    )
    .unwrap();
    let project = project.imported();
    let kinds = &project.toml()["preprocessor"]["patterns"]["kinds"];
    assert!(kinds.get("note").is_none());
    assert_eq!(kinds["new"]["color"].as_str(), Some("#448aff"));
    assert_eq!(kinds["release"]["color"].as_str(), Some("teal"));
    assert_eq!(kinds["release"]["title"].as_str(), Some("Released"));
    let report = project.read("import-report.md");
    for said in [
        "boxes `new`",
        "in the colour of a note",
        "pymdownx.blocks.details: types",
        "| `///` block `fold` |",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    let site = project.built();
    let html = site.html("index.html");
    let shown = |words: &str| html.contains(words);
    assert!(
        shown("Since 9.0") && shown("Released") && shown("<summary"),
        "{html}"
    );
    assert!(
        !shown("/// new") && !shown("/// details-odd") && shown("/// fold"),
        "{html}"
    );
}

#[test]
fn links_that_nobody_looked_at_stay_silent_in_mkdocs_and_zensical() {
    const BOTH: &[&str] = &["broken-link", "broken-anchor"];
    for (name, validation, silent) in [
        ("zensical.yml", "{invalid_links: false}", &BOTH[..1]),
        (
            "zensical.yml",
            "{invalid_link_anchors: false, anchors: warn}",
            &BOTH[1..],
        ),
        (
            "zensical.yml",
            "{invalid_links: true, not_found: ignore}",
            &[],
        ),
        ("zensical.yml", "false", BOTH),
        ("zensical.yml", "true", &[]),
        ("mkdocs.yml", "{links: {not_found: ignore}}", &BOTH[..1]),
        ("mkdocs.yml", "{invalid_links: false}", &[]),
    ] {
        let config = format!("site_name: X\nvalidation: {validation}\n");
        let project = Project::new(&config, &[("index.md", "# I\n")]);
        let from = project.path().join("mkdocs.yml");
        std::fs::rename(from, project.path().join(name)).unwrap();
        let project = project.imported();
        let toml = project.toml();
        let rules = toml["preprocessor"]["patterns"].get("rules");
        let found = BOTH
            .iter()
            .copied()
            .filter(|rule| rules.is_some_and(|rules| rules.get(rule).is_some()));
        assert_eq!(found.collect::<Vec<_>>(), silent, "{name}: {validation}");
    }
}
