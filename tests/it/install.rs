//! `install` and `doctor`.

#[cfg(unix)]
use crate::schema::is_valid;
use crate::site::Site;
use crate::support::{Run, command, run};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn book(toml: &str) -> TempDir {
    let book = TempDir::new().unwrap();
    fs::create_dir(book.path().join("src")).unwrap();
    fs::write(book.path().join("book.toml"), toml).unwrap();
    fs::write(
        book.path().join("src/SUMMARY.md"),
        "# Summary\n\n- [A](a.md)\n",
    )
    .unwrap();
    fs::write(book.path().join("src/a.md"), "# A\n\n!!! note\n    Text\n").unwrap();
    book
}

fn install(book: &Path, arguments: &[&str]) -> Run {
    run(command().arg("install").arg(book).args(arguments), "")
}

fn text(book: &TempDir, file: &str) -> String {
    fs::read_to_string(book.path().join(file)).unwrap()
}

const TOML: &str =
    "# mine\n[book]\ntitle = \"x\" # y\n\n[output.html]\nadditional-css = [\"a.css\"]\n";

#[test]
fn install_writes_once() {
    let book = book(TOML);
    let dry = install(book.path(), &["--dry-run"]);
    assert_eq!(dry.code, Some(0), "{dry:?}");
    assert!(
        dry.stdout
            .contains("+additional-css = [\"a.css\", \"patterns.css\"]"),
        "{dry:?}"
    );
    assert!(dry.stdout.contains("+++ b/patterns.css"));
    assert_eq!(text(&book, "book.toml"), TOML);
    assert!(!book.path().join("patterns.css").exists());

    let first = install(book.path(), &[]);
    assert_eq!(first.code, Some(0), "{first:?}");
    first.says(&["wrote patterns.css", "changed book.toml"]);
    assert!(text(&book, "book.toml").contains("[preprocessor.patterns]\nbefore = [\"links\"]\n"));
    assert!(
        text(&book, "book.toml")
            .starts_with("# mine\n[book]\ntitle = \"x\" # y\n\n[output.html]\n")
    );
    assert!(text(&book, "patterns.css").starts_with("/* mdbook-patterns "));
    let after = (text(&book, "book.toml"), text(&book, "patterns.css"));

    let second = install(book.path(), &[]);
    assert_eq!(second.code, Some(0));
    second.says(&["nothing to do"]);
    assert_eq!(
        (text(&book, "book.toml"), text(&book, "patterns.css")),
        after
    );

    fs::write(
        book.path().join("patterns.css"),
        "/* mdbook-patterns 0.0.1; */\n",
    )
    .unwrap();
    install(book.path(), &[]).says(&["changed patterns.css"]);
    assert_eq!(text(&book, "patterns.css"), after.1);
}

#[test]
fn an_installed_book_serves_the_stylesheet() {
    let site = Site::new(
        "profile = \"adopt\"",
        &[("page.md", "# A\n\n!!! note\n    Text\n")],
    );
    assert_eq!(install(site.path(), &[]).code, Some(0));
    assert!(site.build());
    let html = fs::read_to_string(site.html_folder().join("page.html")).unwrap();
    assert!(html.contains("patterns-admonition") && !html.contains("<style>"));
    let link = html
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap());
    let link = link
        .into_iter()
        .find(|href| href.starts_with("patterns-") || *href == "patterns.css");
    assert!(site.html_folder().join(link.unwrap()).is_file());
}

#[test]
fn install_takes_nothing_away() {
    let own = book(TOML);
    fs::write(own.path().join("patterns.css"), "p {}").unwrap();
    install(own.path(), &[]).is_refused(&["`patterns.css` was not written by mdbook-patterns"]);
    assert_eq!(text(&own, "book.toml"), TOML);
    assert_eq!(text(&own, "patterns.css"), "p {}");

    install(book("[output]\nhtml = 1\n").path(), &[]).is_refused(&["book.toml"]);
    install(Path::new("nowhere"), &[]).is_refused(&["no `book.toml`"]);
    let other = book("[output.epub]\n");
    install(other.path(), &[]);
    assert!(!other.path().join("patterns.css").exists());
    assert!(text(&other, "book.toml").contains("[preprocessor.patterns]"));
}

#[test]
fn install_stays_inside_the_book() {
    let outside = TempDir::new().unwrap();
    let target = outside.path().join("patterns.css");
    let path = target.to_string_lossy().replace('\\', "/");
    for named in ["../patterns.css", &path] {
        let out = book(&format!("[output.html]\nadditional-css = [\"{named}\"]\n"));
        let run = install(out.path(), &[]);
        assert_eq!(run.code, Some(2), "{named}: {run:?}");
        assert!(!out.path().join("../patterns.css").exists() && !target.exists());
    }
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_book_are_refused() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().unwrap();
    let target = outside.path().join("patterns.css");
    let book = book(TOML);
    symlink(&target, book.path().join("patterns.css")).unwrap();
    install(book.path(), &[]).is_refused(&["`patterns.css`"]);
    assert!(!target.exists());
    fs::write(&target, "/* mdbook-patterns 0.0.1; */").unwrap();
    install(book.path(), &[]).is_refused(&["outside of the book"]);
    assert_eq!(
        fs::read_to_string(&target).unwrap(),
        "/* mdbook-patterns 0.0.1; */"
    );
    assert_eq!(text(&book, "book.toml"), TOML);
}

