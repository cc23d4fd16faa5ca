//! `import`, through the binary and a real build.

use crate::site::Site;
use crate::support::{Run, command, run};
use mdbook_summary::{Summary, SummaryItem};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A site for MkDocs in a temporary folder.
pub struct Project(TempDir);

impl Project {
    /// A site with this configuration and these pages below `docs`; a page without a text has a heading.
    pub fn new(config: &str, pages: &[(&str, &str)]) -> Project {
        let project = Project(TempDir::new().unwrap());
        project.write("mkdocs.yml", config);
        for (path, text) in pages {
            project.write(&format!("docs/{path}"), text);
        }
        project
    }

    /// A copy of a folder.
    pub fn copy(from: &Path) -> Project {
        let project = Project(TempDir::new().unwrap());
        for file in files(from) {
            let to = project.path().join(file.strip_prefix(from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, fs::read(&file).unwrap()).unwrap();
        }
        project
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Runs `import` on the project's folder.
    pub fn import(&self, arguments: &[&str]) -> Run {
        self.import_of(".", arguments)
    }

    /// Runs `import` on a file or folder of the project.
    pub fn import_of(&self, path: &str, arguments: &[&str]) -> Run {
        let run = run(
            command()
                .current_dir(self.path())
                .args(["import", path])
                .args(arguments),
            "",
        );
        run.says(&[]);
        run
    }

    /// The same, and it went well.
    #[track_caller]
    pub fn imported(self) -> Project {
        let run = self.import(&[]);
        assert_eq!(run.code, Some(0), "{run:?}");
        self
    }

    /// All files, relative to the folder.
    pub fn files(&self) -> BTreeSet<PathBuf> {
        let all = files(self.path()).into_iter();
        all.map(|file| file.strip_prefix(self.path()).unwrap().to_owned())
            .collect()
    }

    /// book.toml as a value.
    pub fn toml(&self) -> toml::Value {
        toml::from_str(&self.read("book.toml")).unwrap()
    }

    /// SUMMARY.md as mdBook reads it: a line for each chapter.
    pub fn summary(&self) -> String {
        outline(&self.read("docs/SUMMARY.md"))
    }

    /// Builds the book in the project's folder.
    #[track_caller]
    pub fn built(self) -> Site {
        let site = Site::of(self.0);
        assert!(site.build());
        site
    }
}

/// All files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A line for each chapter: indented by depth, its title, and its file in parentheses.
pub fn outline(text: &str) -> String {
    let summary: Summary = mdbook_summary::parse_summary(text).unwrap();
    let mut out = String::new();
    for part in [
        &summary.prefix_chapters,
        &summary.numbered_chapters,
        &summary.suffix_chapters,
    ] {
        list(part, 0, &mut out);
    }
    out
}

fn list(items: &[SummaryItem], depth: usize, out: &mut String) {
    for item in items {
        match item {
            SummaryItem::Link(link) => {
                let path = link.location.as_deref().map(Path::to_string_lossy);
                let path = path.unwrap_or_default();
                let _ = writeln!(out, "{}{} ({path})", "  ".repeat(depth), link.name);
                list(&link.nested_items, depth + 1, out);
            }
            SummaryItem::Separator => out.push_str("---\n"),
            other => {
                let _ = writeln!(out, "{other:?}");
            }
        }
    }
}

/// Nothing but a title and two pages.
fn small() -> Project {
    Project::new(
        "site_name: Small\nnav: [index.md, a.md]\n",
        &[("index.md", "# Home\n\n[A](a.md)\n"), ("a.md", "# A\n")],
    )
}

#[test]
fn the_pages_stay_and_three_files_are_new() {
    let project = small();
    let before = project.files();
    let project = project.imported();
    let new: Vec<PathBuf> = project.files().difference(&before).cloned().collect();
    let expected = ["book.toml", "docs/SUMMARY.md", "import-report.md"];
    assert_eq!(new, expected.map(PathBuf::from));
    assert_eq!(project.summary(), "Home (index.md)\nA (a.md)\n");
    let site = project.built();
    assert!(site.html("a.html").contains("<h1"));
}

#[test]
fn a_second_run_says_nothing_new_and_a_changed_site_shows_its_diff() {
    let project = small().imported();
    let again = project.import(&[]);
    assert_eq!(again.code, Some(0));
    assert!(!again.stderr.contains("wrote"), "{again:?}");
    assert!(!again.stdout.contains("+++"), "{again:?}");
    project.write("mkdocs.yml", "site_name: Small\nnav: [index.md, B: a.md]\n");
    let dry = project.import(&["--dry-run"]);
    assert!(dry.stdout.contains("-- [A](a.md)\n+- [B](a.md)"), "{dry:?}");
    assert_eq!(project.summary(), "Home (index.md)\nA (a.md)\n");
    let third = project.import(&[]);
    third.says(&["changed docs/SUMMARY.md"]);
    assert!(
        third.stdout.contains("-- [A](a.md)\n+- [B](a.md)"),
        "{third:?}"
    );
    assert_eq!(project.summary(), "Home (index.md)\nB (a.md)\n");
}

#[test]
fn what_somebody_changed_or_wrote_is_never_overwritten() {
    let project = small().imported();
    let own = project.read("book.toml") + "# mine\n";
    project.write("book.toml", &own);
    project.write("mkdocs.yml", "site_name: Other\nnav: [index.md, a.md]\n");
    let run = project.import(&[]);
    assert_eq!(run.code, Some(0));
    run.says(&["`book.toml` was changed since it was written and stays as it is"]);
    assert!(run.stdout.contains("+title = \"Other\""), "{run:?}");
    assert_eq!(project.read("book.toml"), own);

    for file in ["book.toml", "docs/SUMMARY.md", "import-report.md"] {
        let project = small();
        project.write(file, "mine\n");
        let before = project.files();
        let run = project.import(&[]);
        run.is_refused(&[
            file,
            "is there already",
            "`--to DIR`",
            "Nothing was written",
        ]);
        assert_eq!(project.read(file), "mine\n");
        assert_eq!(project.files(), before);
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = small();
    let before = project.files();
    let run = project.import(&["--dry-run"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("+++ b/docs/SUMMARY.md"), "{run:?}");
    assert!(run.stdout.contains("2 pages, 1 link kept"), "{run:?}");
    assert_eq!(project.files(), before);
    let run = project.import(&["--dry-run", "--to", "there"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(project.files(), before);
}

#[test]
fn a_folder_of_its_own_gets_copies() {
    let project = small();
    project.write("docs/img/x.svg", "<svg/>");
    let before = project.files();
    let run = project.import(&["--to", "out/book"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&["copied 3 files"]);
    assert_eq!(project.read("out/book/docs/img/x.svg"), "<svg/>");
    assert!(before.iter().all(|file| project.path().join(file).exists()));
    assert!(!project.path().join("docs/SUMMARY.md").exists());
    // What was changed in the copy stays.
    project.write("out/book/docs/a.md", "# Mine\n");
    let run = project.import(&["--to", "out/book"]);
    run.says(&["`out/book/docs/a.md` differs from its source and stays as it is"]);
    assert_eq!(project.read("out/book/docs/a.md"), "# Mine\n");
    let run = project.import(&["--to", "docs/book"]);
    run.is_refused(&["`docs/book` lies among the pages"]);
}

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
fn every_old_address_leads_to_a_page_with_the_same_heading() {
    for urls in [true, false] {
        let pages = [
            ("index.md", "# Top\n"),
            ("guide/index.md", "# Guide\n"),
            ("guide/Some page.md", "# Some page\n"),
            ("guide/ünï.md", "# Ünï\n"),
            ("other/README.md", "# Other\n"),
            ("both.md", "# Both as a page\n"),
            ("both/index.md", "# Both as a folder\n"),
            ("lonely.md", "# Lonely\n"),
            ("deep/er/x.md", "# X\n"),
        ];
        let config = format!(
            "site_name: X\nsite_url: https://example.org/a/b\nuse_directory_urls: {urls}\nnav: [index.md, guide/index.md, both.md]\n"
        );
        let site = Project::new(&config, &pages).imported().built();
        for (page, text) in pages {
            let stem = page.strip_suffix(".md").unwrap().replace("README", "index");
            let is_index = stem.ends_with("index");
            let old = if urls && !is_index {
                format!("{stem}/index.html")
            } else {
                format!("{stem}.html")
            };
            // Both have the address `/both/` in MkDocs, which shows the folder's index.
            if old == "both/index.html" && page == "both.md" {
                continue;
            }
            let heading = text.trim_start_matches("# ").trim();
            let html = followed(&site.html_folder(), &old);
            assert!(
                html.contains(&format!(">{heading}</a></h1>")),
                "{old}: no {heading:?}"
            );
        }
    }
}

/// The page that an address shows, redirects followed.
pub fn followed(folder: &Path, address: &str) -> String {
    let mut at = address.to_owned();
    for _ in 0..5 {
        let html =
            fs::read_to_string(folder.join(&at)).unwrap_or_else(|error| panic!("{at}: {error}"));
        let Some((_, rest)) = html.split_once("<meta http-equiv=\"refresh\" content=\"0; URL=")
        else {
            return html;
        };
        let to = rest.split('"').next().unwrap().split('#').next().unwrap();
        let base = at.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in to.split('/') {
            match part {
                ".." => {
                    parts.pop().unwrap();
                }
                part => parts.push(part),
            }
        }
        at = parts.join("/");
    }
    panic!("{address} leads round in a circle");
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
fn the_edit_button_is_there_where_readers_had_one() {
    let material = |rest: &str| {
        format!("site_name: X\nrepo_url: https://github.com/a/b\ntheme:\n  name: material\n{rest}")
    };
    let feature = "  features: [content.action.edit]\n";
    let template = "https://github.com/a/b/edit/main/{path}";
    for (config, expected) in [
        (material(""), None),
        (material(feature) + "edit_uri: edit/main/docs\n", Some(template)),
        (material(feature) + "edit_uri: https://github.com/a/b/edit/main/docs/\n", Some(template)),
        (material(feature) + "edit_uri: ''\n", None),
        (material(feature), Some("https://github.com/a/b/edit/master/{path}")),
        (material(feature) + "edit_uri: edit/main/handbook/\n", None),
        ("site_name: X\nrepo_url: https://github.com/a/b\ntheme: readthedocs\nedit_uri: edit/main/docs/\n".to_owned(), Some(template)),
    ] {
        let project = Project::new(&config, &[("index.md", "# I\n")]).imported();
        let toml = project.toml();
        let found = toml["output"]["html"].get("edit-url-template").and_then(toml::Value::as_str);
        assert_eq!(found, expected, "{config}");
    }
}

#[test]
fn after_it_check_and_doctor_find_nothing_of_the_import() {
    let project = small().imported();
    let check = run(
        command()
            .current_dir(project.path())
            .args(["check", "--quiet"]),
        "",
    );
    assert_eq!((check.code, check.stderr.as_str()), (Some(0), ""));
    let doctor = run(
        command()
            .current_dir(project.path())
            .args(["doctor", "--format", "json"]),
        "",
    );
    for found in doctor.json()["checks"].as_array().unwrap() {
        // Whether mdBook and this program are on PATH is the machine's business.
        let is_the_machines = ["command", "mdbook"].contains(&found["check"].as_str().unwrap());
        assert!(is_the_machines || found["level"] == "ok", "{found}");
    }
}

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

#[test]
fn addresses_of_posts_lead_on() {
    let post = "---\ndate: 2024-03-09\n---\n# Hello, World of Ünï!\n";
    let named = "---\ndate:\n  created: 2023-11-30\nslug: own\n---\n# Named\n";
    let pages = [
        ("index.md", "# I\n"),
        ("blog/posts/hello.md", post),
        ("blog/posts/named.md", named),
        ("blog/posts/undated.md", "# U\n"),
    ];
    let project = Project::new("site_name: X\nplugins: [blog]\n", &pages).imported();
    let toml = project.toml();
    let redirects = toml["output"]["html"]["redirect"].as_table().unwrap();
    let keys: Vec<&str> = redirects.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "/blog/2023/11/30/own/index.html",
            "/blog/2024/03/09/hello-world-of-ünï/index.html",
            "/blog/posts/undated/index.html"
        ]
    );
    project.built();
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
fn snippets_go_along_into_a_book_of_its_own() {
    let files: [(&str, &str); 11] = [
        (
            "site/mkdocs.yml",
            "site_name: X\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [., ../shared, !relative , docs/.parts, ../LICENSE.md]\n      auto_append: [words.md]\n",
        ),
        ("site/docs/.parts/hidden.md", "Hidden.\n"),
        ("LICENSE.md", "Licensed.\n"),
        ("site/words.md", "Behind all.\n"),
        (
            "site/docs/index.md",
            "# Start\n\n--8<-- \"README.md:words\"\n\n--8<-- \"outer.md\"\n\n--8<-- \"hidden.md\"\n\n--8<-- \"LICENSE.md\"\n",
        ),
        ("site/docs/ops/a.md", "# A\n\n--8<--\nnear.txt\n--8<--\n"),
        ("site/docs/ops/near.txt", "Near.\n"),
        (
            "site/README.md",
            "Not this.\n\n--8<-- [start:words]\nOf the project.\n--8<-- [end:words]\n",
        ),
        ("site/other.md", "Nobody names it.\n"),
        ("shared/outer.md", "Outer.\n\n--8<-- \"inner.md\"\n"),
        ("shared/inner.md", "Inner.\n"),
    ];
    let project = Project(TempDir::new().unwrap());
    for (path, text) in files {
        project.write(path, text);
    }
    let report = project.import_of("site/mkdocs.yml", &["--to", "book"]);
    assert_eq!(report.code, Some(0), "{report:?}");
    let toml = project.read("book/book.toml");
    assert!(
        toml.contains("snippets = [\".\", \"snippets/shared\", \"$page\", \"docs/.parts\", \"snippets/LICENSE.md\"]"),
        "{toml}"
    );
    assert!(!project.path().join("book/other.md").exists());
    let rendered = |page: &str| {
        let page = project.path().join("book/docs").join(page);
        run(command().arg("render").arg(page), "").stdout
    };
    let start = rendered("index.md");
    for words in [
        "Of the project.",
        "Outer.",
        "Inner.",
        "Hidden.",
        "Licensed.",
        "Behind all.",
    ] {
        assert!(start.contains(words), "{start}");
    }
    assert!(!start.contains("Not this"), "{start}");
    assert!(rendered("ops/a.md").contains("Near."));
}

#[test]
fn tags_in_code_are_told_where_a_plugin_ran_them() {
    let page = "# I\n\n```yaml\n{% include \"a.yaml\" %}\n```\n\n`{% raw %}`\n";
    for (plugins, told) in [("search, include-markdown", true), ("search", false)] {
        let config = format!("site_name: X\nplugins: [{plugins}]\n");
        let project = Project::new(&config, &[("index.md", page)]).imported();
        let report = project.read("import-report.md");
        let line =
            "1 tag in them is shown as it is written: put a file in with `{{#include file}}`";
        assert_eq!(report.contains(line), told, "{report}");
    }
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
