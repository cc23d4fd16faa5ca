//! A unified diff, as `git apply` and `patch -p1` take it.

use crate::report::harmless;
use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;

/// What changed in a file, with colours; strip them for anything but a terminal.
pub fn unified(file: &str, old: &str, new: &str) -> String {
    // Only a line feed ends a line of a diff.
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let diff = TextDiff::from_slices(&old, &new);
    let file = harmless(file).replace(['\n', '\r', '\t'], "?");
    // A name with a space ends with a tab.
    let end = if file.contains(' ') { "\t" } else { "" };
    let mut out = String::new();
    let _ = writeln!(out, "\u{1b}[1m--- a/{file}{end}\u{1b}[0m");
    let _ = writeln!(out, "\u{1b}[1m+++ b/{file}{end}\u{1b}[0m");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(out, "\u{1b}[36m{}\u{1b}[0m", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Delete => ('-', "\u{1b}[31m"),
                ChangeTag::Insert => ('+', "\u{1b}[32m"),
                ChangeTag::Equal => (' ', ""),
            };
            line(&mut out, sign, colour, change.value());
        }
    }
    out
}

fn line(out: &mut String, sign: char, colour: &str, line: &str) {
    let body = line.strip_suffix('\n').unwrap_or(line);
    let (body, cr) = match body.strip_suffix('\r') {
        Some(body) if body.len() + 2 == line.len() => (body, "\r"),
        _ => (body, ""),
    };
    // A byte-order mark moves nothing, and without it the patch would not apply.
    let (mark, body) = match body.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", body),
    };
    // A carriage return within a line would hide what stands before it.
    let body = harmless(body).replace('\r', "?");
    let reset = if colour.is_empty() { "" } else { "\u{1b}[0m" };
    let _ = writeln!(out, "{colour}{sign}{mark}{body}{reset}{cr}");
    if !line.ends_with('\n') {
        out.push_str("\\ No newline at end of file\n");
    }
}
