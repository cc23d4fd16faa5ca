//! What authors mistake in YAML, found by trying: the parser says where it gave up, not why.

use crate::text::edit::{self, Edit};
use std::ops::Range;

/// What is wrong, where, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The bytes of the YAML.
    pub at: Range<usize>,
    /// In the form of a diagnostic's message.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// So often the YAML is parsed to find out what is wrong with it.
const MOST_TRIALS: usize = 40;
/// So many lines above the place of an error are looked at.
const MOST_LINES: usize = 60;

/// The slip that explains an error at a byte: without it the parser comes further. `error` says where
/// the first error of a text is.
pub fn find(yaml: &str, at: usize, error: impl Fn(&str) -> Option<usize>) -> Option<Slip> {
    let all = lines(yaml);
    let own = all
        .partition_point(|line| line.end < at)
        .min(all.len().checked_sub(1)?);
    let first = own.saturating_sub(MOST_LINES);
    let mut trials = 0;
    // Nothing that is wrong is below the place where the parser gave up, but for the line behind it.
    for (index, line) in all.iter().enumerate().take(own + 2).skip(first).rev() {
        for guess in GUESSES {
            let above = index.checked_sub(1).map(|above| &yaml[all[above].clone()]);
            let Some((slip, edit)) = guess(yaml, line, above) else {
                continue;
            };
            trials += 1;
            if trials > MOST_TRIALS {
                return None;
            }
            let moved = edit.text.len() + line.end;
            let repaired = edit::apply(yaml, vec![edit]);
            if error(&repaired).is_none_or(|place| place > at.max(moved)) {
                return Some(slip);
            }
        }
    }
    None
}

/// The lines' bytes, without line breaks.
fn lines(yaml: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = yaml.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        at..at + line.trim_end_matches(['\n', '\r']).len()
    });
    ends.collect()
}

/// Looks at a line, with the one above it; the slip, and what would be right.
type Guess = fn(&str, &Range<usize>, Option<&str>) -> Option<(Slip, Edit)>;

const GUESSES: &[Guess] = &[
    tab,
    no_blank,
    look_alike,
    apostrophe,
    backslash,
    unclosed_quote,
    unclosed_bracket,
    no_colon,
    depth,
    quotes,
];

/// A line that begins with a tab.
fn tab(yaml: &str, line: &Range<usize>, above: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let blank = text.len() - text.trim_start_matches([' ', '\t']).len();
    let tab = text[..blank].find('\t')?;
    let slip = Slip {
        at: line.start + tab..line.start + tab + 1,
        message: "a tab stands where blanks are expected".to_owned(),
        help: "indent with blanks: YAML takes no tabs there".to_owned(),
    };
    let indent = above.map_or(0, |above| above.len() - above.trim_start_matches(' ').len());
    let new = " ".repeat(indent);
    Some((slip, Edit::replace(line.start..line.start + blank, new)))
}

/// The key of a line, its colon, and where the rest begins; relative to the line.
fn parts(text: &str) -> Option<(Range<usize>, usize)> {
    let start = text.len()
        - text
            .trim_start()
            .trim_start_matches("- ")
            .trim_start()
            .len();
    let key = text[start..].find(':')?;
    let name = &text[start..start + key];
    let is_key = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    is_key.then_some((start..start + key, start + key + 1))
}

/// The bytes of a line's value, or of the whole entry of a list.
fn value(text: &str) -> Range<usize> {
    let start = match parts(text) {
        Some((_, behind)) => behind,
        None => text.len() - text.trim_start().trim_start_matches("- ").len(),
    };
    let inner = &text[start..];
    let from = start + inner.len() - inner.trim_start().len();
    from..(from + inner.trim().len())
}

fn no_blank(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let (key, behind) = parts(text)?;
    if text[behind..].is_empty() || text[behind..].starts_with([' ', '\t']) {
        return None;
    }
    let at = line.start + behind;
    let slip = Slip {
        at: at - 1..at,
        message: "no blank stands behind the colon".to_owned(),
        help: format!("write `{}: {}`", &text[key], text[behind..].trim()),
    };
    Some((slip, Edit::insert(at, " ")))
}

/// Signs that look like others: with their names, and what YAML has instead.
const LOOK_ALIKES: &[(char, &str, &str)] = &[
    ('\u{a0}', "U+00A0, a no-break space,", " "),
    ('\u{2007}', "U+2007, a figure space,", " "),
    ('\u{202f}', "U+202F, a narrow no-break space,", " "),
    ('\u{3000}', "U+3000, a full-width space,", " "),
    ('\u{200b}', "U+200B, which has no width,", ""),
    ('\u{feff}', "U+FEFF, which has no width,", ""),
    ('：', "`：`, a full-width colon,", ": "),
    ('，', "`，`, a full-width comma,", ", "),
    ('“', "`“`, a curly quote,", "\""),
    ('”', "`”`, a curly quote,", "\""),
    ('‘', "`‘`, a curly quote,", "'"),
    ('’', "`’`, a curly quote,", "'"),
];

fn look_alike(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let (at, sign, name) = LOOK_ALIKES
        .iter()
        .filter_map(|(sign, name, _)| Some((text.find(*sign)?, *sign, *name)))
        .min_by_key(|(at, ..)| *at)?;
    let mut new = text.to_owned();
    for (sign, _, right) in LOOK_ALIKES {
        new = new.replace(*sign, right);
    }
    let slip = Slip {
        at: line.start + at..line.start + at + sign.len_utf8(),
        message: format!("{name} stands where YAML has another sign"),
        help: format!("write `{}`", new.trim()),
    };
    Some((slip, Edit::replace(line.clone(), new)))
}

