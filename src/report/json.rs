//! `--format json`: a stable form with its own types.

use crate::diagnostic::located::Located;
use crate::diagnostic::place::{Place, Position};
use crate::engine::Summary;
use crate::report::escaped;
use crate::text::edit;
use crate::text::span::File;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Entry<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    file: String,
    span: Span,
    labels: Vec<Label<'a>>,
    help: Option<String>,
    fixable: bool,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    span: Span,
    text: &'a str,
}

#[derive(Serialize)]
struct Label<'a> {
    span: Span,
    file: String,
    message: &'a str,
}

#[derive(Serialize)]
struct Span {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Counts {
    pages: usize,
    patterns: usize,
    deny: usize,
    warn: usize,
}

impl Span {
    fn new(place: &Place) -> Span {
        Span {
            start: place.start(),
            end: place.end(),
        }
    }
}

/// The report on one line. `prefix` stands before each file's name.
pub fn report(diagnostics: &[Located], summary: &Summary, prefix: &str) -> String {
    let named = |file: &str| format!("{prefix}{file}");
    let entries = diagnostics.iter().map(|found| {
        let own = found.label.iter().map(|message| Label {
            span: Span::new(&found.place),
            file: named(found.file()),
            message,
        });
        let others = found.labels.iter().map(|label| Label {
            span: Span::new(&label.place),
            file: named(&label.place.file.name),
            message: &label.message,
        });
        let span = |edit: &edit::Edit<File>| Span::new(&Place::new(&found.place.file, edit.span));
        Entry {
            rule: found.rule,
            level: found.level.name(),
            message: &found.message,
            file: named(found.file()),
            span: Span::new(&found.place),
            labels: own.chain(others).collect(),
            help: (!found.help.is_empty()).then(|| found.help.join("\n")),
            fixable: found.fix.is_some(),
            fix: found.fix.as_ref().map(|fix| Fix {
                applicability: fix.applicability.name(),
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| Edit {
                        span: span(edit),
                        text: &edit.text,
                    })
                    .collect(),
            }),
        }
    });
    let report = Report {
        version: 1,
        diagnostics: entries.collect(),
        summary: Counts {
            pages: summary.pages,
            patterns: summary.patterns,
            deny: summary.deny,
            warn: summary.warn,
        },
    };
    escaped(serde_json::to_string(&report).unwrap_or_default())
}