/// `doctor` with a `mdbook` on PATH that says this, and mdbook-patterns beside it.
#[cfg(unix)]
fn doctor(book: &TempDir, version: &str) -> (Option<i32>, Vec<(String, String, String)>) {
    use std::os::unix::fs::PermissionsExt as _;
    let bin = TempDir::new().unwrap();
    for (name, script) in [
        ("mdbook", format!("#!/bin/sh\necho '{version}'\n")),
        ("mdbook-patterns", String::new()),
    ] {
        let file = bin.path().join(name);
        fs::write(&file, script).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut path = OsString::from(bin.path());
    path.push(":/usr/bin:/bin");
    let mut command = command();
    command
        .arg("doctor")
        .arg(book.path())
        .args(["--format", "json"])
        .env("PATH", path);
    let run = run(&mut command, "");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let said = run.json();
    is_valid(&said, "docs/doctor.schema.json");
    let checks = said["checks"].as_array().unwrap().clone();
    let checks = checks.iter().filter(|found| found["level"] != "ok");
    let checks = checks.map(|found| {
        (
            text(&found["level"]),
            text(&found["check"]),
            text(&found["message"]),
        )
    });
    (run.code, checks.collect())
}

#[cfg(unix)]
#[track_caller]
fn ails(book: &TempDir, version: &str, level: &str, check: &str, says: &str) {
    let (code, found) = doctor(book, version);
    assert_eq!(code, Some(1), "{found:?}");
    let fits = |(l, c, message): &&(String, String, String)| {
        l == level && c == check && message.contains(says)
    };
    assert!(found.iter().any(|found| fits(&found)), "{says}: {found:?}");
}

#[cfg(unix)]
#[test]
#[allow(clippy::too_many_lines)] // One ailment after the other.
fn doctor_finds_what_ails_a_book() {
    const MDBOOK: &str = "mdbook v0.5.4";
    const HAS: &str = "[preprocessor.patterns]\n";
    const FIRST: &str = "before = [\"links\"]\n";
    let well = book(&format!("{HAS}{FIRST}"));
    assert_eq!(doctor(&well, MDBOOK), (Some(0), Vec::new()));
    assert_eq!(install(well.path(), &[]).code, Some(0));
    fs::write(well.path().join("mkdocs.yml"), "x: 1").unwrap();
    assert_eq!(doctor(&well, MDBOOK), (Some(0), Vec::new()));
    let twice = book(&format!(
        "{HAS}{FIRST}[preprocessor.more]\ncommand = \"./bin/mdbook-patterns --x\"\nafter = [\"patterns\"]\n"
    ));
    let words = "`more` runs mdbook-patterns, as `patterns` does";
    ails(&twice, MDBOOK, "warn", "preprocessor", words);
    ails(&well, "mdbook v0.3.7", "error", "mdbook", "too old");
    ails(&well, "mdbook v0.9.0", "warn", "mdbook", "newer");
    fs::write(
        well.path().join("patterns.css"),
        "/* mdbook-patterns 0.0.1; */",
    )
    .unwrap();
    ails(
        &well,
        MDBOOK,
        "warn",
        "assets",
        "another version, or changed: 0.0.1",
    );
    fs::write(well.path().join("patterns.css"), "p {}").unwrap();
    ails(&well, MDBOOK, "warn", "assets", "was not written by");
    fs::remove_file(well.path().join("patterns.css")).unwrap();
    ails(&well, MDBOOK, "error", "assets", "which is not there");

    ails(
        &book(""),
        MDBOOK,
        "error",
        "preprocessor",
        "not in book.toml",
    );
    let toml = |more: &str| book(&format!("{HAS}{more}\n"));
    ails(
        &toml("command = \"bin/gone x\""),
        MDBOOK,
        "error",
        "command",
        "does not find `bin/gone x`",
    );
    ails(
        &toml("profil = 1"),
        MDBOOK,
        "error",
        "configuration",
        "mistakes: 1",
    );
    ails(
        &toml(""),
        MDBOOK,
        "warn",
        "order",
        "`links` runs before `patterns`",
    );
    ails(
        &toml("before = [\"index\"]"),
        MDBOOK,
        "warn",
        "order",
        "before `index`",
    );
    ails(
        &toml("before = [\"index\"]\nafter = [\"index\"]"),
        MDBOOK,
        "error",
        "order",
        "circle",
    );
    ails(
        &toml("[preprocessor.mermaid]"),
        MDBOOK,
        "warn",
        "order",
        "`mermaid` runs before",
    );
    for (table, says) in [
        ("[preprocessor.kroki]\n", "`kroki` runs before"),
        (
            "[preprocessor.variables]\nafter = [\"patterns\"]",
            "`variables` runs behind `patterns`",
        ),
        (
            "math = \"mathml\"\n[preprocessor.katex]",
            "both draw formulas",
        ),
        (
            "[preprocessor.toc]\nafter = [\"patterns\", \"gone\"]",
            "`after` of `toc` names `gone`, which is no preprocessor",
        ),
    ] {
        ails(
            &toml(&format!("{FIRST}{table}")),
            MDBOOK,
            "warn",
            "order",
            says,
        );
    }
    let mermaid = toml(&format!(
        "{FIRST}[preprocessor.mermaid]\nafter = [\"patterns\"]"
    ));
    assert_eq!(doctor(&mermaid, MDBOOK), (Some(0), Vec::new()));
}

#[test]
fn doctor_says_what_to_do() {
    let book = book("[output.html]\nadditional-css = [\"patterns.css\"]\n");
    let mut bare = command();
    bare.arg("doctor").arg(book.path()).env("PATH", "");
    let found = run(&mut bare, "");
    assert_eq!(found.code, Some(1));
    for line in [
        "error[preprocessor]: `[preprocessor.patterns]` is not in book.toml",
        "  = help: run `mdbook-patterns install`",
        "error[command]: mdBook does not find `mdbook-patterns`",
        "warn[mdbook]: mdbook is not on PATH",
        "error[assets]: `additional-css` names `patterns.css`, which is not there",
    ] {
        assert!(
            found.stdout.lines().any(|own| own == line),
            "{line}: {}",
            found.stdout
        );
    }
    run(command().args(["doctor", "nowhere"]), "").is_refused(&["no `book.toml`"]);
    let json = run(
        command()
            .arg("doctor")
            .arg(book.path())
            .args(["--format", "json"]),
        "",
    )
    .json();
    assert_eq!(json["version"], json!(1));
}

/// A book with two templates of its own.
fn with_templates() -> TempDir {
    let toml = "[preprocessor.patterns.templates.adr]\nfile = \"adr.md\"\npages = [\"decisions/*.md\"]\n\
        [preprocessor.patterns.templates.note]\nfile = \"note.md\"\npages = [\"*.md\"]\n";
    let book = book(toml);
    let adr = "---\nstatus: proposed|accepted\ndate: YYYY-MM-DD\ncost: [N]\nnext: \"{accepted | superseded by ADR-{n}}\"\n\
        people: {list of everyone}  # optional\n---\n\n# {title}\n";
    fs::write(book.path().join("adr.md"), adr).unwrap();
    fs::write(book.path().join("note.md"), "# {title}\n").unwrap();
    book
}

#[test]
fn an_editor_gets_the_templates() {
    let book = with_templates();
    let editor = |more: &[&str]| install(book.path(), &[&["--editor", "vscode"], more].concat());
    let dry = editor(&["--dry-run"]);
    assert!(dry.stdout.contains("+++ b/frontmatter.json"), "{dry:?}");
    assert!(!book.path().join("frontmatter.json").exists());
    editor(&[]).says(&["wrote frontmatter.json", "eliostruyf.vscode-front-matter"]);
    let written: Value = serde_json::from_str(&text(&book, "frontmatter.json")).unwrap();
    let types = &written["frontMatter.taxonomy.contentTypes"];
    assert_eq!(types[1]["name"], "note");
    let fields = types[0]["fields"].as_array().unwrap();
    let kinds: Vec<&str> = fields
        .iter()
        .map(|it| it["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["choice", "datetime", "number", "string", "list"]);
    assert_eq!(fields[0]["choices"], json!(["proposed", "accepted"]));
    assert_eq!(fields[0]["required"], true);
    assert_eq!(fields[4].get("required"), None);
    let folders = &written["frontMatter.content.pageFolders"];
    assert_eq!(folders[0]["path"], "[[workspace]]/src/decisions");
    assert_eq!(folders[1]["path"], "[[workspace]]/src");
    assert_eq!(folders[0]["contentTypes"], json!(["adr"]));
    editor(&[]).says(&["nothing to do"]);
    // book.toml and the assets are another command's.
    assert!(!book.path().join("patterns.css").exists());
}

#[test]
fn an_editors_own_settings_stay() {
    let book = with_templates();
    let editor = || install(book.path(), &["--editor", "vscode"]);
    for own in [
        "{ \"frontMatter.taxonomy.contentTypes\": [{ \"name\": \"mine\" }] }\n",
        "// mine\n{}\n",
    ] {
        fs::write(book.path().join("frontmatter.json"), own).unwrap();
        let run = editor();
        assert_eq!(run.code, Some(0), "{run:?}");
        run.says(&["stays as it is", "add these entries"]);
        assert_eq!(text(&book, "frontmatter.json"), own);
        let add = run.json();
        assert_eq!(add["frontMatter.taxonomy.contentTypes"][0]["name"], "adr");
    }
    let none = self::book(TOML);
    install(none.path(), &["--editor", "vscode"]).is_refused(&["no template of its own"]);
}
