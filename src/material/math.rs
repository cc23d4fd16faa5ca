//! Formulas, as arithmatex finds them: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, an environment such as
//! `\begin{align}`, and fences of the language `math`. Those that MathJax is handed through
//! Markdown by a doubled backslash, `\\(…\\)` and `\\[…\\]`, are formulas too.
//!
//! What stands in code, in HTML or where links lead is none. No other markup is found inside of one.

use super::math_tokens::{Delimiter, Token, tokens};
use crate::material::markup::is_escaped;
use crate::material::runs::{Passage, PassageKind, Runs};
use crate::text::indent::{is_prefix, line_end, line_start, strip_quotes};
use crate::text::span::{Out, Span};
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Beginnings of blocks that nothing closes are followed through at most so many times the text's length.
const MOST_WALKED: usize = 64;

/// Where a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a line of text, as `$…$`.
    Inline,
    /// On lines of its own, as `$$…$$`.
    Display,
    /// In a fence.
    Fence,
    /// In the text of an image, where nothing can be drawn.
    Image,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// All of it, delimiters included.
    pub span: Span<Out>,
    /// Where it stands.
    pub place: Place,
    /// What stands between the delimiters, line by line, without the markers of quotes.
    lines: Vec<Span<Out>>,
    /// Whether its own backslashes are written for Markdown, which takes half of them away.
    escaped: bool,
}

impl Formula {
    /// Its TeX; `text` is the unfolded text.
    pub fn tex(&self, text: &str) -> String {
        let lines = self.lines.iter().filter_map(|line| line.of(text));
        let tex = lines.collect::<Vec<_>>().join("\n");
        if self.escaped { unescaped(&tex) } else { tex }
    }

    /// Where bytes of its TeX stand; nothing where they are not those of one line.
    pub fn place_of(&self, tex: &Range<usize>) -> Option<Span<Out>> {
        let mut at = 0;
        for line in self.lines.iter().filter(|_| !self.escaped) {
            let end = at + line.len();
            if tex.start <= end {
                let whole = tex.start..tex.end.min(end).max(tex.start);
                return Some(line.part(whole.start - at..whole.end - at));
            }
            at = end + 1;
        }
        None
    }
}

/// What Markdown makes of a text's backslashes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        out.push(if escapes {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    out
}

/// The formula, if any, in which a byte stands.
pub fn at(formulas: &[Formula], at: usize) -> Option<&Formula> {
    let before = formulas.partition_point(|formula| formula.span.end <= at);
    formulas
        .get(before)
        .filter(|formula| formula.span.contains(at))
}

/// Whether a text can have any.
pub fn may_have_any(text: &str) -> bool {
    let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    memchr::memchr(b'$', text.as_bytes()).is_some()
        || ["\\(", "\\[", "\\begin{"].into_iter().any(has)
        || has("math") && (has("```") || has("~~~"))
}

/// All formulas of a text with these events, in order; those at which `skip` holds are left out.
pub fn find(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    runs: &Runs,
    skip: impl Fn(usize) -> bool,
) -> Vec<Formula> {
    if !may_have_any(text) {
        return Vec::new();
    }
    let code = events.iter().filter(|(e, _)| matches!(e, Event::Code(_)));
    let mut finder = Finder {
        text,
        code: code.map(|(_, range)| range.start).collect(),
        left: MOST_WALKED * text.len(),
    };
    let mut found = Vec::new();
    let tokens = tokens(text, runs);
    let mut tokens = tokens.as_slice();
    let mut until = 0;
    for (index, passage) in runs.blocks.iter().enumerate() {
        let count = tokens.iter().take_while(|t| t.block == index).count();
        let (own, rest) = tokens.split_at(count);
        tokens = rest;
        // What begins with no running text is code, or begins with markup.
        let start = passage.content.start;
        let in_text = || {
            let first = runs.runs.partition_point(|run| run.block < index);
            let run = runs.runs.get(first).filter(|run| run.block == index);
            run.is_some_and(|run| run.span.start == start)
        };
        if start >= until
            && may_begin(text, start)
            && in_text()
            && let Some(block) = finder.block(passage)
        {
            until = block.span.end;
            found.push(block);
        }
        let own = &own[own.partition_point(|token| token.at < until)..];
        if !own.is_empty() {
            finder.inline(passage, own, &mut found);
        }
    }
    found.extend(fences(text, events, skip));
    found.sort_by_key(|formula| formula.span.start);
    // A fence may stand among the lines of a block that is not one to Markdown.
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found
}

