use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::html::{Item, is_verbatim};
use crate::text::span::{Span, Spans, Text};
use memchr::memmem;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "todo-comment",
    summary: "`TODO` in a comment; `TBD` or `FIXME` anywhere outside code",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("todo_comment.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let comments = comments(page);
    let mut places: Vec<(Range<usize>, &str)> = Vec::new();
    for word in ["TBD", "FIXME"] {
        places.extend(words(page.text, 0..page.text.len(), word).map(|span| (span, word)));
    }
    for comment in comments {
        places.extend(words(page.text, comment.clone(), "TODO").map(|span| (span, "TODO")));
        places.extend(todo_at_start(page.text, comment).map(|span| (span, "TODO")));
    }
    if places.is_empty() {
        return;
    }
    let code = code(page);
    places.retain(|(span, _)| !code.contain(span.start) && !page.in_instructions(span.start));
    places.sort_by_key(|(span, _)| span.start);
    // One line, one reminder.
    places.dedup_by_key(|(span, _)| page.lines.line(span.start));
    for (span, word) in places {
        cx.report(
            Span::new(span),
            format!("`{word}`: something is left to do here"),
        )
        .help("do it, or keep the reminder in the issue tracker");
    }
}

/// Comments of the page and of its frontmatter.
fn comments(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let yaml = page.frontmatter.yaml;
    let mut start = yaml.start;
    let has_signs = memchr::memchr(b'#', page[yaml].as_bytes()).is_some();
    let lines = page[yaml].split_inclusive('\n');
    for line in lines.filter(|_| has_signs) {
        let at = start;
        start += line.len();
        if let Some(hash) = comment_in(line) {
            found.push(at + hash..start);
        }
    }
    found.extend(page.comments.iter().map(|comment| comment.span.range()));
    found
}

/// Where the comment of a line of YAML begins: at a `#` behind white space and outside of quotes.
fn comment_in(line: &str) -> Option<usize> {
    let mut open = [false; 2];
    let mut apart = true;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => open[0] = !open[0],
            b'\'' => open[1] = !open[1],
            b'#' if apart && open == [false; 2] => return Some(at),
            _ => {}
        }
        apart = matches!(byte, b' ' | b'\t');
    }
    None
}

/// Code and diagrams, also in HTML.
fn code(page: &Page<'_>) -> Spans<Text> {
    let mut found: Vec<Span<Text>> = Vec::new();
    let nodes = page.nodes.iter();
    let blocks = nodes.filter(|node| matches!(node.kind, Kind::Code { .. } | Kind::InlineCode));
    found.extend(blocks.map(|node| node.span));
    let mut open: Option<(usize, &str)> = None;
    for (base, item) in page.html_tags() {
        match (item, open) {
            (Item::Open { span, name, .. }, None) if is_verbatim(name) => {
                open = Some((base + span.start, name));
            }
            (Item::Close { span, name }, Some((start, tag))) if name.eq_ignore_ascii_case(tag) => {
                found.push(Span::new(start..base + span.end));
                open = None;
            }
            _ => {}
        }
    }
    found.into_iter().collect()
}

/// Where `word` stands by itself inside `span`: not as a part of a name, an id or an address.
fn words(text: &str, span: Range<usize>, word: &'static str) -> impl Iterator<Item = Range<usize>> {
    let start = span.start;
    let found = memmem::find_iter(&text.as_bytes()[span], word);
    found.filter_map(move |at| {
        let span = start + at..start + at + word.len();
        let before = joins(text[..span.start].chars().rev());
        let alone = !before && !joins(text[span.end..].chars());
        alone.then_some(span)
    })
}

/// Whether what stands next to a word makes it part of a longer one: `TBD.` ends
/// a sentence and `FIXME-->` a comment, `FIXME.md` is a file and `TBD-12` an id.
fn joins(mut neighbours: impl Iterator<Item = char>) -> bool {
    match neighbours.next() {
        Some('.' | '-' | '/' | '#' | '=' | '&' | '?') => {
            neighbours.next().is_some_and(char::is_alphanumeric)
        }
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    }
}

/// `<!-- todo: … -->`, in whatever case.
fn todo_at_start(text: &str, comment: Range<usize>) -> Option<Range<usize>> {
    let inner =
        text[comment.clone()].trim_start_matches(['<', '!', '-', '#', ' ', '\t', '\r', '\n']);
    let start = comment.end - inner.len();
    let word = inner.get(..4)?;
    let marked = inner[4..].trim_start().starts_with([':', '(']);
    (marked && word.eq_ignore_ascii_case("todo")).then_some(start..start + 4)
}
