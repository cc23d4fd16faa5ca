//! How the import knows a file that it wrote, and whether somebody has changed it since.

use crate::text::hash::fnv1a;

/// How a file's comments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `# …`
    Toml,
    /// `<!-- … -->`
    Markdown,
    /// `/* … */`
    Css,
}

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The import wrote it, and it is as it was.
    Import,
    /// The import wrote it, and somebody has changed it since.
    Changed,
    /// The import did not write it.
    Author,
}

const WORDS: &str = "Written by `mdbook-patterns import`, which writes it anew as long as nobody else changes it. Fingerprint: ";

/// A text with the mark as its first line.
pub fn sign(text: &str, style: Style) -> String {
    let (open, close) = match style {
        Style::Toml => ("# ", ""),
        Style::Markdown => ("<!-- ", " -->"),
        Style::Css => ("/* ", " */"),
    };
    format!("{open}{WORDS}{:016x}{close}\n{text}", fingerprint(text))
}

/// Whose a text is.
pub fn owner(text: &str) -> Owner {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some((_, mark)) = first.split_once(WORDS) else {
        return Owner::Author;
    };
    let mark = mark
        .get(..16)
        .and_then(|mark| u64::from_str_radix(mark, 16).ok());
    if mark == Some(fingerprint(rest)) {
        Owner::Import
    } else {
        Owner::Changed
    }
}

/// Line breaks do not count: git may turn them.
fn fingerprint(text: &str) -> u64 {
    let mut lines: Vec<&str> = text.lines().collect();
    while lines.last() == Some(&"") {
        lines.pop();
    }
    fnv1a(&lines)
}

#[cfg(test)]
mod tests {
    use super::{Owner, Style, owner, sign};

    #[test]
    fn changes_show() {
        let text = sign("a = 1\n", Style::Toml);
        assert_eq!(owner(&text), Owner::Import);
        assert_eq!(owner(&text.replace('\n', "\r\n")), Owner::Import);
        assert_eq!(owner(&text.replace('1', "2")), Owner::Changed);
        assert_eq!(owner("a = 1\n"), Owner::Author);
        assert_eq!(owner(""), Owner::Author);
    }
}
