//! `import`, through the binary and a real build.

mod addresses;
mod configuration;
mod navigation;

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

/// In code an entity would be shown as it is written.
#[test]
fn what_the_report_says_to_write_can_be_copied() {
    let config = "site_name: S\nextra_javascript: [https://e.x/a.js]\n";
    let report = Project::new(config, &[("index.md", "# I\n")]).imported();
    let report = report.read("import-report.md");
    assert!(report.contains("`<script src=\"…\"></script>`"), "{report}");
}

/// MkDocs hides such lines, also those that were meant for readers.
#[test]
fn metadata_without_fences_is_told_and_gives_titles() {
    let project = Project::new(
        "site_name: S\n",
        &[
            ("index.md", "# I\n"),
            ("a.md", "Title: From metadata\nauthor: b\n\n# A\n"),
            ("b.md", "---\ntitle: B\n---\n# B\n"),
            ("c.md", "Note: for readers.\n"),
        ],
    )
    .imported();
    let summary = project.read("docs/SUMMARY.md");
    assert!(summary.contains("[From metadata](a.md)"), "{summary}");
    let report = project.read("import-report.md");
    assert!(
        report.contains("| pages without `---` (2) | a.md:1, c.md:1 | MkDocs takes"),
        "{report}"
    );
}

/// mdBook copies what lies among the pages, and ends where it cannot.
#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_told() {
    let project = small();
    std::os::unix::fs::symlink("../gone.svg", project.path().join("docs/demo.svg")).unwrap();
    let project = project.imported();
    let report = project.read("import-report.md");
    assert!(
        report.contains("| links that lead nowhere | demo.svg |"),
        "{report}"
    );
}

#[test]
fn each_place_is_named_once() {
    let page = "# I\n\n::: a.b\n::: a.c\n\n[x](y.md) [x](z.md)\n\n[x](w.md)\n";
    let project = Project::new("site_name: S\n", &[("index.md", page)]).imported();
    let report = project.read("import-report.md");
    assert!(
        report.contains("| `broken-link` (3) | docs/index.md:6, docs/index.md:8 |"),
        "{report}"
    );
}
