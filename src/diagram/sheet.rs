//! The stylesheet of a drawing, as it is kept and as pages take it.
//!
//! Many drawings have the same rules, and a page needs each once. So they stay one text, of which pages
//! borrow: thousands of small texts would take longer to read than all else of a drawing.

use serde::{Deserialize, Serialize};
#[cfg(feature = "diagrams")]
use std::fmt::Write as _;

/// Between a rule's selectors: it can stand in none of them.
const SEPARATOR: char = '|';

/// Rules as `12 .a| .b>c{fill:red}`, one behind the other: the place in the stylesheet, selectors,
/// declarations.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(String);

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Where it stands in the stylesheet.
    pub place: usize,
    selectors: &'a str,
    /// Without a last semicolon.
    pub declarations: &'a str,
}

impl Rules {
    /// Adds a rule. Of its selectors, each begins with a space, a `>` or a `.` and leads from the
    /// drawing inward, or is empty for it itself.
    #[cfg(feature = "diagrams")]
    pub(super) fn push(&mut self, place: usize, selectors: &[String], declarations: &str) {
        let _ = write!(self.0, "{place}");
        for (at, selector) in selectors.iter().enumerate() {
            if at > 0 {
                self.0.push(SEPARATOR);
            }
            self.0.push_str(selector);
        }
        let _ = write!(self.0, "{{{declarations}}}");
    }

    /// All rules; `None` for what is none, as it may stand in what was read.
    pub fn iter(&self) -> impl Iterator<Item = Option<Rule<'_>>> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let Some((rule, behind)) = rest.split_once('}') else {
                rest = "";
                return Some(None);
            };
            rest = behind;
            Some(Rule::of(rule))
        })
    }
}

impl<'a> Rule<'a> {
    fn of(text: &'a str) -> Option<Rule<'a>> {
        let (head, declarations) = text.split_once('{')?;
        let digits = head.bytes().take_while(u8::is_ascii_digit).count();
        let (place, selectors) = head.split_at(digits);
        Some(Rule {
            place: place.parse().ok()?,
            selectors,
            declarations,
        })
    }

    /// Whom it is for; see [`Rules::push`].
    pub fn selectors(self) -> impl Iterator<Item = &'a str> {
        self.selectors.split(SEPARATOR)
    }
}

#[cfg(all(test, feature = "diagrams"))]
mod tests {
    use super::Rules;

    #[test]
    fn what_is_pushed_is_found_and_nothing_else_is_a_rule() {
        let mut rules = Rules::default();
        rules.push(
            3,
            &[String::new(), " .a>b".to_owned()],
            "fill:red;x:var(--y)",
        );
        rules.push(12, &[".c".to_owned()], "");
        let found: Vec<_> = rules.iter().map(Option::unwrap).collect();
        let places: Vec<usize> = found.iter().map(|rule| rule.place).collect();
        assert_eq!(places, [3, 12]);
        assert_eq!(found[0].selectors().collect::<Vec<_>>(), ["", " .a>b"]);
        assert_eq!(found[0].declarations, "fill:red;x:var(--y)");
        for text in ["3 .a{b", "3 .a", " .a{b}", "-3 .a{b}", "3 .a{b}c", "}"] {
            let rules = Rules(text.to_owned());
            assert!(rules.iter().any(|rule| rule.is_none()), "{text}");
        }
    }
}