/// Whether a block may begin at the byte `start`, or at the backslash before it.
fn may_begin(text: &str, start: usize) -> bool {
    let around = &text.as_bytes()[start.saturating_sub(1)..];
    let mut around = around.iter().take(2);
    around.any(|byte| matches!(byte, b'$' | b'\\'))
}

/// Fences of the language `math`.
fn fences<'e>(
    text: &'e str,
    events: &'e [(Event<'_>, Range<usize>)],
    skip: impl Fn(usize) -> bool + 'e,
) -> impl Iterator<Item = Formula> + 'e {
    let is_math = |info: &str| info.split([' ', ',', '{']).next() == Some("math");
    let begins = events
        .iter()
        .enumerate()
        .filter(move |(_, (event, range))| {
            matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
            if is_math(info))
                && !skip(range.start)
        });
    begins.filter_map(move |(index, (_, range))| {
        let inside = events[index + 1..].iter();
        let inside = inside.take_while(|(e, _)| !matches!(e, Event::End(TagEnd::CodeBlock)));
        let lines: Vec<Span<Out>> = inside
            .map(|(_, range)| {
                let line = text[range.clone()].trim_end_matches(['\r', '\n']);
                Span::new(range.start..range.start + line.len())
            })
            .collect();
        let says = lines
            .iter()
            .any(|line| line.of(text).is_some_and(|line| !line.trim().is_empty()));
        says.then(|| Formula {
            span: Span::new(range.clone()),
            place: Place::Fence,
            lines,
            escaped: false,
        })
    })
}

struct Finder<'t> {
    text: &'t str,
    code: Vec<usize>, // where it begins in running text
    /// How many bytes may still be walked through in search of what closes a block.
    left: usize,
}

