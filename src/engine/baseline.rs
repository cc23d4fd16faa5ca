//! Known violations of an existing library: only new ones fail.
//!
//! One line each, `file<TAB>rule<TAB>underlined text`, sorted, as often as it
//! occurs. No line numbers, so that it survives lines moving; no context, so
//! that two branches merge line by line.

use crate::diagnostic::located::Located;
use std::collections::HashMap;

const HEADER: &str = "# Known violations; mdbook-patterns fails on new ones only.\n\
                      # Written by `mdbook-patterns check --write-baseline FILE`: file, rule, underlined text.\n";

/// The longest text that a line holds, in characters.
const MAX_TEXT: usize = 120;

/// How often each rule is known to be broken at a text.
pub type Known = HashMap<(String, String), usize>;

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
            *known
                .entry((rule.to_owned(), text.trim_end().to_owned()))
                .or_default() += 1;
        }
        Ok(baseline)
    }

    /// What is known of a file, to be used up.
    pub fn of(&self, file: &str) -> Known {
        self.files.get(file).cloned().unwrap_or_default()
    }

    /// How many violations it holds.
    pub fn len(&self) -> usize {
        self.files.values().flat_map(HashMap::values).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Uses up one known violation; whether there was one.
pub fn use_up(known: &mut Known, located: &Located) -> bool {
    match known.get_mut(&key(located)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// The text of a baseline that holds these diagnostics.
pub fn write(diagnostics: &[Located]) -> String {
    let mut lines: Vec<String> = diagnostics
        .iter()
        .map(|located| {
            let (rule, text) = key(located);
            format!("{}\t{rule}\t{text}\n", located.file())
        })
        .collect();
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
