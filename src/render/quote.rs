//! Blocks as quotes, for renderers without HTML.

use super::format::Format;
use crate::material::{Around, Frame};
use crate::text::edit::Edit;
use crate::text::indent::{columns_behind_quotes, line_end, skip_columns, strip_quotes};
use std::ops::Range;

/// What is put before each line of a block.
pub struct Quote<'q> {
    /// Quote markers that its lines have.
    quotes: usize,
    /// Its indentation behind them, in columns.
    indent: usize,
    /// What stands before the marker on a blank line.
    blank: &'q str,
}

impl<'q> Quote<'q> {
    /// A quote whose lines begin with `now`, and will with `then`.
    pub fn new(now: &str, then: &'q str) -> Quote<'q> {
        Quote {
            quotes: now.matches('>').count(),
            indent: columns_behind_quotes(now),
            blank: &then[then.rfind('>').map_or(0, |at| at + 1)..],
        }
    }

    /// A marker before each line that begins inside `content`.
    pub fn leads(&self, text: &str, content: Range<usize>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut at = line_end(text, content.start) + 1;
        while at < content.end {
            let end = line_end(text, at);
            let line = &text[at..end];
            let rest = strip_quotes(line, self.quotes).unwrap_or(line);
            let start = end - rest.len();
            edits.push(if rest.trim().is_empty() {
                Edit::insert(start, format!("{}>", self.blank))
            } else {
                Edit::insert(start + skip_columns(rest, self.indent), "> ")
            });
            at = end + 1;
        }
        edits
    }
}

/// Where something stands behind `at`: blank lines and quote markers are passed over.
pub fn first_content(text: &str, at: usize, quotes: usize) -> usize {
    let end = line_end(text, at);
    if !text[at..end].trim().is_empty() {
        return at + text[at..end].len() - text[at..end].trim_start().len();
    }
    let mut line = end + 1;
    while line < text.len() {
        let end = line_end(text, line);
        let rest = strip_quotes(&text[line..end], quotes).unwrap_or(&text[line..end]);
        if !rest.trim().is_empty() {
            return end - rest.trim_start().len();
        }
        line = end + 1;
    }
    text.len()
}

/// Where what stands in a text ends: blank lines and those with quote markers alone are passed over.
pub fn last_content(text: &str) -> usize {
    let mut text = text.trim_end();
    while let Some(line) = text.rfind('\n') {
        let last = text[line..].trim_matches([' ', '\t', '\r', '\n', '>']);
        if !last.is_empty() {
            break;
        }
        text = text[..line].trim_end();
    }
    text.len()
}

/// What the lines of each frame begin with: in the text as it is, and in the text that is written.
pub fn prefixes(frames: &[Frame], format: Format) -> Vec<(String, String)> {
    let mut prefixes: Vec<(String, String)> = Vec::with_capacity(frames.len());
    for frame in frames {
        let (mut now, mut then) = match frame.parent {
            Some(parent) => prefixes[parent].clone(),
            None => (String::new(), String::new()),
        };
        let quoted = frame.parent.is_some_and(|parent| is_quote(&frames[parent]));
        if quoted && format == Format::Markdown {
            then.push_str("> ");
        }
        now.push_str(&frame.prefix);
        then.push_str(&frame.prefix);
        prefixes.push((now, then));
    }
    prefixes
}

/// Whether a frame is a quote in plain Markdown.
pub fn is_quote(frame: &Frame) -> bool {
    matches!(frame.around, Around::Callout { .. }) || frame.is_box
}
