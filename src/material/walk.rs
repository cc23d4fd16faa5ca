//! Follows the content of an HTML element line by line, to where it closes.

use super::MAX_NESTING;
use super::elements::Container;
use super::walked::{Gap, Indent, Walked};
use crate::text::html::{self, Item, Tokenizer, is_block};
use crate::text::indent::{leading_columns, line_end, line_start, skip_columns, strip_quotes};
use std::ops::Range;

/// The walk through one element.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing about the place that the walk has reached"
)]
pub(super) struct Walk<'t> {
    text: &'t str,
    html: Tokenizer<'t>,
    /// The open element whose content is no HTML, such as a script.
    raw_text: Option<&'static str>,
    name: &'t str,
    container: &'t Container,
    /// Whether the first heading is still to be taken for a title.
    titled: bool,
    /// Whether CommonMark takes the place for HTML.
    raw: bool,
    /// Whether it did so from the opening tag to here.
    stayed_raw: bool,
    title_span: Option<Range<usize>>,
    at: usize,
    gaps: Vec<Gap>,
    /// The open elements inside.
    open: Vec<&'t str>,
    /// The title's opening tag.
    title: Option<Range<usize>>,
    fence: Option<(u8, usize)>,
    blank_before: bool,
    /// The starts of the content's lines, the first one aside.
    lines: Vec<usize>,
}

enum Step {
    Line(usize),
    Closed(Range<usize>),
    GaveUp,
}

/// Why a walk found no closing tag.
enum Unclosed {
    NotThere,
    GaveUp,
}