impl Finder<'_> {
    /// The formula that a passage is from its first byte on; its lines may be anything to Markdown.
    fn block(&mut self, passage: &Passage) -> Option<Formula> {
        let text = self.text;
        let mut start = passage.content.start;
        if passage.container == PassageKind::Cell {
            return None;
        }
        if start > 0 && text.as_bytes()[start - 1] == b'\\' {
            start -= 1;
        }
        let rest = &text[start..];
        let env = environment(rest);
        let (open, close) = if rest.starts_with("$$") && !rest.starts_with("$$$") {
            (2, "$$")
        } else if rest.starts_with("\\[") {
            (2, "\\]")
        } else if rest.starts_with("\\\\[") {
            (3, "\\\\]")
        } else {
            (0, env.as_deref()?)
        };
        let before = &text[line_start(text, start)..start];
        if !is_prefix(before) {
            return None;
        }
        let quotes = before.matches('>').count();
        let mut lines = Vec::new();
        let mut at = start + open;
        loop {
            let end = line_end(text, at);
            self.left = self.left.checked_sub(end + 1 - at)?;
            if let Some(found) = closing(text, at..end, close) {
                let behind = found + close.len();
                let next = self.next_line(end, quotes);
                let alone = text[behind..end].trim().is_empty();
                if !alone || close == "\\]" && next.is_some() {
                    return None;
                }
                let last = if open == 0 { behind } else { found };
                lines.push(Span::new(at..last));
                return formula(text, start..behind, Place::Display, lines, open == 3);
            }
            lines.push(Span::new(at..end));
            at = self.next_line(end, quotes)?;
        }
    }

    /// Where the text of the line behind the byte `end` begins, unless that line is blank.
    fn next_line(&self, end: usize, quotes: usize) -> Option<usize> {
        let next = (end + 1).min(self.text.len());
        let end = line_end(self.text, next);
        let line = &self.text[next..end];
        let line = strip_quotes(line, quotes).unwrap_or(line);
        (!line.trim().is_empty()).then(|| end - line.len())
    }

    /// The formulas between delimiters in a passage.
    fn inline(&self, passage: &Passage, tokens: &[Token], found: &mut Vec<Formula>) {
        // The delimiter that each may be closed by.
        let mut partners = vec![None; tokens.len()];
        let (mut dollar, mut dollars) = (None, None);
        let (mut round, mut brackets) = ([None; 2], None);
        for (index, token) in tokens.iter().enumerate().rev() {
            let own = Some(index);
            match token.delimiter {
                Delimiter::Dollar => partners[index] = std::mem::replace(&mut dollar, own),
                Delimiter::Dollars => {
                    dollar = None;
                    partners[index] = std::mem::replace(&mut dollars, own);
                }
                Delimiter::Money => dollar = None,
                Delimiter::Open(double) => partners[index] = round[usize::from(double)],
                Delimiter::Close(double) => round[usize::from(double)] = own,
                Delimiter::OpenBracket => partners[index] = brackets,
                Delimiter::CloseBracket => brackets = own,
            }
        }
        let mut next = 0;
        while next < tokens.len() {
            let closing = partners[next].map(|close: usize| (close, &tokens[close]));
            let formula = closing.and_then(|(close, token)| {
                Some((close, self.between(passage, &tokens[next], token)?))
            });
            next = match formula {
                Some((close, formula)) => {
                    found.push(formula);
                    close + 1
                }
                None => next + 1,
            };
        }
    }

    fn between(&self, passage: &Passage, open: &Token, close: &Token) -> Option<Formula> {
        let text = self.text;
        let inner = open.end..close.at;
        let code = self.code.partition_point(|at| *at < inner.start);
        if self.code.get(code).is_some_and(|at| *at < inner.end) {
            return None;
        }
        let tex = &text[inner.clone()];
        if open.delimiter == Delimiter::Dollar {
            let blank = tex.starts_with(char::is_whitespace) || tex.ends_with(char::is_whitespace);
            // From `$5` to `$10`.
            let amount = text[close.end..].starts_with(|c: char| c.is_ascii_digit());
            if blank || amount {
                return None;
            }
        }
        let place = match open.delimiter {
            _ if open.in_image || close.in_image => Place::Image,
            Delimiter::Dollars | Delimiter::OpenBracket => Place::Display,
            _ => Place::Inline,
        };
        let escaped = matches!(
            open.delimiter,
            Delimiter::Open(true) | Delimiter::OpenBracket
        );
        formula(
            text,
            open.at..close.end,
            place,
            self.lines(passage, inner),
            escaped,
        )
    }

    /// The lines of a part of a passage.
    fn lines(&self, passage: &Passage, part: Range<usize>) -> Vec<Span<Out>> {
        let text = self.text;
        let mut lines = Vec::new();
        let mut at = part.start;
        let mut end = line_end(&text[..part.end], at);
        if end < part.end {
            let first = passage.content.start;
            let before = &text[line_start(text, first)..first];
            let quotes = if is_prefix(before) {
                before.matches('>').count()
            } else {
                0
            };
            while end < part.end {
                lines.push(Span::new(at..end));
                end = line_end(&text[..part.end], end + 1);
                let line = &text[lines.last().map_or(at, |line: &Span<Out>| line.end + 1)..end];
                at = end - strip_quotes(line, quotes).unwrap_or(line).len();
            }
        }
        lines.push(Span::new(at..end));
        lines
    }
}

/// What closes the environment that a text begins with.
fn environment(text: &str) -> Option<String> {
    let rest = text.strip_prefix("\\begin{")?;
    let len = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let star = usize::from(rest[len..].starts_with('*'));
    let named = len > 0 && rest[len + star..].starts_with('}');
    named.then(|| format!("\\end{{{}}}", &rest[..len + star]))
}

/// Where `close` first stands in a line, unless a backslash escapes it.
fn closing(text: &str, line: Range<usize>, close: &str) -> Option<usize> {
    let found = memchr::memmem::find_iter(&text.as_bytes()[line.clone()], close);
    let mut found = found.map(|at| line.start + at);
    found.find(|at| close.starts_with("\\\\") || !is_escaped(text, *at))
}

/// The formula, if it says anything.
fn formula(
    text: &str,
    span: Range<usize>,
    place: Place,
    lines: Vec<Span<Out>>,
    escaped: bool,
) -> Option<Formula> {
    let lines: Vec<Span<Out>> = lines
        .into_iter()
        .map(|line| {
            let len = text[line.range()].trim_end_matches('\r').len();
            Span::new(line.start..line.start + len)
        })
        .collect();
    let says = lines
        .iter()
        .any(|line| !text[line.range()].trim().is_empty());
    says.then(|| Formula {
        span: Span::new(span),
        place,
        lines,
        escaped,
    })
}
