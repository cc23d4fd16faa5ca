//! Where mermaid.js 11 and our drawing library read the same source differently.
//!
//! What only mermaid.js rejects is rejected here; what only the library stumbles over is respelt
//! before it sees it. The verdicts were compared with mermaid.js 11.17 on some 1,400 diagrams.

use super::{Fault, hint};
use crate::text::edit::{self, Edit, OffsetMap};
use crate::text::html::{self, Item};
use std::ops::Range;

/// Signs in names of participants, of which the library makes arrows, and in labels, where it takes
/// them for the start of options. Whatever it is handed as these characters, which no text has, comes
/// back as these signs.
const SIGNS: [(char, char); 3] = [('/', '\u{fdd0}'), ('\\', '\u{fdd1}'), ('@', '\u{fdd6}')];
/// Where bold and italic text begin and end.
const BOLD: [char; 2] = ['\u{fdd2}', '\u{fdd3}'];
const ITALIC: [char; 2] = ['\u{fdd4}', '\u{fdd5}'];
/// Tags of HTML in labels that say how text looks, and those that are left out.
const BOLD_TAGS: &[&str] = &["b", "strong"];
const ITALIC_TAGS: &[&str] = &["em", "i"];
#[rustfmt::skip]
const OTHER_TAGS: &[&str] = &[
    "a", "big", "center", "code", "del", "div", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strike", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul",
];

/// What is wrong with a source that the library would accept.
pub fn rejected(source: &str) -> Option<Fault> {
    let kind = hint::kind(source);
    let check = match kind {
        "flowchart" | "graph" => flowchart_line,
        "sequenceDiagram" => sequence_line,
        "stateDiagram" | "stateDiagram-v2" => state_line,
        _ => return None,
    };
    // What stands above the kind is YAML, directives and comments.
    let mut start = hint::first_line(source).map_or(0, |(at, _)| at);
    let mut in_quotes = false;
    source[start..].split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        let begins_in_quotes = in_quotes;
        in_quotes ^= line.matches('"').count() % 2 == 1;
        // A label may have several lines, and a comment says anything.
        if begins_in_quotes || line.trim_start().starts_with("%%") {
            return None;
        }
        let bare = line.trim_end_matches(['\n', '\r']);
        let (span, message, help) = check(bare)?;
        Some(Fault {
            message: message.to_owned(),
            at: Some(at + span.start..at + span.end),
            help: Some(help.to_owned()),
            syntax: true,
            repair: None,
        })
    })
}

/// Where in a line something is wrong, what, and what to do.
type Found = (Range<usize>, &'static str, &'static str);

const DELETE: &str = "delete the blank space";

fn flowchart_line(line: &str) -> Option<Found> {
    let mut start = 0;
    for statement in statements(line) {
        let found = flowchart_statement(statement);
        if let Some((span, message, help)) = found {
            return Some((start + span.start..start + span.end, message, help));
        }
        start += statement.len() + 1;
    }
    let gap = gap_behind_label(line)?;
    let message = "more than one blank stands behind the label of an arrow";
    let help = "write one blank, or none, between `|` and the node";
    Some((gap, message, help))
}

/// A line without its semicolons outside of quotes.
fn statements(line: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
}

fn flowchart_statement(statement: &str) -> Option<Found> {
    let text = statement.trim_start();
    let start = statement.len() - text.len();
    let words = text.trim_end();
    if let Some(names) = words.strip_prefix("class ") {
        let blanks = names.bytes().filter(|byte| matches!(byte, b' ' | b'\t'));
        if blanks.count() > 1 {
            let from = start + words.len() - names.len();
            let message = "more than one blank stands in the names behind `class`";
            let help = "write the nodes with commas and no blanks, one blank, and the class: `class A,B name`";
            return Some((from..start + words.len(), message, help));
        }
    }
    let message = if words.len() == text.len() {
        return None;
    } else if words.starts_with("class ") {
        "blank space stands behind the class"
    } else if words.starts_with("click ") {
        "blank space stands behind the `click`"
    } else if words.starts_with("subgraph ") && words.ends_with(']') {
        "blank space stands behind the title of the `subgraph`"
    } else {
        return None;
    };
    let last = words.rfind([' ', '\t']).map_or(0, |at| at + 1);
    Some((start + last..statement.len(), message, DELETE))
}

