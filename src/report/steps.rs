//! How a page was rendered, step by step, for `render --explain`.

use crate::diagnostic::place::{FileText, Place};
use crate::render::steps::Step;
use crate::report::harmless;
use crate::text::span::Span;
use std::fmt::Write as _;
use std::sync::Arc;

/// Of a longer piece of text people see the beginning.
const SHOWN_LINES: usize = 6;
const SHOWN_CHARACTERS: usize = 160;

/// Each step: its place in the page's text, the transform that made it, what stood there and
/// what is written instead. With colours; strip them for anything but a terminal.
pub fn list(file: &str, text: &str, steps: &[Step]) -> String {
    let page = Arc::new(FileText::new(file.to_owned(), text.to_owned(), 0));
    let mut out = String::new();
    for step in steps {
        let place = Place::new(&page, Span::new(step.place.range())).start();
        let _ = writeln!(
            out,
            "\u{1b}[1m{}:{}:{}: {}\u{1b}[0m",
            harmless(file),
            place.line,
            place.column,
            step.by
        );
        side(&mut out, '-', 31, &step.before);
        side(&mut out, '+', 32, &step.after);
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "{} steps; each is named after the file that makes it, in `src/render/` or `src/material/`",
        steps.len()
    );
    out
}

fn side(out: &mut String, sign: char, colour: u8, text: &str) {
    let mut lines = text.lines();
    for line in lines.by_ref().take(SHOWN_LINES) {
        let mut shown: String = line.chars().take(SHOWN_CHARACTERS).collect();
        if shown.len() < line.len() {
            shown.push('…');
        }
        let shown = harmless(&shown).replace('\r', "?");
        let _ = writeln!(out, "\u{1b}[{colour}m{sign} {shown}\u{1b}[0m");
    }
    let more = lines.count();
    if more > 0 {
        let _ = writeln!(
            out,
            "\u{1b}[{colour}m{sign} … and {more} more lines\u{1b}[0m"
        );
    }
}