impl<'t> Walk<'t> {
    pub(super) fn new(
        text: &'t str,
        name: &'t str,
        container: &'t Container,
        titled: bool,
    ) -> Walk<'t> {
        Walk {
            text,
            html: html::scan(text),
            raw_text: None,
            name,
            container,
            titled,
            raw: true,
            stayed_raw: true,
            title_span: None,
            at: 0,
            gaps: Vec::new(),
            open: Vec::new(),
            title: None,
            fence: None,
            blank_before: false,
            lines: Vec::new(),
        }
    }

    /// Goes from behind the opening tag to the closing one, or to where the container ends.
    pub(super) fn run(mut self, from: usize) -> Walked {
        let close = match self.find_close(from) {
            Ok(close) => close,
            Err(Unclosed::NotThere) => return Walked::unclosed(self.at),
            Err(Unclosed::GaveUp) => return Walked::given_up(self.at),
        };
        let end = close.end;
        let mut walked = Walked {
            close: Some(close.clone()),
            title: self.title_span.clone(),
            is_raw: self.stayed_raw,
            ..Walked::unclosed(end)
        };
        if !self.stayed_raw {
            walked.before_close = self.set_off_close(&close);
            walked.gap_behind = self.gap_behind(end);
            walked.indents = self.indents();
            walked.gaps = self.gaps;
        }
        walked
    }

    fn find_close(&mut self, from: usize) -> Result<Range<usize>, Unclosed> {
        self.at = from;
        let mut content = from;
        loop {
            let is_line = content != from;
            match self.line(content, is_line) {
                Step::Line(end) => self.at = (end + 1).min(self.text.len()),
                Step::Closed(close) => return Ok(close),
                Step::GaveUp => return Err(Unclosed::GaveUp),
            }
            if self.at >= self.text.len() {
                return Err(Unclosed::NotThere);
            }
            content = self.content_start().ok_or(Unclosed::NotThere)?;
            self.lines.push(self.at);
        }
    }

    /// Where the content of the line at `self.at` begins; `None` where the container has ended.
    fn content_start(&self) -> Option<usize> {
        let end = line_end(self.text, self.at);
        let line = &self.text[self.at..end];
        let rest = strip_quotes(line, self.container.quotes)?;
        if rest.trim().is_empty() {
            return Some(end);
        }
        (leading_columns(rest) >= self.container.base)
            .then(|| end - rest.trim_start_matches([' ', '\t']).len())
    }

    fn line(&mut self, from: usize, is_line: bool) -> Step {
        let mut end = line_end(self.text, from);
        let rest = self.text[from..end].trim_end();
        if rest.is_empty() {
            if is_line && self.raw_text.is_none() {
                self.leave_html();
                self.blank_before = true;
            }
            return Step::Line(end);
        }
        let blank_before = std::mem::take(&mut self.blank_before);
        if self.in_fence(rest) {
            return Step::Line(end);
        }
        let start = from + rest.len() - rest.trim_start().len();
        let mut pos = start;
        let mut begins = self.open.is_empty();
        while pos < end {
            if std::mem::take(&mut begins)
                && let Some(close) = self.begin(pos, is_line && pos == start)
            {
                self.blank_before = blank_before;
                return Step::Closed(close);
            }
            if is_line && pos == start && !self.raw && self.opens_fence(rest) {
                return Step::Line(end);
            }
            let Some(found) = memchr::memchr2(b'<', b'`', &self.text.as_bytes()[pos..end]) else {
                break;
            };
            let mark = pos + found;
            if self.text.as_bytes()[mark] == b'`' && self.raw_text.is_none() {
                pos = self.code_span(mark, end);
                continue;
            }
            let Some(item) = self.item(mark) else {
                pos = mark + 1;
                continue;
            };
            pos = item.span().end;
            if pos > end {
                end = line_end(self.text, pos.min(self.text.len()));
            }
            match item {
                Item::Open {
                    name,
                    self_closing: false,
                    ..
                } if self.counts(name) => {
                    self.raw_text = html::raw_text(name);
                    if self.open.len() == MAX_NESTING {
                        self.at = pos;
                        return Step::GaveUp;
                    }
                    self.open.push(name);
                }
                Item::Close { span, name } => match self.close(name, &span) {
                    Some(close) => return Step::Closed(close),
                    None => begins = self.open.is_empty() && is_block(name),
                },
                _ => {}
            }
            if begins {
                let rest = &self.text[pos..end];
                pos += rest.len() - rest.trim_start().len();
            }
        }
        Step::Line(end)
    }

    /// The tag or comment at `mark`; in a script and the like only what closes it.
    fn item(&mut self, mark: usize) -> Option<Item<'t>> {
        let item = self.html.item_at(mark)?;
        if let Some(element) = self.raw_text {
            let Item::Close { name, .. } = &item else {
                return None;
            };
            if !name.eq_ignore_ascii_case(element) {
                return None;
            }
            self.raw_text = None;
        }
        Some(item)
    }

    /// Decides whether Markdown or HTML begins at `pos`, no element being open;
    /// the closing tag if it is that.
    fn begin(&mut self, pos: usize, is_line: bool) -> Option<Range<usize>> {
        match self.html.item_at(pos) {
            Some(Item::Close { span, name }) if name.eq_ignore_ascii_case(self.name) => {
                return Some(span);
            }
            Some(Item::Open { span, name, .. }) if is_block(name) => {
                if std::mem::take(&mut self.titled) && html::is_heading(name) {
                    self.title = Some(span);
                }
                self.raw = true;
                return None;
            }
            Some(Item::Close { name, .. }) if is_block(name) => {
                self.raw = true;
                return None;
            }
            _ => {}
        }
        self.titled = false;
        if self.raw {
            self.gaps.push(if is_line {
                Gap::Above(self.at)
            } else {
                self.gap_within(pos)
            });
        }
        self.leave_html();
        None
    }

    /// Whether an element inside has a closing tag that matters.
    fn counts(&self, name: &str) -> bool {
        is_block(name) && !html::is_void(name) || name.eq_ignore_ascii_case(self.name)
    }

    fn leave_html(&mut self) {
        self.raw = false;
        self.stayed_raw = false;
    }

    /// Takes a closing tag: of the element itself, of one inside, or of none.
    fn close(&mut self, name: &str, span: &Range<usize>) -> Option<Range<usize>> {
        let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.eq_ignore_ascii_case(name))
        else {
            return name.eq_ignore_ascii_case(self.name).then(|| span.clone());
        };
        let whole = at + 1 == self.open.len();
        self.open.truncate(at);
        if self.open.is_empty()
            && let Some(open) = self.title.take()
            && whole
        {
            self.title_span = Some(open.start..span.end);
        }
        None
    }

    /// Behind a code span that ends on its line, or behind the backticks.
    fn code_span(&self, start: usize, end: usize) -> usize {
        let line = &self.text[..end];
        let ticks = line[start..].bytes().take_while(|b| *b == b'`').count();
        let mut at = start + ticks;
        if self.raw {
            return at;
        }
        while let Some(found) = line[at..].find('`') {
            let run = at + found;
            let len = line[run..].bytes().take_while(|b| *b == b'`').count();
            if len == ticks {
                return run + len;
            }
            at = run + len;
        }
        start + ticks
    }

    /// Whether the line stands in a fence or ends it.
    fn in_fence(&mut self, line: &str) -> bool {
        let Some((mark, len)) = self.fence else {
            return false;
        };
        let run = line.bytes().take_while(|b| *b == mark).count();
        if run >= len && line[run..].trim().is_empty() {
            self.fence = None;
        }
        true
    }

    fn opens_fence(&mut self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t', '-', '*', '+', '>']);
        let mark = line.bytes().next().unwrap_or(0);
        let run = line.bytes().take_while(|b| *b == mark).count();
        let opens = run >= 3 && (mark == b'~' || mark == b'`' && !line[run..].contains('`'));
        if opens {
            self.fence = Some((mark, run));
        }
        opens
    }

    /// A blank line between what stands before `pos` on its line and what follows.
    fn gap_within(&self, pos: usize) -> Gap {
        let blank = self.text[..pos].len() - self.text[..pos].trim_end_matches([' ', '\t']).len();
        Gap::Within(pos - blank..pos)
    }

    /// A blank line before the closing tag where Markdown stands before it; the blank space
    /// before the tag where it begins a line.
    fn set_off_close(&mut self, close: &Range<usize>) -> Option<Range<usize>> {
        let line = line_start(self.text, close.start);
        if self.lines.last() != Some(&line) || self.content_start() != Some(close.start) {
            if !self.raw {
                self.gaps.push(self.gap_within(close.start));
            }
            return None;
        }
        self.lines.pop();
        if self.raw {
            return None;
        }
        if !self.blank_before {
            self.gaps.push(Gap::Above(line));
        }
        Some(self.columns(line, self.container.base)..close.start)
    }

    /// A blank line below the closing tag where text follows it.
    fn gap_behind(&self, at: usize) -> Option<Gap> {
        let end = line_end(self.text, at);
        let is_html = |rest: &str| match html::item_at(rest, 0) {
            Some((Item::Open { name, .. } | Item::Close { name, .. }, _)) => is_block(name),
            _ => false,
        };
        let rest = self.text[at..end].trim();
        if !rest.is_empty() {
            return (!is_html(rest)).then(|| {
                let space = self.text[at..end].len() - self.text[at..end].trim_start().len();
                self.gap_within(at + space)
            });
        }
        let next = end + 1;
        let line = self.text.get(next..)?;
        let line = strip_quotes(&line[..line_end(line, 0)], self.container.quotes)?;
        let columns = leading_columns(line);
        let base = self.container.base;
        let text = line.trim();
        // Further in than that it is HTML around the element, which a blank line would make code.
        (!text.is_empty() && !is_html(text) && (base..base + 4).contains(&columns))
            .then_some(Gap::Above(next))
    }

    /// The indentation that the content's lines share, behind what their container begins them with.
    fn indents(&self) -> Vec<Indent> {
        let base = self.container.base;
        let contents = |line: &usize| {
            let text = &self.text[*line..line_end(self.text, *line)];
            strip_quotes(text, self.container.quotes).unwrap_or(text)
        };
        let filled = self.lines.iter().map(contents);
        let filled = filled.filter(|rest| !rest.trim().is_empty());
        let indent = filled.map(leading_columns).min().unwrap_or(base).max(base);
        let lines = self.lines.iter().map(|line| {
            let rest = contents(line);
            let (from, to) = if rest.trim().is_empty() {
                let start = line_end(self.text, *line) - rest.len();
                (start, start)
            } else {
                (self.columns(*line, base), self.columns(*line, indent))
            };
            Indent {
                line: *line,
                from,
                to,
            }
        });
        lines.collect()
    }

    /// The byte of the line at `line` that stands `count` columns behind its quotes.
    fn columns(&self, line: usize, count: usize) -> usize {
        let end = line_end(self.text, line);
        let text = &self.text[line..end];
        let rest = strip_quotes(text, self.container.quotes).unwrap_or(text);
        end - rest.len() + skip_columns(rest, count)
    }
}