/// Blanks, more than one, behind `-->|label|`.
fn gap_behind_label(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let (mut quoted, mut depth, mut label) = (false, 0usize, false);
    let mut arrow = false;
    for (at, byte) in bytes.iter().copied().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => continue,
            b'[' | b'(' | b'{' if !label => depth += 1,
            b']' | b')' | b'}' if !label => depth = depth.saturating_sub(1),
            b'|' if label => {
                label = false;
                let rest = &line[at + 1..];
                let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                if blanks > 1 {
                    return Some(at..at + 1 + blanks);
                }
            }
            b'|' if depth == 0 && arrow => label = true,
            _ => {}
        }
        // An arrow may end in a head, and blanks may follow it.
        arrow = match byte {
            b'-' | b'=' | b'.' | b'>' => true,
            b' ' | b'\t' | b'o' | b'x' => arrow,
            _ => false,
        };
    }
    None
}

fn sequence_line(line: &str) -> Option<Found> {
    const ARROWS: &[&str] = &["->>", "-->", "->", "-x", "-)", "--x", "--)"];
    let head = line.split(':').next().unwrap_or(line);
    let text = head.trim_start();
    let behind = if let Some(rest) = text.to_ascii_lowercase().strip_prefix("note over") {
        head.len() - rest.len()
    } else {
        let ends = ARROWS.iter().filter_map(|arrow| {
            let at = head.find(arrow)?;
            Some((at, at + arrow.len()))
        });
        // Of those that begin at the same place, the longest.
        ends.min_by_key(|(start, end)| (*start, usize::MAX - end))?
            .1
    };
    let rest = head[behind..].trim_start_matches([' ', '\t', '+', '-', '>']);
    let at = head.len() - rest.len();
    rest.starts_with(['/', '\\']).then(|| {
        (
            at..at + 1,
            "a participant that begins with a slash stands here",
            "give it a name: `participant Config as /etc/config`, and use that name",
        )
    })
}

fn state_line(line: &str) -> Option<Found> {
    let text = line.trim_start();
    let is_note = text.starts_with("note left of ") || text.starts_with("note right of ");
    let first = line.find(':').filter(|_| is_note)?;
    let note = line[first + 1..].split(';').next().unwrap_or("");
    let second = first + 1 + note.find(':')?;
    Some((
        second..second + 1,
        "a note on one line has a second colon",
        "write the note on lines of its own up to `end note`, or `#58;` for the colon",
    ))
}

/// A source as the library has to see it.
pub struct Respelt {
    /// Without blank space at the ends of lines, which mermaid.js does not mind.
    pub text: String,
    map: OffsetMap,
}

impl Respelt {
    /// Respells a source that is not [`rejected`].
    pub fn of(source: &str) -> Respelt {
        let kind = hint::kind(source);
        let mut edits: Vec<Edit> = Vec::new();
        let mut start = 0;
        for line in source.split_inclusive('\n') {
            let bare = line.trim_end();
            match kind {
                "sequenceDiagram" => slashes(bare, start, &mut edits),
                "flowchart" | "graph" => at_signs(bare, start, &mut edits),
                _ => {}
            }
            tags(bare, start, &mut edits);
            for (at, c) in bare.char_indices().filter(|(_, c)| is_mark(*c)) {
                edits.push(Edit::replace(
                    start + at..start + at + c.len_utf8(),
                    "\u{fffd}",
                ));
            }
            let end = start + line.len();
            let line_break = usize::from(line.ends_with('\n'));
            edits.push(Edit::delete(start + bare.len()..end - line_break));
            start = end;
        }
        edits.retain(|edit| !edit.span.is_empty());
        if !source.is_empty() && !source.ends_with('\n') {
            edits.push(Edit::insert(source.len(), "\n"));
        }
        edits.sort_by_key(|edit| edit.span.start);
        let (text, map) = edit::apply_mapped(source, &edits);
        Respelt { text, map }
    }

