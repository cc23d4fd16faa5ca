//! `cargo xtask new-rule NAME`: the two files of a rule, and its two lines in `src/rules/mod.rs`.

use crate::{cargo, root};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// What is wrong with the page, in kebab case, such as `long-paragraph`
    name: String,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let name = &arguments.name;
    let module = create(root(), name)?;
    println!(
        "wrote src/rules/{module}.rs and src/rules/{module}.md\n\n\
         1. Describe the rule and write its examples in {module}.md.\n\
         2. Write `check` in {module}.rs until this asks for nothing but the report of each example:\n   \
         RULE={name} cargo test --test it rule_examples\n\
         3. Let the reports be written, and read them:\n   \
         UPDATE_DOCS=1 RULE={name} cargo test --test it rule_examples\n\
         4. Put the rule into the guide:\n   \
         UPDATE_GUIDE=1 cargo test --test it guide\n\
         5. Name it in CHANGELOG.md, and run `cargo xtask test`"
    );
    Ok(())
}

/// Writes and registers a rule in the checkout at `root`; the name of its module.
fn create(root: &Path, name: &str) -> Result<String> {
    ensure!(
        is_kebab(name),
        "`{name}` is no name for a rule: use lower-case words with `-` between them"
    );
    let module = name.replace('-', "_");
    ensure!(
        !KEYWORDS.contains(&module.as_str()),
        "`{name}` is a word of Rust: say more in the rule's name"
    );
    let folder = root.join("src/rules");
    let files = [
        (format!("{module}.rs"), include_str!("new_rule/rule.rs.txt")),
        (format!("{module}.md"), include_str!("new_rule/rule.md.txt")),
    ];
    for (file, _) in &files {
        ensure!(
            !folder.join(file).exists(),
            "there is a file src/rules/{file} already"
        );
    }
    let list = folder.join("mod.rs");
    let text = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let registered = registered(&text, &module)?;
    let version = version(root)?;
    for (file, template) in &files {
        let text = template
            .replace("{name}", name)
            .replace("{module}", &module)
            .replace("{version}", &version);
        fs::write(folder.join(file), text)?;
    }
    fs::write(&list, registered)?;
    Ok(module)
}

/// Words that cannot name a module.
const KEYWORDS: [&str; 46] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "unsafe", "use",
    "while",
];

fn is_kebab(name: &str) -> bool {
    let is_word = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && !word.is_empty()
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// The text of `mod.rs` with a `mod` line, in order, and a last entry of `ALL`.
fn registered(text: &str, module: &str) -> Result<String> {
    let line = format!("mod {module};");
    let mut lines: Vec<&str> = text.lines().collect();
    ensure!(
        !lines.contains(&line.as_str()),
        "the rule is registered in src/rules/mod.rs already"
    );
    let is_module = |other: &&str| other.starts_with("mod ") && other.ends_with(';');
    let Some(last) = lines.iter().rposition(&is_module) else {
        bail!("src/rules/mod.rs has no `mod` line");
    };
    let after = lines
        .iter()
        .position(|other| is_module(other) && **other > *line);
    lines.insert(after.unwrap_or(last + 1), &line);
    let entry = format!("    &{module}::RULE,");
    let catalogue = lines
        .iter()
        .position(|other| other.starts_with("pub static ALL"));
    let end = catalogue.and_then(|start| {
        let close = lines[start..].iter().position(|other| *other == "];")?;
        Some(start + close)
    });
    let Some(end) = end else {
        bail!("src/rules/mod.rs has no list `ALL`");
    };
    lines.insert(end, &entry);
    Ok(lines.join("\n") + "\n")
}

/// The version that the package will have next, as far as its manifest knows.
fn version(root: &Path) -> Result<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let lines = manifest.lines();
    let mut versions = lines.filter_map(|line| line.strip_prefix("version = \""));
    let version = versions.next().and_then(|rest| rest.strip_suffix('"'));
    Ok(version.context("Cargo.toml has no version")?.to_owned())
}

