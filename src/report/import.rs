//! The report of an import for people.

use crate::import::report::{Report, Section};
use crate::report::harmless;
use crate::report::table::{Align, table};
use crate::report::tone::Tone;
use std::fmt::Write as _;

/// How many lines of a section a terminal shows; the file has all of them.
const MOST: usize = 8;

/// The report without what was simply carried over; `file` has it all, if it was written.
pub fn human(report: &Report, file: Option<&str>, width: usize) -> String {
    let mut out = String::new();
    for advice in &report.first {
        let _ = writeln!(
            out,
            "{}: {}",
            Tone::Warning.paint("do this first"),
            harmless(&advice.words)
        );
        if let Some((file, lines)) = &advice.lines {
            let _ = writeln!(out, "  in `{}`:\n", harmless(file));
            for line in lines.lines() {
                let _ = writeln!(out, "    {}", harmless(line));
            }
            out.push('\n');
        }
    }
    for section in report.sections.iter().filter(|section| section.shown) {
        out.push_str(&part(section, width));
    }
    let left: usize = report
        .sections
        .iter()
        .map(|section| {
            if section.shown {
                section.lines.len().saturating_sub(MOST)
            } else {
                section.lines.len()
            }
        })
        .sum();
    if let Some(file) = file.filter(|_| left > 0) {
        let _ = writeln!(out, "{left} more lines stand in {}", harmless(file));
    }
    let _ = writeln!(out, "{}", Tone::Good.paint(&report.totals.line()));
    out
}

fn part(section: &Section, width: usize) -> String {
    let mut out = format!("{}\n", Tone::Help.paint(section.title));
    let row = |line: &crate::import::report::Line| {
        let count = if line.count > 1 {
            format!(" ({})", line.count)
        } else {
            String::new()
        };
        vec![
            harmless(&format!("  {}{count}", line.what)),
            harmless(&line.at()),
            harmless(&line.words),
        ]
    };
    let rows: Vec<Vec<String>> = section.lines.iter().take(MOST).map(row).collect();
    let heads = [
        ("what", Align::Left),
        ("where", Align::Left),
        ("what becomes of it", Align::Left),
    ];
    out.push_str(&table(&heads, &rows, width));
    let more = section.lines.len().saturating_sub(MOST);
    if more > 0 {
        let _ = writeln!(out, "… and {more} more");
    }
    out.push('\n');
    out
}
