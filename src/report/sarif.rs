//! `--format sarif`: SARIF 2.1.0, for code scanning.

use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::diagnostic::place::Place;
use crate::report::{escaped, fingerprint, path, percent};
use crate::rules;
use crate::rules::rule::Rule;
use crate::text::link::normal;
use serde_json::Value;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, Message,
    MultiformatMessageString, PhysicalLocation, Region, Replacement, ReportingConfiguration,
    ReportingDescriptor, Result as Finding, ResultColumnKind, ResultLevel, Run, Sarif, Tool,
    ToolComponent, Version,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What all paths are relative to. Its place is left open: a report is read elsewhere.
const ROOT: &str = "%SRCROOT%";

/// GitHub rejects a report of more results.
pub const MOST: usize = 25_000;

/// The whole log, those that deny first. `prefix` leads from the folder that paths are relative to, to the book's.
pub fn report(diagnostics: &[Located], prefix: &str) -> String {
    let mut descriptors: Vec<ReportingDescriptor> =
        rules::ALL.iter().map(|rule| descriptor(rule)).collect();
    // What is wrong with book.toml has no rule of its own.
    for found in diagnostics {
        let id = found.rule;
        if descriptors.iter().all(|known| known.id != id) {
            descriptors.push(ReportingDescriptor::builder().id(id).build());
        }
    }
    let prints = fingerprint::all(diagnostics);
    let mut ordered: Vec<_> = diagnostics.iter().zip(prints).collect();
    ordered.sort_by_key(|(found, _)| found.level != LintLevel::Deny);
    let results: Vec<Finding> = ordered
        .into_iter()
        .take(MOST)
        .map(|(found, fingerprint)| {
            let index = descriptors.iter().position(|known| known.id == found.rule);
            finding(found, prefix, integer(index.unwrap_or(0)), &fingerprint)
        })
        .collect();
    let driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(descriptors)
        .build();
    let root = ArtifactLocation::builder()
        .description("the folder that paths are relative to")
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json(&ResultColumnKind::UnicodeCodePoints))
        .original_uri_base_ids(BTreeMap::from([(ROOT.to_owned(), root)]))
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version(json(&Version::V2_1_0))
        .runs(vec![run])
        .build();
    escaped(serde_json::to_string(&log).unwrap_or_default())
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let level = match rule.level {
        LintLevel::Deny => ResultLevel::Error,
        LintLevel::Warn => ResultLevel::Warning,
        LintLevel::Allow => ResultLevel::None,
    };
    ReportingDescriptor::builder()
        .id(rule.name)
        .short_description(text(rule.summary))
        .full_description(text(paragraph(rule.docs)))
        .help(
            MultiformatMessageString::builder()
                .text(rule.docs)
                .markdown(rule.docs)
                .build(),
        )
        .default_configuration(
            ReportingConfiguration::builder()
                .enabled(rule.level != LintLevel::Allow)
                .level(json(&level))
                .build(),
        )
        .build()
}

/// The paragraph under the title of a rule's documentation.
fn paragraph(docs: &str) -> &str {
    let mut blocks = docs.split("\n\n").map(str::trim);
    blocks.nth(1).unwrap_or(docs)
}

fn finding(found: &Located, prefix: &str, index: i64, fingerprint: &str) -> Finding {
    let mut words = found.message.clone();
    for help in &found.help {
        let _ = write!(words, "\nhelp: {help}");
    }
    let uri = |file: &str| uri(&normal(&path(prefix, file)));
    let own = location(
        uri(found.file()),
        region(&found.place),
        found.label.as_deref(),
    );
    let related: Vec<Location> = found
        .labels
        .iter()
        .map(|label| {
            let file = uri(&label.place.file.name);
            location(file, region(&label.place), Some(&label.message))
        })
        .collect();
    let mut finding = Finding::builder()
        .rule_id(found.rule)
        .rule_index(index)
        .level(match found.level {
            LintLevel::Deny => ResultLevel::Error,
            LintLevel::Warn | LintLevel::Allow => ResultLevel::Warning,
        })
        .message(Message::from(&words))
        .locations(vec![own])
        // The first is the name that code scanning looks for, the second says whose it is.
        .partial_fingerprints(BTreeMap::from([
            ("primaryLocationLineHash".to_owned(), fingerprint.to_owned()),
            ("mdbookPatterns/v1".to_owned(), fingerprint.to_owned()),
        ]))
        .build();
    if !related.is_empty() {
        finding.related_locations = Some(related);
    }
    finding.fixes = fix(found, uri(found.file())).map(|fix| vec![fix]);
    finding
}

fn fix(found: &Located, file: ArtifactLocation) -> Option<Fix> {
    let fix = found.fix.as_ref()?;
    let replacements: Vec<Replacement> = fix
        .edits
        .iter()
        .map(|edit| {
            let inserted = ArtifactContent::builder().text(edit.text.as_str()).build();
            Replacement::builder()
                .deleted_region(region(&Place::new(&found.place.file, edit.span)))
                .inserted_content(inserted)
                .build()
        })
        .collect();
    if replacements.is_empty() {
        return None;
    }
    let change = ArtifactChange::builder()
        .artifact_location(file)
        .replacements(replacements)
        .build();
    let help = found.help.first();
    let description = help.map_or("what the rule asks for", AsRef::as_ref);
    let fix = Fix::builder()
        .description(description)
        .artifact_changes(vec![change]);
    Some(fix.build())
}

fn location(file: ArtifactLocation, region: Region, words: Option<&str>) -> Location {
    let mut location = Location::builder()
        .physical_location(
            PhysicalLocation::builder()
                .artifact_location(file)
                .region(region)
                .build(),
        )
        .build();
    location.message = words.filter(|words| !words.is_empty()).map(Message::from);
    location
}

/// The end column is the one behind the last character, there as here.
fn region(place: &Place) -> Region {
    let (start, end) = (place.start(), place.end());
    Region::builder()
        .start_line(integer(start.line))
        .start_column(integer(start.column))
        .end_line(integer(end.line))
        .end_column(integer(end.column))
        .byte_offset(integer(start.offset))
        .byte_length(integer(end.offset.saturating_sub(start.offset)))
        .build()
}

/// A path as a URI reference; what a URI does not hold as it is gets escaped.
fn uri(path: &str) -> ArtifactLocation {
    ArtifactLocation::builder()
        .uri(percent(path))
        .uri_base_id(ROOT)
        .build()
}

fn text(words: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(words).build()
}

/// The crate knows these words as types but takes them as JSON.
fn json(word: &impl serde::Serialize) -> Value {
    serde_json::to_value(word).unwrap_or_default()
}

fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
