//! Snippets, `--8<-- "file"`: their lines, as the extension `pymdownx.snippets` reads them.

use super::parts::{section_mark, target};
use std::ops::Range;

/// What is done with a line that is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// The line is replaced by a file or a part of it.
    File {
        line: Range<usize>,
        /// What the line begins with; all lines of the file do then.
        indent: &'t str,
        name: &'t str,
    },
    /// These bytes go.
    Gone(Range<usize>),
}

impl Piece<'_> {
    pub(super) fn span(&self) -> &Range<usize> {
        match self {
            Piece::File { line: span, .. } | Piece::Gone(span) => span,
        }
    }
}

/// Whether a text can hold anything of it.
pub(super) fn may_hold(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"8<-").is_some()
}

/// A line with a marker.
enum Marked<'t> {
    /// `--8<-- "file"`
    Inline(&'t str),
    /// `--8<--`
    Block,
}

/// Of a block, the names that are looked for to tell it from text.
const MOST_NAMES: usize = 100;

/// What begins with `--8<--`: a block, or text.
struct Block<'t> {
    start: Range<usize>,
    names: Vec<&'t str>,
    /// What its lines are in a block.
    lines: Vec<Piece<'t>>,
    /// What they are in text.
    plain: Vec<Piece<'t>>,
}

impl<'t> Block<'t> {
    /// What its lines are; `end` is the marker that closes it.
    fn pieces(self, end: Option<Range<usize>>, exists: impl FnMut(&str) -> bool) -> Vec<Piece<'t>> {
        let of_paths = !self.lines.is_empty() && self.names.iter().all(|name| is_path(name));
        let names = self.names.iter().take(MOST_NAMES);
        let leads = || names.map(|name| target(name).file).any(exists);
        // One that does not end goes on to the end of the page.
        let is_block = match end {
            Some(_) => of_paths || leads(),
            None => of_paths && leads(),
        };
        if !is_block {
            return self.plain;
        }
        let mut pieces = vec![Piece::Gone(self.start)];
        pieces.extend(self.lines);
        pieces.extend(end.map(Piece::Gone));
        pieces
    }
}

/// The lines of `text` from the byte `from` on that stand for something else. `exists` says whether
/// a name of a block leads to a file; `sections` whether marks of sections go.
pub(super) fn pieces(
    text: &str,
    from: usize,
    sections: bool,
    mut exists: impl FnMut(&str) -> bool,
) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut block: Option<Block<'_>> = None;
    let mut at = from;
    for whole in text[from..].split_inclusive('\n') {
        let line = at..at + whole.trim_end_matches(['\r', '\n']).len();
        let with_break = at..at + whole.len();
        at += whole.len();
        let content = text[line.clone()].trim_matches([' ', '\t']);
        let indent = &whole[..whole.len() - whole.trim_start_matches([' ', '\t']).len()];
        let marked = marked(content);
        if let Some((0, Marked::Block)) = marked {
            let is_open = block.is_some();
            let before = found.len();
            if let Some(block) = block.take() {
                found.extend(block.pieces(Some(with_break.clone()), &mut exists));
            }
            // What closes no block may open one.
            let closes = is_open && found[before..].last().map(Piece::span) == Some(&with_break);
            block = (!closes).then(|| Block {
                start: with_break,
                names: Vec::new(),
                lines: Vec::new(),
                plain: Vec::new(),
            });
            continue;
        }
        let plain = match marked {
            Some((0, Marked::Inline(name))) if name.starts_with(';') => {
                Some(Piece::Gone(with_break.clone()))
            }
            Some((0, Marked::Inline(name))) => Some(Piece::File {
                line: line.clone(),
                indent,
                name,
            }),
            // The first semicolon goes.
            Some(_) => {
                let first = line.start + indent.len();
                Some(Piece::Gone(first..first + 1))
            }
            None if sections => mark_of_section(whole, line.clone(), with_break.clone()),
            None => None,
        };
        let Some(block) = &mut block else {
            found.extend(plain);
            continue;
        };
        match marked {
            Some((0, _)) => block.lines.push(Piece::Gone(with_break)),
            Some(_) => block.lines.extend(plain.clone()),
            None if content.is_empty() => {}
            None if content.starts_with(';') => block.lines.push(Piece::Gone(with_break)),
            None => {
                let name = content;
                block.names.push(name);
                block.lines.push(Piece::File { line, indent, name });
            }
        }
        block.plain.extend(plain);
    }
    if let Some(block) = block {
        found.extend(block.pieces(None, exists));
    }
    found
}

