//! Whether the new SUMMARY.md gets in MkDocs's way, and which line keeps it out.

use crate::import::docs::Docs;
use crate::import::nav::literate::Literate;
use crate::import::report::Advice;
use crate::import::settings::Settings;
use crate::import::value::Value;
use ignore::gitignore::GitignoreBuilder;

/// What MkDocs needs to go on as before.
#[derive(Debug, Default)]
pub struct Needs {
    /// What to change, and why.
    pub advice: Vec<Advice>,
    /// Why SUMMARY.md cannot be written at all.
    pub conflict: Option<String>,
}

/// Looks at what MkDocs would make of SUMMARY.md.
pub fn of(settings: &Settings, docs: &Docs, literate: Option<&Literate>) -> Needs {
    let mut needs = Needs::default();
    if literate.is_some_and(|literate| literate.file_name == "SUMMARY.md") {
        let renames = docs.has("SUMMARY.md");
        let rename = if renames {
            "rename each `SUMMARY.md` below the pages' folder to `nav.md`, and "
        } else {
            ""
        };
        needs.conflict = Some(format!(
            "literate-nav reads `SUMMARY.md` as its own file, with another grammar than mdBook's: {rename}write `nav_file: nav.md` below `literate-nav:` in `{}`; or import into a folder of its own with `--to DIR`",
            settings.file
        ));
        return needs;
    }
    if settings.is_zensical() || keeps_out(settings, "exclude_docs") {
        return needs;
    }
    let warns = settings
        .root
        .at_path(&["validation", "omitted_files"])
        .or_else(|| {
            settings
                .root
                .at_path(&["validation", "nav", "omitted_files"])
        })
        .and_then(Value::text)
        == Some("warn");
    let has_nav = settings.root.get("nav").is_some_and(|nav| !nav.is_null());
    let by_folders = !has_nav || settings.plugin("awesome-nav").is_some();
    let takes_rest = settings.plugin("awesome-pages").is_some() || literate.is_some();
    let why = if by_folders || takes_rest {
        "MkDocs would show the new SUMMARY.md as a page of its navigation"
    } else if warns && !keeps_out(settings, "not_in_nav") {
        if settings.is("strict", false) {
            "`mkdocs build` would fail: `strict` is on, and the new SUMMARY.md stands in no navigation, of which `omitted_files: warn` warns"
        } else {
            "MkDocs would warn of the new SUMMARY.md, which stands in no navigation, and fail with `--strict`"
        }
    } else {
        "MkDocs would build the new SUMMARY.md as a page that nothing leads to"
    };
    needs.advice.push(Advice {
        words: format!("{why}. Keep it out"),
        lines: Some((settings.file.clone(), lines(settings))),
    });
    needs
}

/// Whether patterns match SUMMARY.md already.
fn keeps_out(settings: &Settings, key: &str) -> bool {
    let Some(value) = settings.root.get(key) else {
        return false;
    };
    let mut builder = GitignoreBuilder::new("");
    for pattern in value.texts().into_iter().flat_map(str::lines) {
        let _ = builder.add_line(None, pattern);
    }
    builder
        .build()
        .is_ok_and(|rules| rules.matched("SUMMARY.md", false).is_ignore())
}

/// The line, or the block with the line in it.
fn lines(settings: &Settings) -> String {
    let old = settings
        .root
        .get("exclude_docs")
        .and_then(Value::text)
        .unwrap_or("")
        .trim();
    if old.is_empty() {
        return "exclude_docs: SUMMARY.md".to_owned();
    }
    let mut block = String::from("exclude_docs: |");
    for line in old.lines().chain(["SUMMARY.md"]) {
        block.push_str("\n  ");
        block.push_str(line);
    }
    block
}
