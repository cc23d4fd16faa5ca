//! Whether a book, mdBook and the other preprocessors fit together.
//!
//! Pure: [`Facts`] in, findings out. The command gathers the facts.

use crate::host::install::{ASSETS, Asset, State, has_html};
use crate::host::order::sequence;
use crate::host::protocol;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// As it should be.
    Ok,
    /// The book is built, but not as well as it could be.
    Warn,
    /// The book is not built, or this tool has no part in it.
    Error,
}

/// What was looked at, and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub level: Gravity,
    /// What was looked at, in a word.
    pub check: &'static str,
    /// How it is.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// What is known of a book and its surroundings.
#[derive(Debug, Default)]
pub struct Facts {
    /// book.toml as mdBook hands it over.
    pub config: Value,
    /// How many mistakes `[preprocessor.patterns]` has.
    pub mistakes: usize,
    /// The texts of the installed files, by the path that book.toml names.
    pub assets: BTreeMap<String, String>,
    /// Whether the command that mdBook would run was found.
    pub command_found: bool,
    /// What `mdbook --version` says; `None` where there is no mdBook.
    pub mdbook: Option<String>,
    /// Whether there is a configuration of MkDocs beside book.toml.
    pub mkdocs: bool,
}

/// Preprocessors that look for fences, quotes or tables and so do not see those inside Material's
/// indented blocks, unless these are unfolded first.
const LOOKS_FOR_FENCES: &[&str] = &[
    "admonish",
    "alerts",
    "bob",
    "callouts",
    "d2",
    "embedify",
    "gh-alerts",
    "graphviz",
    "kroki",
    "kroki-preprocessor",
    "langtabs",
    "mermaid",
    "plantuml",
    "puml",
    "svgbob",
    "tabs",
    "tera",
    "toc",
    "typst-math",
];

/// Preprocessors that change the source of pages: what they write has to be there before it is read.
const CHANGES_SOURCES: &[&str] = &[
    "cmdrun",
    "gettext",
    "i18n",
    "replace",
    "regex",
    "template",
    "variables",
    "yapp",
];

/// Preprocessors that draw formulas, as `math = "mathml"` does.
const DRAWS_FORMULAS: &[&str] = &["katex", "katex-static", "latex", "typst-math"];

/// All findings.
pub fn findings(facts: &Facts) -> Vec<Finding> {
    let mut found = vec![preprocessor(facts), command(facts), mdbook(facts)];
    found.extend(twins(&facts.config));
    if facts.mistakes > 0 {
        let message = format!("`[preprocessor.patterns]` has mistakes: {}", facts.mistakes);
        let help = "`mdbook-patterns check` shows them";
        found.push(finding(Gravity::Error, "configuration", message, help));
    }
    if has_html(&facts.config) {
        found.extend(ASSETS.iter().map(|asset| installed(asset, facts)));
    }
    found.extend(order(&facts.config));
    if facts.mkdocs {
        found.push(Finding {
            help: Some(
                "mdBook does not read it: chapters are those of SUMMARY.md, redirects those of \
                 `[output.html.redirect]`, the title and the language those of `[book]`"
                    .to_owned(),
            ),
            ..ok("mkdocs", "`mkdocs.yml` is still there".to_owned())
        });
    }
    found
}

fn finding(level: Gravity, check: &'static str, message: String, help: &str) -> Finding {
    Finding {
        level,
        check,
        message,
        help: Some(help.to_owned()),
    }
}

fn ok(check: &'static str, message: String) -> Finding {
    Finding {
        level: Gravity::Ok,
        check,
        message,
        help: None,
    }
}

fn preprocessor(facts: &Facts) -> Finding {
    if facts.config["preprocessor"]["patterns"].is_object() {
        return ok(
            "preprocessor",
            "`[preprocessor.patterns]` is in book.toml".to_owned(),
        );
    }
    let message = "`[preprocessor.patterns]` is not in book.toml".to_owned();
    let help = "run `mdbook-patterns install`";
    finding(Gravity::Error, "preprocessor", message, help)
}

/// Preprocessors of other names that run this program, which then says all that it has to say once more.
fn twins(config: &Value) -> impl Iterator<Item = Finding> {
    let tables = config["preprocessor"].as_object().into_iter().flatten();
    let others = tables.filter(|(name, table)| {
        let command = table["command"].as_str().unwrap_or("").split_whitespace();
        let program = command.take(1).find_map(|path| Path::new(path).file_stem());
        *name != "patterns" && program.is_some_and(|program| program == "mdbook-patterns")
    });
    others.map(|(name, _)| {
        let message = format!("`{name}` runs mdbook-patterns, as `patterns` does");
        let help = format!("take `[preprocessor.{name}]` out: all diagnostics come twice");
        finding(Gravity::Warn, "preprocessor", message, &help)
    })
}

/// The command that mdBook runs for this preprocessor.
pub fn command_line(config: &Value) -> &str {
    let own = config["preprocessor"]["patterns"]["command"].as_str();
    own.unwrap_or("mdbook-patterns")
}

fn command(facts: &Facts) -> Finding {
    let line = command_line(&facts.config);
    if facts.command_found {
        return ok("command", format!("mdBook finds `{line}`"));
    }
    let message = format!("mdBook does not find `{line}`");
    let help =
        "put mdbook-patterns into a folder of PATH, or set `command` in `[preprocessor.patterns]`";
    finding(Gravity::Error, "command", message, help)
}