fn apostrophe(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let value = value(text);
    let inner = text[value.clone()].strip_prefix('\'')?.strip_suffix('\'')?;
    let first = inner.find('\'')?;
    let doubled = format!("'{}'", inner.replace("''", "'").replace('\'', "''"));
    let at = line.start + value.start + 1 + first;
    let slip = Slip {
        at: at..at + 1,
        message: "an apostrophe ends the text in single quotes".to_owned(),
        help: format!(
            "write it twice, or use double quotes: `\"{}\"`",
            inner.replace("''", "'")
        ),
    };
    Some((
        slip,
        Edit::replace(line.start + value.start..line.start + value.end, doubled),
    ))
}

fn backslash(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let value = value(text);
    let inner = text[value.clone()].strip_prefix('"')?.strip_suffix('"')?;
    let first = inner.find('\\')?;
    let at = line.start + value.start + 1 + first;
    let slip = Slip {
        at: at..at + 1,
        message: "a backslash in double quotes begins an escape".to_owned(),
        help: format!("use single quotes: `'{}'`", inner.replace('\'', "''")),
    };
    let new = format!("'{}'", inner.replace('\'', "''"));
    Some((
        slip,
        Edit::replace(line.start + value.start..line.start + value.end, new),
    ))
}

fn unclosed_quote(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let value = value(text);
    let quote = text[value.clone()]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    if text[value.clone()].matches(quote).count() % 2 == 0 {
        return None;
    }
    let at = line.start + value.start;
    let slip = Slip {
        at: at..at + 1,
        message: "this quote is not closed".to_owned(),
        help: format!("write `{}{quote}`", &text[value.clone()]),
    };
    Some((
        slip,
        Edit::insert(line.start + value.end, quote.to_string()),
    ))
}

fn unclosed_bracket(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let value = value(text);
    let (open, close) = match text[value.clone()].chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    if text.matches(open).count() <= text.matches(close).count() {
        return None;
    }
    let at = line.start + value.start;
    let slip = Slip {
        at: at..at + 1,
        message: format!("this `{open}` is not closed"),
        help: format!(
            "write `{}{close}`; text that begins with `{open}` stands in quotes",
            &text[value.clone()]
        ),
    };
    Some((
        slip,
        Edit::insert(line.start + value.end, close.to_string()),
    ))
}

/// A line that is neither a field nor an entry.
fn no_colon(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let bare = text.trim();
    if bare.is_empty() || bare.contains(':') || bare.starts_with(['-', '#', '[', '{', '"', '\'']) {
        return None;
    }
    let start = line.start + text.len() - text.trim_start().len();
    let slip = Slip {
        at: start..start + bare.len(),
        message: "this line is no field: it has no colon".to_owned(),
        help: "write a field as `name: value`".to_owned(),
    };
    Some((slip, Edit::insert(start + bare.len(), ":")))
}

/// An entry or a key that begins in another column than the line above.
fn depth(yaml: &str, line: &Range<usize>, above: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let above = above?;
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let (own, other) = (indent(text), indent(above));
    if own == other || text.trim().is_empty() {
        return None;
    }
    let is_entry = text.trim_start().starts_with("- ");
    let what = if is_entry { "this entry" } else { "this line" };
    let how = if own > other {
        "further in than"
    } else {
        "further out than"
    };
    let slip = Slip {
        at: line.start + own..line.end,
        message: format!("{what} stands {how} the one above"),
        help: format!(
            "begin it in the same column: {other} blanks before `{}`",
            text.trim()
        ),
    };
    let blanks = " ".repeat(other);
    Some((slip, Edit::replace(line.start..line.start + own, blanks)))
}

/// A value that has to stand in quotes.
fn quotes(yaml: &str, line: &Range<usize>, _: Option<&str>) -> Option<(Slip, Edit)> {
    let text = &yaml[line.clone()];
    let value = value(text);
    let inner = &text[value.clone()];
    let first = inner.chars().next()?;
    let at = line.start + value.start;
    let (place, message) =
        if let Some(colon) = inner.find(": ").filter(|_| !matches!(first, '"' | '\'')) {
            let colon = at + colon;
            (
                colon..colon + 1,
                "a second `: ` stands in the value".to_owned(),
            )
        } else if matches!(
            first,
            '%' | '`' | '@' | '*' | '&' | '!' | '|' | '>' | '[' | '{' | ',' | '?'
        ) {
            (
                at..at + 1,
                match first {
                    '`' => "a value cannot begin with a backtick".to_owned(),
                    first => format!("a value cannot begin with `{first}`"),
                },
            )
        } else if matches!(first, '"' | '\'') {
            let closing = inner[1..].find(first)? + 2;
            let behind = at + closing;
            if behind >= line.start + value.end {
                return None;
            }
            (
                behind..line.start + value.end,
                "text stands behind the closing quote".to_owned(),
            )
        } else {
            return None;
        };
    let bare = inner.replace('\'', "''");
    let slip = Slip {
        at: place,
        message,
        help: format!("put the value in quotes: `'{bare}'`"),
    };
    Some((
        slip,
        Edit::replace(at..line.start + value.end, format!("'{bare}'")),
    ))
}
