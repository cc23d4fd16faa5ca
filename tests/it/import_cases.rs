//! `import` on the nine small sites and the eight real ones beside the checkout, where they are.

use crate::import::{Project, files, outline};
use std::path::{Path, PathBuf};

/// The folders beside the checkout; none, with a word, where they are absent.
fn folders(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no `../shared/{name}`");
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders
}

/// One of the small sites, imported.
fn case(name: &str) -> Option<Project> {
    let folder = folders("import-cases")
        .into_iter()
        .find(|folder| folder.ends_with(name))?;
    let project = Project::copy(&folder);
    let before = project.files();
    let project = project.imported();
    let new: Vec<PathBuf> = project.files().difference(&before).cloned().collect();
    let expected = ["book.toml", "docs/SUMMARY.md", "import-report.md"];
    assert_eq!(new, expected.map(PathBuf::from), "{name}");
    Some(project)
}

#[track_caller]
fn has_lines(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(
            text.lines().any(|other| other == *line),
            "no {line:?} in {text}"
        );
    }
}

#[track_caller]
fn reports(project: &Project, words: &[&str]) {
    let report = project.read("import-report.md");
    for word in words {
        assert!(report.contains(word), "no {word:?} in {report}");
    }
}

#[test]
fn a_plain_navigation() {
    let Some(project) = case("01-plain-nav") else {
        return;
    };
    assert_eq!(
        project.summary(),
        "Lantern (index.md)\nGuide (guide/index.md)\n  Wick (guide/wick.md)\n  \
         Oil, front matter title (guide/oil.md)\n  Deep ()\n    Flame (guide/deep/flame.md)\nGlossary (glossary.md)\n"
    );
    has_lines(
        &project.read("book.toml"),
        &[
            "title = \"Lantern Handbook\"",
            "description = \"How the lantern works\"",
            "authors = [\"Ada Quill\"]",
            "language = \"en\"",
            "src = \"docs\"",
            "create-missing = false",
            "site-url = \"/lantern/\"",
            "git-repository-url = \"https://github.com/acme/lantern\"",
            "edit-url-template = \"https://github.com/acme/lantern/edit/main/{path}\"",
            "default-theme = \"light\"",
            "preferred-dark-theme = \"navy\"",
            "smart-punctuation = false",
            "definition-lists = false",
        ],
    );
    let toml = project.toml();
    let redirects = toml["output"]["html"]["redirect"].as_table().unwrap();
    let keys: Vec<&str> = redirects.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "/glossary/index.html",
            "/guide/deep/flame/index.html",
            "/guide/oil/index.html",
            "/guide/wick/index.html"
        ]
    );
    assert_eq!(
        redirects["/guide/wick/index.html"].as_str(),
        Some("../wick.html")
    );
    reports(
        &project,
        &[
            "Forum (`https://forum.example.org/`) | mkdocs.yml:25",
            "Write to us (`mailto:hello@example.org`) | mkdocs.yml:26",
            "navigation.tabs",
            "6 pages",
        ],
    );
    project.built();
}

#[test]
fn no_navigation() {
    let Some(project) = case("02-no-nav-order") else {
        return;
    };
    assert_eq!(
        project.summary(),
        "Start here (README.md)\nTen (10-ten.md)\nTwo (2-two.md)\nZed (Zed.md)\nApple (apple.md)\n\
         Getting started now (getting_started-now.md)\nB sub ()\n  B index (b_sub/index.md)\n  One (b_sub/one.md)\n\
         Drafts ()\n  Kept (drafts/keep.md)\n---\nPages not in the navigation ()\n  Imprint (imprint.md)\n"
    );
    let toml = project.read("book.toml");
    assert!(
        !toml.contains("site-url") && !toml.contains("language") && !toml.contains("theme"),
        "{toml}"
    );
    reports(
        &project,
        &[
            "exclude_docs: |\n    drafts/\n    *.tmp.md\n    !drafts/keep.md\n    SUMMARY.md",
            "pages that MkDocs does not build (2)",
            "the order is MkDocs's own",
        ],
    );
    project.built();
}

