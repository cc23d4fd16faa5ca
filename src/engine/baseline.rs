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

const HEADER: &str = "# Known violations; mdbook-patterns fails on new ones, and on those that get worse.\n\
                      # Written by `mdbook-patterns check --write-baseline`: file, rule, underlined text, and how much is wrong.\n";

/// The longest text that a line holds, in characters.
const MAX_TEXT: usize = 120;

/// What is known of each rule at a text: as often as it is there, how much is wrong.
pub type Known = HashMap<(String, String), Vec<Entry>>;

/// What a line holds besides the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Nothing: whatever is wrong there is known.
    Whole,
    /// One of several things.
    Part(String),
    /// A measure.
    Measure(f64),
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
            let (text, entry) = match text.rsplit_once('\t') {
                Some((text, end)) => (text, entry(end.trim_end())),
                None => (text, Some(Entry::Whole)),
            };
            let Some(entry) = entry else {
                return Err(format!(
                    "line {} does not end in `+ name` or `= number`",
                    index + 1
                ));
            };
            let known = baseline.files.entry(file.to_owned()).or_default();
            let known = known.entry((rule.to_owned(), text.trim_end().to_owned()));
            known.or_default().push(entry);
        }
        Ok(baseline)
    }

    /// What is known of a file, to be used up.
    pub fn of(&self, file: &str) -> Known {
        self.files.get(file).cloned().unwrap_or_default()
    }

    /// How many violations it holds.
    pub fn len(&self) -> usize {
        let known = self.files.values().flat_map(HashMap::values);
        known.map(Vec::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn entry(text: &str) -> Option<Entry> {
    if let Some(name) = text.strip_prefix("+ ") {
        return Some(Entry::Part(name.to_owned()));
    }
    let value: f64 = text.strip_prefix("= ")?.parse().ok()?;
    value.is_finite().then_some(Entry::Measure(value))
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

/// Holds a violation against what is known, and uses that up.
pub fn use_up(known: &mut Known, located: &Located) -> Use {
    let nothing = Use {
        entries: 0,
        is_known: false,
        news: None,
    };
    let (rule, text) = key(located);
    // A line of an older baseline covers whatever is wrong.
    let whole = known.get_mut(&(rule.clone(), text.clone()));
    if let Some(entries) = whole
        && let Some(at) = entries.iter().position(|entry| *entry == Entry::Whole)
    {
        entries.remove(at);
        return Use {
            entries: 1,
            is_known: true,
            news: None,
        };
    }
    let key = (rule, kept(text, &located.extent));
    match &located.extent {
        Extent::Whole => nothing,
        Extent::Parts(names) => {
            let is_new = |name: &&str| !use_part(known, &key, name);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let new: Vec<&str> = names.iter().copied().filter(is_new).collect();
            let used = names.len() - new.len();
            Use {
                entries: used,
                is_known: new.is_empty(),
                news: (used > 0 && !new.is_empty())
                    .then(|| format!("the baseline knows the rest; new: {}", and_list(&new))),
            }
        }
        Extent::More(value) => {
            let entries = known.get_mut(&key);
            entries.map_or(nothing, |it| {
                measured(it, *value, |known| known >= shown(*value))
            })
        }
        Extent::Less(value) => {
            let entries = known.get_mut(&key);
            entries.map_or(nothing, |it| {
                measured(it, *value, |known| known <= shown(*value))
            })
        }
    }
}

/// Uses up one of several things, at its text, else at another one: what is missing has no place of
/// its own, and is told at a line that may change.
fn use_part(known: &mut Known, key: &(String, String), name: &str) -> bool {
    let part = Entry::Part(folded(name));
    let take = |entries: &mut Vec<Entry>| {
        let at = entries.iter().position(|entry| *entry == part);
        at.map(|at| entries.remove(at)).is_some()
    };
    known.get_mut(key).is_some_and(take)
        || known
            .iter_mut()
            .filter(|((rule, _), _)| *rule == key.0)
            .any(|(_, entries)| take(entries))
}

/// Uses up the known measure that comes nearest, if it is as bad as this one.
fn measured(entries: &mut Vec<Entry>, value: f64, covers: impl Fn(f64) -> bool) -> Use {
    let known = |entry: &Entry| match entry {
        Entry::Measure(known) => Some(*known),
        _ => None,
    };
    let measures = entries.iter().enumerate();
    let measures = measures.filter_map(|(at, entry)| Some((at, known(entry)?)));
    let nearest = |(at, known): (usize, f64)| (!covers(known), (known - value).abs(), at, known);
    let best = measures
        .map(nearest)
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let Some((is_worse, _, at, known)) = best else {
        return Use {
            entries: 0,
            is_known: false,
            news: None,
        };
    };
    entries.remove(at);
    Use {
        entries: 1,
        is_known: !is_worse,
        news: is_worse.then(|| format!("it has become worse: the baseline has {known}")),
    }
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
fn kept(text: String, extent: &Extent) -> String {
    const MOST: usize = 12;
    if !matches!(extent, Extent::More(_) | Extent::Less(_)) {
        return text;
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

/// The text of a baseline that holds these diagnostics.
pub fn write(diagnostics: &[Located]) -> String {
    let mut lines: Vec<String> = Vec::with_capacity(diagnostics.len());
    for located in diagnostics {
        let (rule, text) = key(located);
        let text = kept(text, &located.extent);
        let line = format!("{}\t{rule}\t{text}", located.file());
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
        assert_eq!(baseline.of("src/a.md").len(), 1);
        assert_eq!(
            Baseline::parse("\nno tabs\n").unwrap_err(),
            "line 2 is not `file<TAB>rule<TAB>text`"
        );
    }
}
