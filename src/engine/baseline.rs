//! Known violations of an existing library: only new ones fail, and those that get worse.
//!
//! One line each, `file<TAB>rule<TAB>underlined text`, sorted, as often as it
//! occurs. Where several things are wrong, there is a line for each, `<TAB>+ name`
//! at its end; a measure stands there as `<TAB>= value`. No line numbers, so that it
//! survives lines moving; no context, so that two branches merge line by line.

use crate::diagnostic::Extent;
use crate::diagnostic::located::Located;
use crate::text::maps::HashMap;
use crate::text::suggest::and_list;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::Hash;

const HEADER: &str = concat!(
    "# Known violations; mdbook-patterns fails on new ones, and on those that get worse.\n",
    "# Written by `mdbook-patterns check --write-baseline`: file, rule, underlined text, and how much is wrong.\n"
);

/// How the file begins, whichever version wrote it.
const MARK: &str = "# Known violations";

/// The longest text that a line holds, in characters.
const MAX_TEXT: usize = 120;

/// What is known of a file, as often as it is there: many of it may be the same.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By rule and text: whatever is wrong there is known.
    whole: HashMap<(String, String), usize>,
    /// By rule and name: one of several things. What is missing has no place of its own, and is told at a
    /// text that may change.
    parts: HashMap<(String, String), usize>,
    /// By rule and text.
    measures: HashMap<(String, String), BTreeMap<Measure, usize>>,
    /// How many they are.
    len: usize,
}

/// A finite number in its order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measure(f64);

impl Measure {
    /// Zero has one sign.
    fn of(value: f64) -> Measure {
        Measure(value + 0.0)
    }
}

impl Eq for Measure {}

impl Ord for Measure {
    fn cmp(&self, other: &Measure) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Measure) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All known violations, by file.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    files: HashMap<String, Known>,
}