fn mdbook(facts: &Facts) -> Finding {
    let Some(said) = &facts.mdbook else {
        let message = "mdbook is not on PATH".to_owned();
        return finding(
            Gravity::Warn,
            "mdbook",
            message,
            "install it with `cargo install mdbook`",
        );
    };
    let version = said.split_whitespace().next_back().unwrap_or("");
    let help = "use mdBook 0.5";
    match protocol::check_version(version.trim_start_matches('v')) {
        Ok(None) => ok("mdbook", format!("mdBook {version} is supported")),
        Ok(Some(warning)) => finding(Gravity::Warn, "mdbook", warning, help),
        Err(error) => finding(Gravity::Error, "mdbook", error, help),
    }
}

fn installed(asset: &Asset, facts: &Facts) -> Finding {
    const CHECK: &str = "assets";
    let Some(path) = asset.path(&facts.config) else {
        return ok(
            CHECK,
            format!("`{}` is not installed: pages carry it", asset.name),
        );
    };
    let Some(text) = facts.assets.get(&path) else {
        let message = format!("`{}` names `{path}`, which is not there", asset.key);
        return finding(
            Gravity::Error,
            CHECK,
            message,
            "run `mdbook-patterns install`",
        );
    };
    match asset.state(text) {
        State::Current => ok(CHECK, format!("`{path}` is that of this version")),
        State::Stale(version) => {
            let message = format!("`{path}` is of another version, or changed: {version}");
            finding(
                Gravity::Warn,
                CHECK,
                message,
                "run `mdbook-patterns install`",
            )
        }
        State::Foreign => {
            let message = format!("`{path}` was not written by mdbook-patterns");
            let help =
                "move it away and run `mdbook-patterns install`, or keep it up to date yourself";
            finding(Gravity::Warn, CHECK, message, help)
        }
    }
}

fn order(config: &Value) -> Vec<Finding> {
    const CHECK: &str = "order";
    if !config["preprocessor"]["patterns"].is_object() {
        return Vec::new();
    }
    let Some(order) = sequence(config) else {
        let message = "`before` and `after` of the preprocessors go round in a circle".to_owned();
        let help = "mdBook refuses to build: take one of them out";
        return vec![finding(Gravity::Error, CHECK, message, help)];
    };
    let place = |name: &str| order.iter().position(|other| other == name);
    let own = place("patterns");
    let mut found = Vec::new();
    if place("index") > own {
        let message = "`patterns` runs before `index`, whose work it needs".to_owned();
        let help = "set `after = [\"index\"]` in `[preprocessor.patterns]`";
        found.push(finding(Gravity::Warn, CHECK, message, help));
    }
    if place("links").is_some() && place("links") < own {
        let message = "`links` runs before `patterns`: where another preprocessor changes a page, \
                       what it includes in boxes, tabs and lists loses its indentation"
            .to_owned();
        let help = "set `before = [\"links\"]` in `[preprocessor.patterns]`, as \
                    `mdbook-patterns install` does";
        found.push(finding(Gravity::Warn, CHECK, message, help));
    }
    for name in LOOKS_FOR_FENCES {
        if place(name).is_some() && place(name) < own {
            let message = format!(
                "`{name}` runs before `patterns` and does not see what stands in indented boxes"
            );
            let help = format!("set `after = [\"patterns\"]` in `[preprocessor.{name}]`");
            found.push(finding(Gravity::Warn, CHECK, message, &help));
        }
    }
    for name in CHANGES_SOURCES {
        if place(name) > own {
            let message = format!(
                "`{name}` runs behind `patterns`: what it writes into pages is not looked at"
            );
            let help = format!("set `before = [\"patterns\"]` in `[preprocessor.{name}]`");
            found.push(finding(Gravity::Warn, CHECK, message, &help));
        }
    }
    let draws = config["preprocessor"]["patterns"]["math"].as_str() == Some("mathml");
    for name in DRAWS_FORMULAS
        .iter()
        .filter(|name| draws && place(name).is_some())
    {
        let message = format!("`{name}` and `math = \"mathml\"` both draw formulas");
        let help =
            "set `math = \"client\"` in `[preprocessor.patterns]`, or take the other one out";
        found.push(finding(Gravity::Warn, CHECK, message, help));
    }
    found.extend(
        strangers(config, &order)
            .into_iter()
            .map(|(key, list, name)| {
                let message = format!(
                    "`{list}` of `{key}` names `{name}`, which is no preprocessor of this book"
                );
                let help = format!("take it out, or add `[preprocessor.{name}]`");
                finding(Gravity::Warn, CHECK, message, &help)
            }),
    );
    if found.is_empty() {
        found.push(ok(
            CHECK,
            format!("preprocessors run in the order {}", order.join(", ")),
        ));
    }
    found
}

/// What `before` and `after` name and the book has not: the preprocessor, the list, the name.
fn strangers(config: &Value, known: &[String]) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    for (key, table) in config["preprocessor"].as_object().into_iter().flatten() {
        for list in ["before", "after"] {
            let names = table[list].as_array().into_iter().flatten();
            let names = names.filter_map(Value::as_str);
            let names = names.filter(|name| !known.iter().any(|other| other == name));
            found.extend(names.map(|name| (key.clone(), list, name.to_owned())));
        }
    }
    found
}