/// Whether a rule that was just made, in a copy of the checkout, compiles and fails
/// its test for want of a check. The error holds what Cargo said.
pub fn verify() -> Result<()> {
    const NAME: &str = "of-the-test";
    let copy = tempfile::tempdir()?;
    for part in [
        ".cargo",
        "Cargo.toml",
        "Cargo.lock",
        "assets",
        "book-example",
        "docs",
        "src",
        "tests",
        "xtask",
        "README.md",
    ] {
        copy_all(&root().join(part), &copy.path().join(part))?;
    }
    create(copy.path(), NAME)?;
    let own = std::env::current_exe()?;
    let target = own.parent().and_then(Path::parent);
    let target = target.context("this binary is in no target folder")?;
    let test = |command: &mut Command| {
        command
            .args(["test", "--test", "it", "rule_examples"])
            .current_dir(copy.path())
            .env("RULE", NAME)
            .env("CARGO_TARGET_DIR", target)
            .output()
    };
    let output = test(&mut cargo()).context("cargo cannot be run")?;
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    ensure!(
        !output.status.success() && said.contains("nothing is reported on this page"),
        "the test of a new rule does not fail for want of a check:\n{said}"
    );
    ensure!(
        said.contains("every_rule_has_its_two_files_and_is_listed ... ok")
            && !said.contains("warning:"),
        "a new rule is not written as the others are:\n{said}"
    );
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::copy(from, to).with_context(|| from.display().to_string())?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy_all(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{create, root};
    use std::fs;

    /// The part of the checkout that a new rule is written into.
    fn copy() -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        fs::create_dir_all(copy.path().join("src/rules")).unwrap();
        for file in [
            "Cargo.toml",
            "src/rules/mod.rs",
            "src/rules/rule.rs",
            "src/rules/scannable.md",
        ] {
            fs::copy(root().join(file), copy.path().join(file)).unwrap();
        }
        copy
    }

    #[test]
    fn a_rule_is_written_and_registered_in_order() {
        let copy = copy();
        let read =
            |file: &str| fs::read_to_string(copy.path().join("src/rules").join(file)).unwrap();
        for name in ["aaa", "level-zero", "zzz-9"] {
            create(copy.path(), name).unwrap();
        }
        assert!(read("level_zero.rs").contains("name: \"level-zero\""));
        assert!(read("level_zero.rs").contains("include_str!(\"level_zero.md\")"));
        assert!(read("level_zero.md").starts_with("# level-zero\n"));
        let list = read("mod.rs");
        assert!(list.contains("mod level_time_box;\nmod level_zero;\nmod long_paragraph;\n"));
        assert!(list.contains("    &level_zero::RULE,\n    &zzz_9::RULE,\n];\n"));
        let modules: Vec<&str> = list
            .lines()
            .filter(|line| line.starts_with("mod "))
            .collect();
        assert!(modules.is_sorted(), "{modules:#?}");
        assert_eq!(modules.first(), Some(&"mod aaa;"));
    }

    #[test]
    fn a_name_that_is_taken_or_no_name_is_refused() {
        let copy = copy();
        let before = fs::read_to_string(copy.path().join("src/rules/mod.rs")).unwrap();
        for (name, why) in [
            ("scannable", "already"),
            ("rule", "already"),
            ("long-paragraph", "registered"),
            ("", "lower-case words"),
            ("Long-Word", "lower-case words"),
            ("a_b", "lower-case words"),
            ("a--b", "lower-case words"),
            ("-a", "lower-case words"),
            ("9-lives", "lower-case words"),
            ("../x", "lower-case words"),
            ("match", "word of Rust"),
        ] {
            let error = create(copy.path(), name).unwrap_err().to_string();
            assert!(error.contains(why), "{name}: {error}");
        }
        let after = fs::read_to_string(copy.path().join("src/rules/mod.rs")).unwrap();
        assert_eq!(before, after);
        assert_eq!(
            fs::read_dir(copy.path().join("src/rules")).unwrap().count(),
            3
        );
    }
}