#[test]
fn tags_and_the_environment() {
    let Some(project) = case("03-tags-and-env") else {
        return;
    };
    let toml = project.read("book.toml");
    assert!(
        toml.contains("title = \"Fallback Name\"") && !toml.contains("site-url"),
        "{toml}"
    );
    reports(
        &project,
        &[
            "`LAB_URL_UNSET`",
            "| mkdocs.yml:2 |",
            "`!made-up`",
            "mkdocs.yml:25",
            "permalink",
            "slugify",
            "`extra.analytics`",
            "pymdownx.emoji",
        ],
    );
    project.built();
}

#[test]
fn the_same_page_twice_and_other_files() {
    let Some(project) = case("05-same-page-anchors") else {
        return;
    };
    assert_eq!(
        project.summary(),
        "Home (index.md)\nInstall ()\n  Linux (install.md)\n---\nPages not in the navigation ()\n  A (extra/a.md)\n"
    );
    reports(
        &project,
        &[
            "Windows (`install.md#windows`) | mkdocs.yml:7",
            "Again (`install.md`)",
            "API (`/api/`)",
            "Folder (`extra/`)",
            "Missing (`reference/generated.md`)",
            "Sheet (`files/sheet.pdf`)",
            "Board (`board.html`)",
            "Up (`../README.md`)",
        ],
    );
    project.built();
}

#[test]
fn awesome_pages() {
    let Some(project) = case("08-awesome-pages") else {
        return;
    };
    assert_eq!(
        project.summary(),
        "Start (index.md)\nMiddle (m.md)\nOld ()\n  Two (old/two.md)\n  One (old/one.md)\nOperations ()\n  \
         Runbook (ops/runbook.md)\n  Night ()\n    Night shift (ops/night.md)\n  Alpha (ops/alpha.md)\n  \
         Beta (ops/deep/beta.md)\nOnly (single/only.md)\nLast (z-last.md)\n---\nPages not in the navigation ()\n  Secret (secret/s.md)\n"
    );
    reports(
        &project,
        &[
            "Wiki (`https://wiki.example.org`) | ops/.pages:4",
            "`hide`",
            "hidden files (4)",
            "exclude_docs: SUMMARY.md",
        ],
    );
    project.built();
}