impl Baseline {
    /// Reads a baseline; the error names the line.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let mut baseline = Baseline::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.splitn(3, '\t');
            let (Some(file), Some(rule), Some(text)) =
                (fields.next(), fields.next(), fields.next())
            else {
                return Err(format!(
                    "line {} is not `file<TAB>rule<TAB>text`",
                    index + 1
                ));
            };
            let known = baseline.files.entry(file.to_owned()).or_default();
            if !known.add(rule, text) {
                return Err(format!(
                    "line {} does not end in `+ name` or `= number`",
                    index + 1
                ));
            }
        }
        Ok(baseline)
    }

    /// What is known of a file, to be used up.
    pub fn of(&self, file: &str) -> Known {
        self.files.get(&in_line(file)).cloned().unwrap_or_default()
    }

    /// How many violations it holds.
    pub fn len(&self) -> usize {
        self.files.values().map(|known| known.len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Known {
    /// Adds what a line holds behind its file; whether it could be read.
    fn add(&mut self, rule: &str, rest: &str) -> bool {
        let key = |text: &str| (rule.to_owned(), text.trim_end().to_owned());
        match rest.rsplit_once('\t') {
            None => *self.whole.entry(key(rest)).or_default() += 1,
            Some((text, end)) => {
                let end = end.trim_end();
                let number = || {
                    end.strip_prefix("= ")?
                        .parse()
                        .ok()
                        .filter(|it: &f64| it.is_finite())
                };
                if let Some(name) = end.strip_prefix("+ ") {
                    *self.parts.entry(key(name)).or_default() += 1;
                } else if let Some(value) = number() {
                    let measures = self.measures.entry(key(text)).or_default();
                    *measures.entry(Measure::of(value)).or_default() += 1;
                } else {
                    return false;
                }
            }
        }
        self.len += 1;
        true
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Uses up one of them.
fn take<K: Hash + Eq>(counts: &mut HashMap<K, usize>, key: &K) -> bool {
    let count = counts.get_mut(key).filter(|count| **count > 0);
    count.map(|count| *count -= 1).is_some()
}

/// How many entries a violation used up, and what to say of it where it is new or worse than known.
pub struct Use {
    /// So many entries.
    pub entries: usize,
    /// Whether all that is wrong is known.
    pub is_known: bool,
    /// What is new about it, to be said as a help.
    pub news: Option<String>,
}

impl Use {
    const NOTHING: Use = Use {
        entries: 0,
        is_known: false,
        news: None,
    };
}

impl Known {
    /// Uses up what is known of several things.
    fn use_parts(&mut self, rule: &str, names: &[String]) -> Use {
        let is_new = |name: &&str| !take(&mut self.parts, &(rule.to_owned(), folded(name)));
        let new: Vec<&str> = names.iter().map(String::as_str).filter(is_new).collect();
        let used = names.len() - new.len();
        Use {
            entries: used,
            is_known: new.is_empty(),
            news: (used > 0 && !new.is_empty())
                .then(|| format!("the baseline knows the rest; new: {}", and_list(&new))),
        }
    }

    /// Uses up the known measure that comes nearest: one that is as bad, where there is one.
    fn use_measure(&mut self, key: &(String, String), value: f64, more_is_worse: bool) -> Use {
        let Some(measures) = self.measures.get_mut(key) else {
            return Use::NOTHING;
        };
        let value = Measure::of(shown(value));
        let (covering, worst) = if more_is_worse {
            (measures.range(value..).next(), measures.last_key_value())
        } else {
            let covering = measures.range(..=value).next_back();
            (covering, measures.first_key_value())
        };
        let is_worse = covering.is_none();
        let Some((&known, _)) = covering.or(worst) else {
            return Use::NOTHING;
        };
        if let Some(count) = measures.get_mut(&known) {
            *count -= 1;
            if *count == 0 {
                measures.remove(&known);
            }
        }
        let known = known.0;
        Use {
            entries: 1,
            is_known: !is_worse,
            news: is_worse.then(|| format!("it has become worse: the baseline has {known}")),
        }
    }
}

/// Holds a violation against what is known, and uses that up.
pub fn use_up(known: &mut Known, located: &Located) -> Use {
    let key = key(located);
    // A line of an older baseline covers whatever is wrong.
    let found = if take(&mut known.whole, &key) {
        Use {
            entries: 1,
            is_known: true,
            news: None,
        }
    } else {
        let key = || (key.0.clone(), kept(&key.1, &located.extent));
        match &located.extent {
            Extent::Whole => Use::NOTHING,
            Extent::Parts(names) => known.use_parts(located.rule, names),
            Extent::More(value) => known.use_measure(&key(), *value, true),
            Extent::Less(value) => known.use_measure(&key(), *value, false),
        }
    };
    known.len -= found.entries;
    found
}

/// A measure as a baseline holds it.
fn shown(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A name on its line.
fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").chars().take(MAX_TEXT).collect()
}

/// What is kept of the underlined text: where something is measured, its numbers change with the
/// measure, and so may its end.
fn kept(text: &str, extent: &Extent) -> String {
    const MOST: usize = 12;
    if !matches!(extent, Extent::More(_) | Extent::Less(_)) {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars().take(MOST) {
        match c.is_ascii_digit() {
            true if kept.ends_with('#') => {}
            true => kept.push('#'),
            false => kept.push(c),
        }
    }
    kept.trim_end().to_owned()
}

/// Whether a new baseline may take the place of this text: an older one, or nothing.
pub fn may_replace(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.is_empty() || text.starts_with(MARK)
}

/// A file's name as a line of a baseline can hold it: neither an end of a field, nor a comment.
fn in_line(file: &str) -> String {
    let file = file.replace(char::is_control, "\u{fffd}");
    if file.starts_with('#') {
        format!("./{file}")
    } else {
        file
    }
}

/// The text of a baseline that holds these diagnostics.
pub fn write(diagnostics: &[Located]) -> String {
    let mut lines: Vec<String> = Vec::with_capacity(diagnostics.len());
    for located in diagnostics {
        let (rule, text) = key(located);
        let text = kept(&text, &located.extent);
        let line = format!("{}\t{rule}\t{text}", in_line(located.file()));
        match &located.extent {
            Extent::Whole => lines.push(line + "\n"),
            Extent::Parts(names) => {
                let parts = names
                    .iter()
                    .map(|name| format!("{line}\t+ {}\n", folded(name)));
                lines.extend(parts);
            }
            Extent::More(value) | Extent::Less(value) => {
                lines.push(format!("{line}\t= {}\n", shown(*value)));
            }
        }
    }
    lines.sort();
    HEADER.to_owned() + &lines.concat()
}

/// Of a span of more lines than this only the first one counts, even if it is blank.
const MAX_LINES: usize = 4;

/// The rule, and the first underlined line with white space folded.
pub fn key(located: &Located) -> (String, String) {
    let file = &located.place.file;
    let mut span = file.local(located.place.span);
    if file.lines().touched(span.clone()).len() > MAX_LINES {
        span = file.first_line(span);
    }
    let underlined = file.text()[span].trim_start();
    let mut text = String::new();
    // No more is looked at than is kept: many diagnostics may stand on one long line.
    let mut left = MAX_TEXT;
    for word in first_line(underlined).split_whitespace() {
        let space = if text.is_empty() { "" } else { " " };
        for c in space.chars().chain(word.chars()).take(left) {
            text.push(c);
            left -= 1;
        }
        if left == 0 {
            break;
        }
    }
    (located.rule.to_owned(), text.trim_end().to_owned())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    #[test]
    fn lines_are_counted_and_broken_ones_named() {
        let baseline =
            Baseline::parse("# x\nsrc/a.md\tcode-share\t# A\nsrc/a.md\tcode-share\t# A\r\n")
                .unwrap();
        assert_eq!(baseline.len(), 2);
        assert_eq!(baseline.of("src/a.md").whole.len(), 1);
        assert_eq!(
            Baseline::parse("\nno tabs\n").unwrap_err(),
            "line 2 is not `file<TAB>rule<TAB>text`"
        );
    }
}
