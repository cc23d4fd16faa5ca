//! What stands beside code: highlighted lines, line numbers, marks of annotations.
//!
//! highlight.js writes the code's HTML anew, and the copy button takes all its text. So nothing of
//! ours stands in it. A layer lies over the code: a copy of each line that nobody sees, as wide and
//! as high as the line itself, also where it wraps in print. It is written as attributes, which are
//! neither copied nor found nor read out.

use super::annotations::Mark;
use crate::text::escape;
use std::fmt::Write as _;

/// What such layers share. It is never served as a file: few pages need it.
pub const SHEET: &str = include_str!("../../assets/code.css");

/// How a piece of code is shown.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Look {
    /// The first and the last of highlighted lines, counted from 1.
    pub highlighted: Vec<(usize, usize)>,
    /// The number of the first line, where lines have numbers.
    pub first_number: Option<u32>,
}

impl Look {
    /// Reads what an info string's `hl_lines` and `linenums` say.
    pub fn parse(highlighted: Option<&str>, numbers: Option<&str>) -> Look {
        let range = |word: &str| {
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
        };
        let words = highlighted.unwrap_or("").split([' ', ',']);
        let first_number = numbers
            .and_then(|numbers| numbers.split_whitespace().next()?.parse().ok())
            // Zero means no numbers, where all code has them otherwise.
            .filter(|first| *first > 0);
        Look {
            highlighted: words.filter_map(range).collect(),
            first_number,
        }
    }

    /// Whether there is anything to show.
    pub fn is_plain(&self) -> bool {
        self.highlighted.is_empty() && self.first_number.is_none()
    }

    /// The tags in front of the code, on one line.
    pub fn open(&self, lines: usize) -> String {
        let Some(first) = self.first_number else {
            return "<div class=\"patterns-code\"><div>".to_owned();
        };
        let last = first.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        let digits = last.to_string().len();
        let before = i64::from(first) - 1;
        format!(
            "<div class=\"patterns-code patterns-numbered\" style=\"--pg:{digits};--pf:{before}\"><div>"
        )
    }

    /// The layer and the tags behind the code, on one line; `marks` are written at the ends of lines.
    pub fn close<'m>(
        &self,
        lines: &[Line],
        marks: impl IntoIterator<Item = (usize, &'m str)>,
    ) -> String {
        let mut shown = vec![false; lines.len()];
        for (first, last) in &self.highlighted {
            let last = (*last).min(lines.len());
            if let Some(range) =
                shown.get_mut(first.saturating_sub(1)..last.max(first.saturating_sub(1)))
            {
                range.fill(true);
            }
        }
        let mut html = String::from("<div class=\"patterns-lines\">");
        let mut marks = marks.into_iter().peekable();
        for (index, line) in lines.iter().enumerate() {
            let mut classes = Vec::new();
            if shown[index] {
                classes.push("patterns-hl");
            }
            if line.is_hidden {
                classes.push("patterns-boring");
            }
            html.push_str("<span");
            if !classes.is_empty() {
                let _ = write!(html, " class=\"{}\"", classes.join(" "));
            }
            if !line.text.is_empty() {
                let _ = write!(html, " data-l=\"{}\"", escape::attribute(&line.text));
            }
            html.push('>');
            while let Some((_, mark)) = marks.next_if(|(at, _)| *at <= index) {
                html.push_str(mark);
            }
            html.push_str("</span>");
        }
        html.push_str("</div></div></div>");
        html
    }
}

/// A line of code, as mdBook shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// Whether it shows only when the reader asks for it.
    is_hidden: bool,
}

impl Line {
    /// A line of a language that hides none.
    pub fn shown(text: &str) -> Line {
        Line {
            text: expanded(text),
            is_hidden: false,
        }
    }

    fn hidden(text: &str) -> Line {
        Line {
            text: expanded(text),
            is_hidden: true,
        }
    }

    /// A line of Rust: mdBook hides those that begin with `# `.
    fn of_rust(text: &str) -> Line {
        let bare = text.trim_start();
        let indent = &text[..text.len() - bare.len()];
        match bare.strip_prefix('#') {
            Some(rest) if rest.starts_with('#') => Line::shown(&format!("{indent}{rest}")),
            Some("") => Line::hidden(indent),
            Some(rest) if rest.starts_with(' ') => Line::hidden(&format!("{indent}{}", &rest[1..])),
            _ => Line::shown(text),
        }
    }
}

/// The lines of a piece of code, and how many mdBook writes in front of it.
pub fn lines(code: &[String], info: &str) -> (Vec<Line>, usize) {
    let mut words = info.split([' ', ',', '\t']);
    if words.next() != Some("rust") {
        return (code.iter().map(|line| Line::shown(line)).collect(), 0);
    }
    let mut lines: Vec<Line> = code.iter().map(|line| Line::of_rust(line)).collect();
    let runs = !words.any(|word| matches!(word, "ignore" | "noplayground" | "noplaypen"));
    let has = |words: &str| code.iter().any(|line| line.contains(words));
    // What mdBook's playground needs around it; inner attributes stay above.
    let has_attributes = code.iter().any(|line| line.trim_start().starts_with("#!["));
    if !runs || has("fn main") || has("quick_main!") || has_attributes {
        return (lines, 0);
    }
    lines.insert(0, Line::hidden("fn main() {"));
    lines.insert(0, Line::hidden("#![allow(unused)]"));
    lines.push(Line::hidden("}"));
    (lines, 2)
}

/// The lines of code without what annotations take out of them.
pub fn cut(code: &[&str], marks: &[Mark]) -> Vec<String> {
    let mut lines: Vec<String> = code.iter().map(|line| (*line).to_owned()).collect();
    // Of each line the last one first: the places of the others stay.
    for mark in marks.iter().rev() {
        if let Some(line) = lines.get_mut(mark.line)
            && line.get(mark.cut.clone()).is_some()
        {
            line.replace_range(mark.cut.clone(), "");
        }
    }
    lines
}

/// A line with its tabs as the blanks that they take.
fn expanded(line: &str) -> String {
    // As wide as highlight.js makes them, by mdBook's configuration.
    const STOP: usize = 4;
    if !line.contains('\t') {
        return line.to_owned();
    }
    let mut text = String::new();
    let mut column = 0;
    for c in line.chars() {
        if c == '\t' {
            let blanks = STOP - column % STOP;
            text.push_str(&" ".repeat(blanks));
            column += blanks;
        } else {
            text.push(c);
            column += 1;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Look, expanded};

    #[test]
    fn options() {
        let look = Look::parse(Some("2 4-5,7"), Some("10 2"));
        assert_eq!(look.highlighted, [(2, 2), (4, 5), (7, 7)]);
        assert_eq!(look.first_number, Some(10));
        assert!(Look::parse(Some("x -3 2-"), Some("0")).is_plain());
        assert_eq!(expanded("a\tb"), "a   b");
    }

    #[test]
    fn lines_that_are_not_there_are_not_highlighted() {
        let look = Look::parse(Some("0-1 3-2 9 2-99999999999"), None);
        let lines = ["a", "b"].map(super::Line::shown);
        assert_eq!(
            look.close(&lines, []),
            "<div class=\"patterns-lines\"><span class=\"patterns-hl\" data-l=\"a\"></span>\
             <span class=\"patterns-hl\" data-l=\"b\"></span></div></div></div>"
        );
    }
}
