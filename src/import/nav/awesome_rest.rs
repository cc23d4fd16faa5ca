//! `...` of awesome-pages, and how it orders pages.

use crate::import::nav::glob::glob;
use crate::import::nav::natural_by_case;
use crate::import::value::Value;
use globset::GlobMatcher;
use regex::{Regex, RegexBuilder};
use std::cmp::Ordering;

/// A larger expression than this compiles to is none that anybody wrote, and there may be one on each line.
const LARGEST: usize = 1 << 16;

/// How pages are ordered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    descending: Option<bool>,
    natural: bool,
    by_title: bool,
    ignore_case: bool,
}

impl Order {
    /// Reads it from a mapping.
    pub(super) fn read(value: &Value) -> Order {
        let word = |key: &str| value.get(key).and_then(Value::text);
        Order {
            descending: word("order").map(|order| order == "desc"),
            natural: word("sort_type") == Some("natural"),
            by_title: word("order_by") == Some("title"),
            ignore_case: value.get("ignore_case").and_then(Value::boolean) == Some(true),
        }
    }

    /// The same, or what another says where this says nothing.
    pub(super) fn or(&self, other: &Order) -> Order {
        Order {
            descending: self.descending.or(other.descending),
            natural: self.natural || other.natural,
            by_title: self.by_title || other.by_title,
            ignore_case: self.ignore_case || other.ignore_case,
        }
    }

    /// Whether anything is said.
    pub(super) fn is_given(&self) -> bool {
        self.descending.is_some() || self.natural || self.by_title
    }

    /// Whether titles count, and no names.
    pub(super) fn is_by_title(&self) -> bool {
        self.by_title
    }

    /// What a name is sorted by.
    pub(super) fn key(&self, name: String) -> Key {
        Key {
            name: if self.ignore_case {
                name.to_lowercase()
            } else {
                name
            },
            natural: self.natural,
            descending: self.descending == Some(true),
        }
    }
}

/// A name that knows how it is ordered.
#[derive(PartialEq, Eq)]
pub(super) struct Key {
    name: String,
    natural: bool,
    descending: bool,
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        let order = if self.natural {
            natural_by_case(&self.name, &other.name)
        } else {
            self.name.cmp(&other.name)
        };
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `...`, `... | flat`, `... | glob`.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    flat: bool,
    /// `None` for all.
    pattern: Option<Pattern>,
}

#[derive(Debug, Clone)]
enum Pattern {
    Glob(GlobMatcher),
    /// Found anywhere in a path, as Python's `search` does.
    Regex(Regex),
    /// What takes linear time with no text, such as a look ahead, is not read.
    Unread,
}

impl Pattern {
    fn read(text: &str) -> Option<Pattern> {
        if let Some(text) = text.strip_prefix("regex=") {
            let regex = RegexBuilder::new(text).size_limit(LARGEST).build();
            return regex.ok().map(Pattern::Regex);
        }
        let text = text.strip_prefix("glob=").unwrap_or(text);
        glob(text).map(Pattern::Glob)
    }
}

impl Rest {
    /// Reads an entry; `None` where it is another one.
    pub(super) fn read(text: &str) -> Option<Rest> {
        let rest = text.strip_prefix("...")?.trim_start();
        let mut parts = rest.strip_prefix('|').unwrap_or(rest).trim();
        let mut flat = false;
        if let Some(behind) = parts.strip_prefix("flat")
            && (behind.trim_start().starts_with('|') || behind.trim().is_empty())
        {
            flat = true;
            parts = behind.trim_start().trim_start_matches('|').trim();
        }
        let pattern = match parts {
            "" => None,
            text => Some(Pattern::read(text).unwrap_or(Pattern::Unread)),
        };
        Some(Rest { flat, pattern })
    }

    /// Which of them takes a page: patterns come before `...`, and the first that matches.
    pub(super) fn that_takes(rests: &[Rest], path: &str) -> Option<usize> {
        let first = rests
            .iter()
            .position(|rest| rest.pattern.is_some() && rest.matches(path));
        first.or_else(|| rests.iter().position(Rest::is_all))
    }

    /// Whether it takes everything.
    pub(super) fn is_all(&self) -> bool {
        self.pattern.is_none()
    }

    /// Whether what it takes stands without its folders.
    pub(super) fn is_flat(&self) -> bool {
        self.flat
    }

    /// Whether its pattern is none that is read here.
    pub(super) fn is_unread(&self) -> bool {
        matches!(self.pattern, Some(Pattern::Unread))
    }

    fn matches(&self, path: &str) -> bool {
        match &self.pattern {
            None => true,
            Some(Pattern::Glob(glob)) => glob.is_match(path),
            Some(Pattern::Regex(regex)) => regex.is_match(path),
            Some(Pattern::Unread) => false,
        }
    }
}
