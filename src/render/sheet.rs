//! Of a stylesheet, the rules that a page needs: each line of it is a rule, and has its place where the page has
//! one of the classes that the rule is about.
//!
//! print.html takes the rules of all its pages in the order in which they come first. So a line that sets aside what an
//! earlier one says of a class is about that class alone; a test holds that of those with conditions.

use crate::template::CALLOUTS;
use crate::text::maps::HashSet;
use crate::text::search::AnyOf;
use std::ops::Range;
use std::sync::LazyLock;

/// How our classes begin.
const PREFIX: &str = "patterns-";
/// Those that authors write.
const AUTHORS: [&str; 2] = ["grid", "md-button"];
/// Classes that only scripts write, and those of what they work on.
const SCRIPTED: [(&str, &str); 5] = [
    ("patterns-full", "patterns-diagram"),
    ("patterns-stuck", "patterns-levels"),
    ("patterns-tab", "patterns-tabs"),
    ("patterns-tablist", "patterns-tabs"),
    ("patterns-zoom", "patterns-diagram"),
];

/// All that a class on a page can begin with.
static BEGINNINGS: LazyLock<AnyOf> = LazyLock::new(|| {
    let whole = AUTHORS.into_iter().chain(CALLOUTS.iter().copied());
    AnyOf::new(whole.chain([PREFIX]))
});

/// A stylesheet, and its lines in their order.
#[derive(Debug)]
pub struct Sheet {
    text: &'static str,
    /// They are all of the text.
    pub lines: Vec<Line>,
}

/// A line of a stylesheet.
#[derive(Debug)]
pub struct Line {
    /// The rule, with its line break.
    pub text: &'static str,
    /// The classes of which a page has one; any page where there are none.
    pub classes: Vec<&'static str>,
}

impl Sheet {
    /// Reads a stylesheet with a rule on each line.
    pub fn new(text: &'static str) -> Sheet {
        let lines = text.split_inclusive('\n').map(|text| Line {
            text,
            classes: classes(text).unwrap_or_default(),
        });
        Sheet {
            text,
            lines: lines.collect(),
        }
    }
}

/// The classes of ours on a page.
pub struct Found<'t>(HashSet<&'t str>);

impl<'t> Found<'t> {
    /// Those that stand in its text, wherever, and `more` that do not.
    pub fn of(text: &'t str, more: &[&'t str]) -> Found<'t> {
        let on_page = BEGINNINGS.places(text).map(|(at, class)| match class {
            PREFIX => name(&text[at..]),
            class => class,
        });
        let found = on_page.chain(more.iter().copied()).collect();
        Found(found)
    }

    /// What is needed of a stylesheet, lines that follow each other in one piece: heads of pages are kept,
    /// and a piece takes as much room as a short line.
    pub fn needed(&self, sheet: &Sheet) -> Vec<&'static str> {
        let here = |class: &&str| self.0.contains(class);
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in &sheet.lines {
            let end = start + line.text.len();
            if line.classes.is_empty() || line.classes.iter().any(here) {
                match pieces.last_mut().filter(|last| last.end == start) {
                    Some(last) => last.end = end,
                    None => pieces.push(start..end),
                }
            }
            start = end;
        }
        pieces.into_iter().map(|piece| &sheet.text[piece]).collect()
    }
}

/// The outermost class of ours in each selector of a line; nothing where a selector has none.
fn classes(line: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        let head = rest[..open].trim_start_matches('}');
        if !head.starts_with('@') {
            for selector in split(head) {
                found.extend(outermost(selector)?);
            }
        }
        // Inside a condition stand rules, inside a rule what it nests.
        let end = if head.starts_with('@') {
            open + 1
        } else {
            open + block(&rest[open..])
        };
        rest = &rest[end..];
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// The first class of ours in a selector, or all of those that it may be.
fn outermost(selector: &str) -> Option<Vec<&str>> {
    let first = selector
        .match_indices('.')
        .find_map(|(at, _)| Some((at, ours(&selector[at + 1..])?)));
    if let Some(open) = selector.find(":is(")
        && first.is_none_or(|(at, _)| open < at)
    {
        let inner = &selector[open + 4..];
        let choices = split(&inner[..inner.find(") ").or(inner.find(")>")).unwrap_or(inner.len())]);
        let choices: Option<Vec<Vec<&str>>> = choices.into_iter().map(outermost).collect();
        return choices.map(|choices| choices.concat());
    }
    first.map(|(_, class)| vec![class])
}

/// The class that a text begins with, if it is ours, or the one that stands for it on a page.
fn ours(text: &str) -> Option<&str> {
    let class = name(text);
    let is_ours =
        class.starts_with(PREFIX) || AUTHORS.contains(&class) || CALLOUTS.contains(&class);
    let scripted = SCRIPTED.iter().find(|(scripted, _)| *scripted == class);
    is_ours.then(|| scripted.map_or(class, |(_, on_page)| on_page))
}

fn name(text: &str) -> &str {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// The parts between commas that stand in no parentheses.
fn split(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.collect()
}

/// The bytes of a block with its braces.
fn block(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    end.map_or(text.len(), |end| end + 1)
}
