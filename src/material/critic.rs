//! Critic markup: `{++inserted++}`, `{--deleted--}`, `{~~this~>that~~}`, `{==marked==}` and
//! `{>>a remark<<}`, which no reader sees.
//!
//! A mark and its end stand in one block and, remarks aside, in the same element: a tag that
//! crosses another one would tear it.

use crate::material::markup::{Element, Group, Replacement, What, is_escaped};
use crate::material::runs::{Run, Runs};
use crate::text::span::Span;
use std::ops::Range;

/// What a mark is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Insertion,
    Deletion,
    Mark,
    Remark,
}

/// Beginning and end of each kind.
const MARKS: [(Kind, &str, &str); 4] = [
    (Kind::Insertion, "{++", "++}"),
    (Kind::Deletion, "{--", "--}"),
    (Kind::Mark, "{==", "==}"),
    (Kind::Remark, "{>>", "<<}"),
];
/// Around a substitution.
const REPLACED: (&str, &str) = ("{~~", "~~}");
/// Between what goes and what comes.
const ARROW: &str = "~>";
/// The bytes of each mark.
const LEN: usize = 3;

/// A mark whose end is not found yet.
struct Open<'r> {
    kind: Kind,
    at: usize,
    run: &'r Run,
}

/// The changes for all of it in running text.
pub fn find(text: &str, runs: &Runs) -> Vec<Group> {
    if !may_occur(text) {
        return Vec::new();
    }
    let mut groups = substitutions(text, runs);
    let mut open: Option<Open<'_>> = None;
    for run in &runs.runs {
        if open
            .as_ref()
            .is_some_and(|open| open.run.block != run.block)
        {
            open = None;
        }
        let mut at = run.span.start;
        while let Some(found) = memchr::memchr2(b'{', b'}', &text.as_bytes()[at..run.span.end]) {
            let place = at + found;
            at = place + 1;
            match &mut open {
                None => {
                    let begins = |(_, begin, _): &&(Kind, &str, &str)| {
                        text[place..run.span.end].starts_with(begin)
                    };
                    let mark = MARKS
                        .iter()
                        .find(begins)
                        .filter(|_| !is_escaped(text, place));
                    if let Some((kind, ..)) = mark {
                        at = place + LEN;
                        open = Some(Open {
                            kind: *kind,
                            at: place,
                            run,
                        });
                    }
                }
                Some(begun) => {
                    let end = at.checked_sub(LEN).filter(|end| *end >= begun.at + LEN);
                    let closes = |end: &usize| {
                        MARKS.iter().any(|(kind, _, close)| {
                            *kind == begun.kind && text.get(*end..at) == Some(close)
                        })
                    };
                    if let Some(end) = end.filter(closes)
                        && end >= run.span.start
                        && (begun.kind == Kind::Remark || same_element(begun.run, run))
                    {
                        groups.push(group(begun, end));
                        open = None;
                    }
                }
            }
        }
    }
    groups
}

/// Whether a mark begins anywhere, code included: most pages have braces and no mark.
fn may_occur(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'{', bytes).any(|at| {
        let begins = |begin: &str| bytes[at..].starts_with(begin.as_bytes());
        begins(REPLACED.0) || MARKS.iter().any(|(_, begin, _)| begins(begin))
    })
}

fn same_element(one: &Run, other: &Run) -> bool {
    one.parent == other.parent && one.in_image == other.in_image
}

fn group(begun: &Open<'_>, end: usize) -> Group {
    let (start, in_image) = (begun.at, begun.run.in_image);
    let whole = start..end + LEN;
    let (first, last) = (start..start + LEN, end..end + LEN);
    match begun.kind {
        Kind::Remark => vec![change(whole, What::Nothing, in_image)],
        Kind::Insertion => pair(first, last, Element::Insertion, in_image),
        Kind::Deletion => pair(first, last, Element::Deletion, in_image),
        Kind::Mark => pair(first, last, Element::Mark, in_image),
    }
}

/// To the parser `~~` strikes out, from whichever to whichever: substitutions are looked for in
/// the text as it is written. Only their braces have to stand in running text.
fn substitutions(text: &str, runs: &Runs) -> Vec<Group> {
    let mut groups = Vec::new();
    let (mut arrow, mut end) = (0, 0);
    let (mut from, mut looked_at) = (0, usize::MAX);
    for run in &runs.runs {
        if looked_at != run.block {
            (arrow, end, looked_at) = (0, 0, run.block);
        }
        let Some(block) = runs.blocks.get(run.block) else {
            continue;
        };
        let bytes = &text.as_bytes()[..block.content.end];
        // Where something next stands; asked only where what was found before lies behind.
        let next = |known: usize, at: usize, what: &str| match known {
            known if known >= at => known,
            _ => memchr::memmem::find(&bytes[at..], what.as_bytes())
                .map_or(usize::MAX, |found| at + found),
        };
        for found in memchr::memchr_iter(b'{', &bytes[run.span.clone()]) {
            let start = run.span.start + found;
            if start < from || !bytes[start..].starts_with(REPLACED.0.as_bytes()) {
                continue;
            }
            let inner = start + LEN;
            arrow = next(arrow, inner, ARROW);
            end = next(end, inner, REPLACED.1);
            let fits = arrow < end && end < bytes.len();
            if fits && !is_escaped(text, start) && runs.holds(end + LEN - 1) {
                let (first, last) = (start..inner, end..end + LEN);
                groups.push(substitution(first, arrow, last, run.in_image));
                from = end + LEN;
            }
        }
    }
    groups
}

fn substitution(first: Range<usize>, arrow: usize, last: Range<usize>, in_image: bool) -> Group {
    let mut group = pair(first, arrow..arrow + 1, Element::Deletion, in_image);
    group.extend(pair(
        arrow + 1..arrow + 2,
        last,
        Element::Insertion,
        in_image,
    ));
    group
}

fn pair(first: Range<usize>, last: Range<usize>, element: Element, in_image: bool) -> Group {
    let inner = Span::new(first.end..last.start);
    let open = What::Open {
        element: element.clone(),
        inner,
    };
    let close = What::Close {
        element,
        list: None,
    };
    vec![change(first, open, in_image), change(last, close, in_image)]
}

fn change(span: Range<usize>, what: What, in_image: bool) -> Replacement {
    Replacement {
        span: Span::new(span),
        what,
        in_image,
    }
}
