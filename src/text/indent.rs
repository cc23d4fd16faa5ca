//! The start of lines inside lists and quotes: quote markers and columns.

/// Whether a text holds nothing but markers of lists, definitions and quotes and blank space.
pub fn is_prefix(before: &str) -> bool {
    before.chars().all(begins_lines)
}

fn begins_lines(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')' | ':') || c.is_ascii_digit()
}

/// What stands before the byte `at` on its line, where that holds nothing but markers of lists, definitions
/// and quotes and blank space. No more is looked at, so that it can be asked often of one line.
pub fn prefix(text: &str, at: usize) -> Option<&str> {
    let before = &text[..at];
    let above = before.trim_end_matches(begins_lines);
    let begins_line = above.is_empty() || above.ends_with('\n');
    begins_line.then(|| &before[above.len()..])
}

/// What the lines below `before` begin with: its list markers as spaces.
pub fn continuation(before: &str) -> String {
    before
        .chars()
        .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' })
        .collect()
}

/// The columns that `before` takes behind its quote markers.
pub fn columns_behind_quotes(before: &str) -> usize {
    let behind = before.rfind('>').map_or(before, |at| {
        let rest = &before[at + 1..];
        rest.strip_prefix(' ').unwrap_or(rest)
    });
    columns(behind)
}

/// Where the line that holds the byte `at` begins.
pub fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |found| found + 1)
}

/// Where the line that holds the byte `at` ends, its line break aside.
pub fn line_end(text: &str, at: usize) -> usize {
    at + memchr::memchr(b'\n', &text.as_bytes()[at..]).unwrap_or(text.len() - at)
}

/// What follows `count` quote markers of a line, or `None` where it has fewer.
pub fn strip_quotes(line: &str, count: usize) -> Option<&str> {
    let mut rest = line;
    for _ in 0..count {
        rest = rest.trim_start_matches([' ', '\t']).strip_prefix('>')?;
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    Some(rest)
}

/// The width of a text in columns, tab stops every four.
pub fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, c| {
        if c == '\t' {
            column / 4 * 4 + 4
        } else {
            column + 1
        }
    })
}

/// The width of the blank space that a line begins with, in columns.
pub fn leading_columns(line: &str) -> usize {
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    columns(&line[..blank])
}

/// The bytes that the first `count` columns of blank space take; a tab is taken whole.
pub fn skip_columns(line: &str, count: usize) -> usize {
    let mut column = 0;
    for (at, c) in line.char_indices() {
        if column >= count {
            return at;
        }
        match c {
            ' ' => column += 1,
            '\t' => column = column / 4 * 4 + 4,
            _ => return at,
        }
    }
    line.len()
}
