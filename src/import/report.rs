//! What an import carried over and what it did not: data, and the page that is kept of it.

use crate::text::maps::HashSet;
use mdbook_markdown::pulldown_cmark::{Event, Parser};
use std::fmt::Write as _;

/// How many places are named of what stands in many.
const PLACES: usize = 3;

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is in the book, or mdBook does it by itself.
    Carried,
    /// It is in the book and works in another way.
    Differs,
    /// It has no counterpart.
    Lost,
    /// Nobody here knows it.
    Unknown,
}

/// One thing and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is, in Markdown.
    pub what: String,
    /// How often it stands there; 0 where counting means nothing.
    pub count: usize,
    /// The first places, each once.
    pub places: Vec<String>,
    /// How many further places there are.
    pub more: usize,
    /// What becomes of it, what to do.
    pub words: String,
}

impl Line {
    /// A thing at one place.
    pub fn new(
        what: impl Into<String>,
        place: impl Into<String>,
        words: impl Into<String>,
    ) -> Line {
        Line {
            what: what.into(),
            count: 0,
            places: vec![place.into()],
            more: 0,
            words: words.into(),
        }
    }

    /// A thing at many places.
    pub fn many(what: impl Into<String>, places: &[String], words: impl Into<String>) -> Line {
        let count = places.len();
        let mut known = HashSet::default();
        let mut all = places.iter().filter(|place| known.insert(*place));
        let places: Vec<String> = all.by_ref().take(PLACES).cloned().collect();
        Line {
            what: what.into(),
            count,
            places,
            more: all.count(),
            words: words.into(),
        }
    }

    /// The places as a text: `a.md:3, b.md:7, … and 5 more`.
    pub fn at(&self) -> String {
        let listed = self.places.join(", ");
        match self.more {
            0 => listed,
            more => format!("{listed} and {more} more"),
        }
    }
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Whether the terminal shows it as well; else it only counts it.
    pub shown: bool,
    /// What stands below the heading.
    pub lines: Vec<Line>,
}

/// The whole report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The configuration that was read.
    pub file: String,
    /// What to do before anything else.
    pub first: Vec<Advice>,
    /// All else; sections without lines are left out.
    pub sections: Vec<Section>,
    /// The line at the end.
    pub totals: Totals,
}

/// What an author should change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Why.
    pub words: String,
    /// Lines to write, and into which file.
    pub lines: Option<(String, String)>,
}

/// The numbers of the last line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Pages in the book.
    pub pages: usize,
    /// Links of those pages that lead where they led.
    pub links: usize,
    /// Links that lead nowhere.
    pub broken: usize,
    /// Settings that were carried over.
    pub carried: usize,
    /// All settings.
    pub settings: usize,
    /// Constructs in pages that are shown as they are written.
    pub raw: usize,
    /// The pages that have such.
    pub raw_pages: usize,
}

impl Totals {
    /// The line: `188 pages, 1,204 links kept, 31 of 46 settings carried over, 12 constructs in 9 pages shown as written`.
    pub fn line(&self) -> String {
        let mut line = format!(
            "{}, {} kept",
            plural(self.pages, "page"),
            plural(self.links, "link")
        );
        if self.broken > 0 {
            let _ = write!(line, " and {} broken", grouped(self.broken));
        }
        let _ = write!(
            line,
            ", {} of {} carried over, ",
            grouped(self.carried),
            plural(self.settings, "setting")
        );
        match self.raw {
            0 => line.push_str("no construct shown as written"),
            raw => {
                let _ = write!(
                    line,
                    "{} in {} shown as written",
                    plural(raw, "construct"),
                    plural(self.raw_pages, "page")
                );
            }
        }
        line
    }
}

/// A number and its noun: `1 page`, `1,204 links`.
pub fn plural(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {noun}{end}", grouped(count))
}

/// A number in groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Report {
    /// Adds a section, unless it has no lines.
    pub fn add(&mut self, title: &'static str, shown: bool, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.sections.push(Section {
                title,
                shown,
                lines,
            });
        }
    }

    /// The report as a page of Markdown.
    pub fn markdown(&self) -> String {
        let mut out = format!(
            "# What became of {}\n\n{}.\n",
            self.file,
            self.totals.line()
        );
        if !self.first.is_empty() {
            out.push_str("\n## Do this first\n\n");
            for advice in &self.first {
                let _ = writeln!(out, "- {}", shown(&advice.words));
                if let Some((file, lines)) = &advice.lines {
                    let _ = writeln!(out, "\n  In `{file}`:\n\n  ```yaml");
                    for line in lines.lines() {
                        let _ = writeln!(out, "  {line}");
                    }
                    out.push_str("  ```\n\n");
                }
            }
        }
        for section in &self.sections {
            let _ = write!(
                out,
                "\n## {}\n\n| what | where | what becomes of it |\n|---|---|---|\n",
                section.title
            );
            for line in &section.lines {
                let count = if line.count > 1 {
                    format!(" ({})", grouped(line.count))
                } else {
                    String::new()
                };
                let _ = writeln!(
                    out,
                    "| {}{count} | {} | {} |",
                    cell(&line.what),
                    cell(&line.at()),
                    cell(&line.words)
                );
            }
        }
        out
    }
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    shown(text).replace('|', "\\|")
}

/// Text on one line, without HTML. Tags in code are no HTML, and can be copied.
fn shown(text: &str) -> String {
    let text = one_line(text);
    let is_html = |event| matches!(event, Event::InlineHtml(_) | Event::Html(_));
    // Behind a letter nothing begins a block.
    if Parser::new(&format!("x {text}")).any(is_html) {
        text.replace('<', "&lt;")
    } else {
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn tags_are_shown_and_none_is_html() {
        for text in ["write `<b>`", "a < b", "`` ` <b> ``", "<https://x.y>"] {
            assert_eq!(shown(text), text);
        }
        for text in [
            "<b>",
            "\\`<b>`",
            "`a` <b>",
            "<a title=\"`\"> x `<b>`",
            "<!-- a -->",
        ] {
            assert_eq!(shown(text), text.replace('<', "&lt;"));
        }
    }
}
