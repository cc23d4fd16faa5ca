//! Markers: `{{#patterns …}}` outside of code, where a page about the library as a whole begins.

use crate::page::{Kind, Page};
use crate::text::span::{Out, Span, Text};

/// How a marker begins.
pub const OPEN: &str = "{{#patterns";

/// A marker on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker<'p> {
    /// Its bytes in the text that is rendered, the braces included.
    pub out: Span<Out>,
    /// Its bytes in the page's text.
    pub span: Span<Text>,
    /// What stands between `{{#patterns` and its end.
    pub text: &'p str,
    /// Where it stands.
    pub place: Place,
    /// Whether it is closed on its line.
    pub closed: bool,
    /// How many markers that list pages stand before it on its page.
    pub lists: usize,
}

impl Marker<'_> {
    /// What it stands for, and the bytes of its text that say so.
    pub fn name(&self) -> (&str, std::ops::Range<usize>) {
        let start = self.text.len() - self.text.trim_start().len();
        let rest = &self.text[start..];
        let is_name = |c: char| c.is_alphanumeric() || c == '-';
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        (&rest[..end], start..start + end)
    }
}

/// What stands for a number, also in running text.
pub const COUNT: &str = "count";

/// Where a marker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a line of its own.
    Line,
    /// In running text, a heading or a cell.
    Text,
    /// In a list or a quote, alone on its line.
    Inside,
}

/// Whether a text may hold a marker.
pub fn may_stand_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), OPEN.as_bytes()).is_some()
}

/// All markers of a page, in order.
pub fn all<'p>(page: &'p Page<'_>) -> Vec<Marker<'p>> {
    let text = page.unfolded();
    let mut found = Vec::new();
    let mut behind = 0;
    let mut lists = 0;
    for (at, _) in text.match_indices(OPEN) {
        let rest = &text[at + OPEN.len()..];
        if at < behind
            || text[..at].ends_with('\\')
            || !rest.starts_with([' ', '\t', '}', '\n', '\r'])
        {
            continue;
        }
        let Some(place) = place(page, at) else {
            continue;
        };
        let length = closing(rest);
        let inside = &rest[..length.unwrap_or_else(|| unclosed(rest))];
        let end = at + OPEN.len() + inside.len() + length.map_or(0, |_| 2);
        behind = end;
        let alone = is_alone(text, at..end);
        let out = Span::<Out>::new(at..end);
        let start = page.source_range(Span::new(at..at + 1)).start;
        if page.escaped.contains(&start) {
            continue;
        }
        found.push(Marker {
            out,
            span: page.source_range(out),
            text: inside,
            place: if alone || place == Place::Text {
                place
            } else {
                Place::Text
            },
            closed: length.is_some(),
            lists,
        });
        lists += usize::from(found.last().is_some_and(|it| it.name().0 != COUNT));
    }
    found
}

/// Whether nothing else stands on its line, but for the marks of lists and quotes.
fn is_alone(text: &str, marker: std::ops::Range<usize>) -> bool {
    let is_mark = |byte: u8| {
        matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')')
            || byte.is_ascii_digit()
    };
    let before = text.as_bytes()[..marker.start].iter().rev();
    let first = before.copied().find(|byte| !is_mark(*byte));
    let behind = text.as_bytes()[marker.end..].iter().copied();
    let next = behind
        .into_iter()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    first.is_none_or(|byte| byte == b'\n') && next.is_none_or(|byte| byte == b'\n')
}

/// Where a marker ends that nothing closes: at the end of its line, or where nobody looks further.
fn unclosed(rest: &str) -> usize {
    let mut end = MAX_BYTES.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let line = rest[..end].split(['\n', '\r']).next().unwrap_or("");
    line.trim_end().len()
}

/// A longer marker nobody wrote, and to look for the end of each takes time.
const MAX_BYTES: usize = 2000;

/// In what a byte of the unfolded text stands; `None` in code, HTML, and what nobody sees.
fn place(page: &Page<'_>, at: usize) -> Option<Place> {
    let before = page.nodes.partition_point(|node| node.out.start <= at);
    let mut index = before.checked_sub(1);
    let mut place = None;
    for _ in 0..MAX_DEPTH {
        let Some(node) = index.map(|index| &page.nodes[index]) else {
            return place;
        };
        if node.out.contains(at) {
            match node.kind {
                Kind::Code { .. } | Kind::InlineCode | Kind::Html | Kind::InlineHtml => {
                    return None;
                }
                Kind::Paragraph => place = Some(Place::Line),
                Kind::Item { .. } | Kind::Quote | Kind::Footnote | Kind::Definition => {
                    place = Some(Place::Inside);
                }
                Kind::Heading { .. } | Kind::TableCell | Kind::Title => return Some(Place::Text),
                _ => {}
            }
        }
        index = node.parent;
    }
    None
}

/// What stands deeper nobody wrote, and to ask it of each marker takes time.
const MAX_DEPTH: usize = 100;

/// Where, in the rest of a line, the two braces stand that close the marker: those that leave none
/// open, outside of strings.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 2_usize;
    let mut quote = None;
    let mut bytes = rest.bytes().enumerate().take(MAX_BYTES);
    while let Some((at, byte)) = bytes.next() {
        match (quote, byte) {
            (_, b'\n' | b'\r') => return None,
            (Some(b'"'), b'\\') => {
                bytes.next();
            }
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => {
                depth -= 1;
                if depth == 0 {
                    return rest[..at].ends_with('}').then(|| at - 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::closing;

    #[test]
    fn markers_end_where_no_brace_is_open() {
        for (line, inside) in [
            (" catalog}} and", Some(" catalog")),
            (
                " count where = { a = \"b\" }}}.",
                Some(" count where = { a = \"b\" }"),
            ),
            (
                " count where = { a = \"}}\" }}}",
                Some(" count where = { a = \"}}\" }"),
            ),
            (
                " count where = { a = \"\\\"}}\" } }}",
                Some(" count where = { a = \"\\\"}}\" } "),
            ),
            (" catalog", None),
            (" catalog}", None),
            (" a } }", None),
        ] {
            assert_eq!(closing(line).map(|end| &line[..end]), inside, "{line}");
        }
    }
}