    /// A fault of the respelt text as one of the source.
    pub fn fault(&self, fault: Fault) -> Fault {
        Fault {
            message: plain(&fault.message),
            at: fault.at.map(|at| self.map.source_range(at)),
            help: fault.help.as_deref().map(plain),
            ..fault
        }
    }
}

/// Whether it is one of ours: no character, so no text of an author's loses anything.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdd6}')
}

/// The slashes before the colon of each statement that are part of no arrow.
fn slashes(line: &str, start: usize, edits: &mut Vec<Edit>) {
    let mut is_name = true;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            ':' => is_name = false,
            ';' => is_name = true,
            '/' | '\\' if is_name && !matches!(before, '-' | '|' | '>') => {
                edits.push(Edit::replace(start + at..start + at + 1, stand_in(c)));
                before = 'x';
                continue;
            }
            _ => {}
        }
        // The second sign of an arrow `-//`.
        before = if matches!(c, '/' | '\\') { '-' } else { c };
    }
}

/// `@` in a label without quotes.
fn at_signs(line: &str, start: usize, edits: &mut Vec<Edit>) {
    if !line.contains('@') {
        return;
    }
    let (mut quoted, mut depth) = (false, 0usize);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            '@' if depth > 0 => edits.push(Edit::replace(start + at..start + at + 1, stand_in(c))),
            _ => {}
        }
    }
}

fn stand_in(sign: char) -> String {
    let found = SIGNS.iter().find(|(other, _)| *other == sign);
    found.map_or(sign, |(_, stand_in)| *stand_in).to_string()
}

/// Tags in labels. One with double quotes ends the label, which mermaid.js rejects, too.
fn tags(line: &str, start: usize, edits: &mut Vec<Edit>) {
    if !line.contains('<') {
        return;
    }
    for item in html::scan(line) {
        let (span, name, closes) = match item {
            Item::Open { span, name, .. } => (span, name, 0),
            Item::Close { span, name } => (span, name, 1),
            _ => continue,
        };
        if line[span.clone()].contains('"') || line[..span.start].ends_with('<') {
            continue;
        }
        let text = if html::is_one_of(BOLD_TAGS, name) {
            BOLD[closes].to_string()
        } else if html::is_one_of(ITALIC_TAGS, name) {
            ITALIC[closes].to_string()
        } else if html::is_one_of(OTHER_TAGS, name) {
            String::new()
        } else {
            continue;
        };
        edits.push(Edit::replace(start + span.start..start + span.end, text));
    }
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
}

/// The pieces of a drawing's text, each as it looks; `look` is how the first begins and, in the end, how
/// what follows does.
pub fn pieces(text: &str, look: &mut Look) -> Vec<(Look, String)> {
    let mut found = vec![(*look, String::new())];
    for c in text.chars() {
        match c {
            _ if BOLD.contains(&c) => look.bold = c == BOLD[0],
            _ if ITALIC.contains(&c) => look.italic = c == ITALIC[0],
            _ => {
                let sign = SIGNS.iter().find(|(_, stand_in)| *stand_in == c);
                push(&mut found, *look, sign.map_or(c, |(sign, _)| *sign));
            }
        }
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

fn push(found: &mut Vec<(Look, String)>, look: Look, c: char) {
    match found.last_mut() {
        Some((last, text)) if *last == look => text.push(c),
        _ => found.push((look, c.to_string())),
    }
}

/// A text of the library's as the author wrote it, without marks.
pub fn plain(text: &str) -> String {
    let pieces = pieces(text, &mut Look::default());
    pieces.into_iter().map(|(_, text)| text).collect()
}
