//! Callouts as Obsidian and `pymdownx.quotes` have them, `> [!tip] Title`: quotes to Markdown. mdBook reads
//! GitHub's five kinds, without a title.

use crate::material::kinds::is_name;
use std::fmt::Write as _;

/// The first line of a callout.
#[derive(Debug, PartialEq, Eq)]
pub struct QuoteCallout<'t> {
    /// Its kind, as it is written.
    pub kind: &'t str,
    /// The classes behind it, as in `[!tip | inline | end]`.
    pub classes: Vec<&'t str>,
    /// Whether it can be folded, and then whether it is open at first.
    pub fold: Option<bool>,
    /// Its title; empty where it has none.
    pub title: &'t str,
}

impl<'t> QuoteCallout<'t> {
    /// Reads a line without the quote's marker.
    pub fn of(line: &'t str) -> Option<QuoteCallout<'t>> {
        let (inside, behind) = line.strip_prefix("[!")?.split_once(']')?;
        let mut words = inside.split('|').map(str::trim);
        let kind = words.next().filter(|kind| is_name(kind))?;
        let classes: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let (fold, title) = match behind.as_bytes().first() {
            Some(b'-') => (Some(false), &behind[1..]),
            Some(b'+') => (Some(true), &behind[1..]),
            // A link, an image, a definition.
            Some(b'(' | b'[' | b':') => return None,
            _ => (None, behind),
        };
        let title = title.trim();
        let is_callout = classes.iter().all(|class| is_name(class));
        is_callout.then_some(QuoteCallout {
            kind,
            classes,
            fold,
            title,
        })
    }

    /// The header of the same box as Material has it.
    pub fn header(&self) -> String {
        let marker = match self.fold {
            None => "!!!",
            Some(false) => "???",
            Some(true) => "???+",
        };
        let mut header = format!("{marker} {}", self.kind.to_lowercase());
        for class in &self.classes {
            header.push(' ');
            header.push_str(class);
        }
        if !self.title.is_empty() {
            let _ = write!(header, " \"{}\"", self.title);
        }
        header
    }
}

#[cfg(test)]
mod tests {
    use super::QuoteCallout;

    #[test]
    fn headers() {
        for (line, expected) in [
            ("[!tip]", Some("!!! tip")),
            ("[!Tip] Here's one", Some("!!! tip \"Here's one\"")),
            ("[!danger]- Click", Some("??? danger \"Click\"")),
            ("[!note]+", Some("???+ note")),
            (
                "[!warning | inline | end] W",
                Some("!!! warning inline end \"W\""),
            ),
            ("[!x](y)", None),
            ("[!x]: y", None),
            ("[!two words]", None),
            ("[!]", None),
            ("[x]", None),
        ] {
            let found = QuoteCallout::of(line).map(|it| it.header());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
