//! The signs that open and close a block of code.

/// Which sign of a fence a line begins with, and how many.
pub fn run(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = line.len() - line.trim_start_matches(mark).len();
    (len >= 3).then_some((mark, len))
}
