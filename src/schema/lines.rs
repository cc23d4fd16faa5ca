//! The frontmatter of a template, key by key from its text: it is rarely the YAML it looks like.

use crate::schema::placeholders;
use std::ops::Range;

/// A key at the beginning of a line and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The key.
    pub key: &'t str,
    /// Its bytes.
    pub key_span: Range<usize>,
    /// What stands behind its colon, without the comment; may be empty.
    pub value: &'t str,
    /// The bytes of that.
    pub value_span: Range<usize>,
    /// The comment at the line's end.
    pub comment: &'t str,
    /// The comments alone above it, as one text.
    pub above: String,
    /// What is addressed to this tool at its line's end or above it, each with where it begins.
    pub annotations: Vec<(usize, &'t str)>,
    /// The indented lines and items below it, without comments, each with where it begins.
    pub below: Vec<(usize, &'t str)>,
}

/// What a block holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines<'t> {
    /// Its keys in order.
    pub entries: Vec<Entry<'t>>,
    /// The bytes of lines that are no key, item or comment.
    pub strange: Vec<Range<usize>>,
}

/// Reads a block of keys; spans are moved by `base`.
pub fn read(block: &str, base: usize) -> Lines<'_> {
    read_lines(with_starts(block, base))
}

/// The same from lines and where they begin. All may be indented.
pub fn read_lines<'t>(lines: impl IntoIterator<Item = (usize, &'t str)>) -> Lines<'t> {
    let mut found = Lines::default();
    let mut above = String::new();
    let mut annotations = Vec::new();
    let mut indent = None;
    for (start, line) in lines {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        if bare.trim_end().is_empty() {
            above.clear();
            continue;
        }
        let outer = *indent.get_or_insert(depth);
        if depth <= outer && bare.starts_with('#') {
            let comment = bare.trim_start_matches('#').trim();
            if let Some(body) = annotation(comment) {
                annotations.push((
                    start + (body.as_ptr() as usize - line.as_ptr() as usize),
                    body,
                ));
                continue;
            }
            if !above.is_empty() {
                above.push(' ');
            }
            above.push_str(comment);
            continue;
        }
        let is_below = depth > outer || bare.starts_with("- ") || bare.trim_end() == "-";
        match found.entries.last_mut() {
            Some(entry) if is_below => {
                let (line, _) = without_comment(line);
                if !line.trim().is_empty() {
                    entry.below.push((start, line));
                }
            }
            _ => match key(bare) {
                Some(key) => {
                    let key_at = start + depth;
                    let rest = &bare[key.len()..];
                    let rest = rest.trim_start().strip_prefix(':').unwrap_or("");
                    let (value, mut comment) = without_comment(rest);
                    if let Some(body) = annotation(comment) {
                        let at = start + (body.as_ptr() as usize - line.as_ptr() as usize);
                        annotations.push((at, body));
                        comment = "";
                    }
                    let value = value.trim();
                    let at = start + (value.as_ptr() as usize - line.as_ptr() as usize);
                    found.entries.push(Entry {
                        key,
                        key_span: key_at..key_at + key.len(),
                        value,
                        value_span: at..at + value.len(),
                        comment,
                        above: std::mem::take(&mut above),
                        annotations: std::mem::take(&mut annotations),
                        below: Vec::new(),
                    });
                }
                None => found.strange.push(start..start + line.trim_end().len()),
            },
        }
    }
    found
}

/// What a comment says to this tool.
fn annotation(comment: &str) -> Option<&str> {
    let body = comment.strip_prefix("patterns:")?;
    (!body.trim_start().starts_with("allow")).then(|| body.trim())
}

/// The lines of a block with where they begin.
pub fn with_starts(block: &str, base: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = base;
    block.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let bound = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']);
    let fits = key.starts_with(char::is_alphabetic) && key.chars().all(is_word);
    (fits && bound && key.len() <= 80).then_some(key)
}

/// A value and the comment behind it. What stands in quotes or in a placeholder begins no comment.
fn without_comment(line: &str) -> (&str, &str) {
    if !line.contains('#') {
        return (line, "");
    }
    let held = placeholders::find(line);
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if !before.is_alphanumeric() => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('#', None)
                if before.is_whitespace() && !held.iter().any(|span| span.contains(&at)) =>
            {
                return (&line[..at], line[at + 1..].trim());
            }
            _ => {}
        }
        before = c;
    }
    (line, "")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn keys_values_comments_and_what_stands_below() {
        let block = "# one\n# two\nstatus: \"{a | b\"\n\ndate: {YYYY #x}  # when\nlist: # why - \"x\"\n  - TBD\n- more\nodd line\n";
        let lines = read(block, 10);
        let [status, date, list] = lines.entries.as_slice() else {
            panic!("{lines:#?}");
        };
        assert_eq!(
            (status.key, status.value, status.above.as_str()),
            ("status", "\"{a | b\"", "one two")
        );
        assert_eq!(
            (date.value, date.comment, date.above.as_str()),
            ("{YYYY #x}", "when", "")
        );
        assert_eq!(
            (list.value, list.comment, list.below.len()),
            ("", "why - \"x\"", 2)
        );
        assert_eq!(
            &block[lines.strange[0].start - 10..lines.strange[0].end - 10],
            "odd line"
        );
        assert_eq!(
            &block[date.value_span.start - 10..date.value_span.end - 10],
            "{YYYY #x}"
        );
    }
}