/// Whether a line of a block reads like a path, so that a file of that name is missed.
fn is_path(name: &str) -> bool {
    !name.contains([' ', '\t']) && name.contains(['.', '/'])
}

/// What a line without the blanks at its ends says, and how many semicolons stand before it.
fn marked(content: &str) -> Option<(usize, Marked<'_>)> {
    let bare = content.trim_start_matches(';');
    let escapes = content.len() - bare.len();
    let rest = behind_marker(bare)?;
    if rest.is_empty() {
        return Some((escapes, Marked::Block));
    }
    let quoted = rest.trim_start_matches([' ', '\t']);
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = quoted[1..].strip_suffix(quote)?;
    let is_one = !name.replace(&format!("\\{quote}"), "").contains(quote);
    let is_apart = quoted.len() < rest.len();
    let name = name.trim();
    (is_apart && is_one && !name.is_empty()).then_some((escapes, Marked::Inline(name)))
}

/// What stands behind the dashes, the `8<` and the dashes that a text begins with.
pub(super) fn behind_marker(text: &str) -> Option<&str> {
    let middle = text.trim_start_matches('-');
    let rest = middle.strip_prefix("8<")?;
    let behind = rest.trim_start_matches('-');
    (middle.len() < text.len() && behind.len() < rest.len()).then_some(behind)
}

/// What becomes of a line that holds nothing but a section's mark and what makes it a comment. A
/// line with words is text about such marks.
fn mark_of_section<'t>(
    whole: &str,
    line: Range<usize>,
    with_break: Range<usize>,
) -> Option<Piece<'t>> {
    let mark = section_mark(whole)?;
    if !mark.escapes.is_empty() {
        let first = line.start + mark.escapes.start;
        return Some(Piece::Gone(first..first + 1));
    }
    let around = [&whole[..mark.span.start], &whole[mark.span.end..]];
    let is_alone = |text: &str| !text.contains(|c: char| c.is_alphanumeric() || c == '`');
    (around.iter().all(|text| is_alone(text))).then_some(Piece::Gone(with_break))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_snippets_are_told_from_text() {
        let kinds = |text: &str| -> Vec<String> {
            let exists = |name: &str| name.starts_with("there");
            let pieces = pieces(text, 0, true, exists).into_iter();
            pieces
                .map(|piece| match piece {
                    Piece::File { name, .. } => format!("file {name}"),
                    Piece::Gone(span) => format!("gone {:?}", &text[span]),
                })
                .collect()
        };
        for (text, expected) in [
            ("a\n  --8<-- \"x y.md\"  \nb", vec!["file x y.md"]),
            ("-8<- 'x.md:2'", vec!["file x.md:2"]),
            (
                "--8<-- \"; x.md\"\n",
                vec!["gone \"--8<-- \\\"; x.md\\\"\\n\""],
            ),
            (" ;;--8<-- \"x\"", vec!["gone \";\""]),
            (
                "`--8<-- \"x\"`\na --8<-- \"x\"\n--8<--\"x\"\n--8<-- x",
                vec![],
            ),
            ("--8<-- \"a\" \"b\"", vec![]),
            (
                "--8<--\na.md\n; b.md\n\n--8<--\n",
                vec![
                    "gone \"--8<--\\n\"",
                    "file a.md",
                    "gone \"; b.md\\n\"",
                    "gone \"--8<--\\n\"",
                ],
            ),
            ("-----8<-----\nSome words.\n-----8<-----\n", vec![]),
            ("--8<--\na.md\n", vec![]),
            (
                "--8<--\nthere.md",
                vec!["gone \"--8<--\\n\"", "file there.md"],
            ),
            ("--8<--\na.md\nand b\n", vec![]),
            ("--8<--\n--8<--\n", vec![]),
            (
                "--8<--\nwords\n--8<-- 'x'\n--8<--\nthere\n--8<--",
                vec![
                    "file x",
                    "gone \"--8<--\\n\"",
                    "file there",
                    "gone \"--8<--\"",
                ],
            ),
            (
                "--8<--\nthere\nand here\n--8<--",
                vec![
                    "gone \"--8<--\\n\"",
                    "file there",
                    "file and here",
                    "gone \"--8<--\"",
                ],
            ),
            (
                "<!-- --8<-- [start:a] -->\nb",
                vec!["gone \"<!-- --8<-- [start:a] -->\\n\""],
            ),
            ("# ;--8<-- [ End : a ]", vec!["gone \";\""]),
            ("Mark it with `--8<-- [start:a]`.", vec![]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