#[test]
fn literate_nav() {
    let Some(folder) = folders("import-cases")
        .into_iter()
        .find(|folder| folder.ends_with("10-literate-nav"))
    else {
        return;
    };
    let project = Project::copy(&folder);
    let before = project.files();
    project.import(&[]).is_refused(&[
        "literate-nav reads `SUMMARY.md`",
        "`nav_file: nav.md`",
        "`--to DIR`",
    ]);
    assert_eq!(project.files(), before);
    let run = project.import(&["--to", "there"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout.contains("Code (`https://code.example.org`)"),
        "{run:?}"
    );
    assert_eq!(
        outline(&project.read("there/docs/SUMMARY.md")),
        "Home (index.md)\nGuides ()\n  First (guides/first.md)\n  Second (guides/second.md)\n\
         Reference (reference/index.md)\n  Beta (reference/beta.md)\n  Alpha (reference/alpha.md)\n"
    );
    assert!(
        !project
            .path()
            .join("there/docs/reference/SUMMARY.md")
            .exists()
    );
    Project::copy(&project.path().join("there")).built();
}

#[test]
fn redirects() {
    let Some(project) = case("11-redirects") else {
        return;
    };
    let toml = project.toml();
    let redirects = toml["output"]["html"]["redirect"].as_table().unwrap();
    let pairs: Vec<(&str, &str)> = redirects
        .iter()
        .map(|(from, to)| (from.as_str(), to.as_str().unwrap()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("/legacy/index.html", "../guide/index.html"),
            ("/new/index.html", "../new.html"),
            ("/old/index.html", "../new.html"),
            ("/older/index.html", "../new.html"),
            ("/out/index.html", "https://other.example.org/x"),
            ("/part/index.html", "../new.html#second"),
            ("/with space/index.html", "../new.html"),
        ]
    );
    assert_eq!(
        toml["output"]["html"]["site-url"].as_str(),
        Some("/docs/v2/")
    );
    reports(
        &project,
        &[
            "7 of 11 entries",
            "`new.md` to `index.md`",
            "`gone.md` to `nowhere.md`",
            "`bare/` to `guide/`",
            "`t.html` to `notebook.ipynb`",
        ],
    );
    project.built();
}

#[test]
fn languages() {
    let Some(project) = case("13-languages") else {
        return;
    };
    assert_eq!(project.summary(), "Home (index.md)\nGuide (guide.en.md)\n");
    has_lines(
        &project.read("book.toml"),
        &[
            "language = \"en\"",
            "\"/guide/index.html\" = \"../guide.en.html\"",
        ],
    );
    reports(
        &project,
        &["pages in the language `fr` (2)", "`extra.alternate`"],
    );
    project.built();
}

#[test]
fn assets_and_a_strict_build() {
    let Some(project) = case("15-assets-and-strict") else {
        return;
    };
    let toml = project.read("book.toml");
    assert!(
        toml.contains("git-repository-icon = \"fab-gitlab\""),
        "{toml}"
    );
    assert!(toml.contains("preferred-dark-theme = \"light\""), "{toml}");
    assert!(
        !toml.contains("additional-") && !toml.contains("edit-url") && !toml.contains("cdn."),
        "{toml}"
    );
    reports(
        &project,
        &[
            "`mkdocs build` would fail: `strict` is on",
            "exclude_docs: SUMMARY.md",
            "2 of its 3 rules are about Material",
            "`copyright`",
            "`extra.social`",
            "`extra.analytics`",
            "`extra.version`",
            "`theme.logo`",
            "2 formulas",
            "`CNAME`",
        ],
    );
    let project = Project::copy(project.path());
    let run = project.import(&["--assets"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    has_lines(
        &project.read("book.toml"),
        &[
            "additional-css = [\"mkdocs-assets/css-extra.css\"]",
            "additional-js = [\"docs/js/extra.js\", \"docs/js/late.mjs\"]",
        ],
    );
    assert!(
        project
            .read("mkdocs-assets/css-extra.css")
            .contains("url(../img/logo.svg)")
    );
    project.built();
}

/// Words of the navigation that a site's own configuration gives, for the eyes of whoever reads a failing test.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn real_sites_build_and_nothing_else_is_written_among_their_pages() {
    for folder in folders("sites") {
        let project = Project::copy(&folder);
        let before = project.files();
        let run = project.import(&[]);
        let book = if run.code == Some(2) {
            // literate-nav's own file is SUMMARY.md.
            run.says(&["literate-nav", "Nothing was written"]);
            assert_eq!(project.files(), before);
            let run = project.import(&["--to", "there"]);
            assert_eq!(run.code, Some(0), "{run:?}");
            Project::copy(&project.path().join("there"))
        } else {
            assert_eq!(run.code, Some(0), "{run:?}");
            let new: Vec<PathBuf> = project.files().difference(&before).cloned().collect();
            let expected = ["book.toml", "docs/SUMMARY.md", "import-report.md"];
            assert_eq!(new, expected.map(PathBuf::from), "{}", folder.display());
            project
        };
        let before = book.files();
        let outline = book.summary();
        let site = book.built();
        // The build makes no file among the pages.
        let pages = files(&site.path().join("docs"));
        assert_eq!(
            pages.len(),
            before
                .iter()
                .filter(|file| file.starts_with("docs"))
                .count()
        );
        let chapters = outline
            .lines()
            .filter_map(|line| line.strip_suffix(')')?.rsplit_once('('));
        for (_, path) in chapters.filter(|(_, path)| !path.is_empty()) {
            let html = path
                .replace("README.md", "index.md")
                .replace(".md", ".html");
            assert!(
                site.html_folder().join(&html).is_file(),
                "{}: {html}",
                folder.display()
            );
        }
    }
}

/// No address and no link has a line break in it.
#[cfg(unix)]
#[test]
fn names_with_a_line_break_are_told_and_left_out() {
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(site.path().join(path), text).unwrap();
    std::fs::create_dir(site.path().join("docs")).unwrap();
    write(
        "mkdocs.yml",
        "site_name: X\nplugins:\n- redirects:\n    redirect_maps:\n      \"c\\nd.md\": index.md\n",
    );
    write("docs/index.md", "# X\n");
    write("docs/a\nb.md", "# A\n");
    let mut import = crate::support::command();
    let run = crate::support::run(import.arg("import").arg(site.path()), "");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let summary = std::fs::read_to_string(site.path().join("docs/SUMMARY.md")).unwrap();
    assert!(!summary.contains("b.md"), "{summary}");
    let report = std::fs::read_to_string(site.path().join("import-report.md")).unwrap();
    assert!(report.contains("control character"), "{report}");
}
