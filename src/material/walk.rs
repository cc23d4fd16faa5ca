//! Follows the content of an HTML element line by line, to where it closes.

use crate::material::markdown_html::Container;
use crate::material::tags::{is_heading, title_tag};
use crate::page::Flavor;
use crate::text::edit::Edit;
use crate::text::html;
use crate::text::html::{Item, Tokenizer, is_block};
use crate::text::indent::{leading_columns, line_end, line_start, skip_columns, strip_quotes};
use std::ops::Range;

/// More elements inside one another than this are given up.
const MAX_OPEN: usize = 32;

/// What came of an element.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) edits: Vec<Edit>,
    /// How far it reaches, or how far was looked for its end.
    pub(super) end: usize,
    pub(super) closed: bool,
}

impl Walked {
    pub(super) fn closed(end: usize, edits: Vec<Edit>) -> Walked {
        Walked {
            edits,
            end,
            closed: true,
        }
    }
}

/// The walk through one element.
pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    html: Tokenizer<'t>,
    /// The open element whose content is no HTML, such as a script.
    raw_text: Option<&'static str>,
    name: &'t str,
    container: &'t Container,
    /// What every line of the content gets.
    pub(super) lead: &'static str,
    /// Whether the first heading is a title, and for what.
    pub(super) titled: Option<Flavor>,
    /// Whether CommonMark takes the place for HTML.
    pub(super) raw: bool,
    /// Whether it did so from the opening tag to here.
    pub(super) stayed_raw: bool,
    pub(super) title_edits: Vec<Edit>,
    pub(super) at: usize,
    edits: Vec<Edit>,
    /// The open elements inside.
    open: Vec<&'t str>,
    /// The title's opening tag.
    title: Option<(Range<usize>, Vec<Edit>)>,
    fence: Option<(u8, usize)>,
    blank_before: bool,
    /// The starts of the content's lines, the first one aside.
    lines: Vec<usize>,
    /// Lines that begin before this byte get no lead: it is there.
    pub(super) skip_to: usize,
}

enum Step {
    Line(usize),
    Closed(Range<usize>),
    GaveUp,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str, name: &'t str, container: &'t Container) -> Walk<'t> {
        Walk {
            text,
            html: html::scan(text),
            raw_text: None,
            name,
            container,
            lead: "",
            titled: None,
            raw: true,
            stayed_raw: true,
            title_edits: Vec::new(),
            at: 0,
            edits: Vec::new(),
            open: Vec::new(),
            title: None,
            fence: None,
            blank_before: false,
            lines: Vec::new(),
            skip_to: 0,
        }
    }

    /// Goes from behind the opening tag to the closing one; `None` where the container ends first.
    pub(super) fn run(&mut self, from: usize) -> Option<Range<usize>> {
        self.at = from;
        let mut content = from;
        loop {
            let is_line = content != from;
            match self.line(content, is_line) {
                Step::Line(end) => self.at = (end + 1).min(self.text.len()),
                Step::Closed(close) => return Some(close),
                Step::GaveUp => return None,
            }
            if self.at >= self.text.len() {
                return None;
            }
            content = self.content_start()?;
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
                    if self.open.len() == MAX_OPEN {
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
            Some(Item::Open {
                span,
                name,
                attributes,
                ..
            }) if is_block(name) => {
                if let Some(flavor) = self.titled.take().filter(|_| is_heading(name)) {
                    let edits = title_tag(flavor, &span, name, &attributes);
                    self.title = Some((span, edits));
                    if flavor == Flavor::Markdown {
                        return None;
                    }
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
        self.titled = None;
        if self.raw {
            self.edits.push(if is_line {
                self.gap_above(self.at)
            } else {
                self.line_break(pos)
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
            && let Some((open, edits)) = self.title.take()
            && whole
        {
            self.title_edits = edits;
            self.end_title(&open, span, name.len());
        }
        None
    }

    fn end_title(&mut self, open: &Range<usize>, close: &Range<usize>, name: usize) {
        if !self.title_edits.is_empty() {
            let at = close.start + 2;
            self.title_edits.push(Edit::replace(at..at + name, "p"));
            return;
        }
        // The author's own bold would end ours.
        let inner = &self.text[open.end..close.start];
        let bold = if inner.trim().is_empty() || inner.contains(['*', '_']) {
            ""
        } else {
            "**"
        };
        let space = |text: &str| text.len() - text.trim_start().len();
        let from = open.end + space(inner);
        let to = open.end + inner.trim_end().len();
        self.title_edits.push(Edit::replace(open.start..from, bold));
        self.title_edits
            .push(Edit::replace(to.max(from)..close.end, bold));
        // A line of its own: what follows is set off like text below HTML.
        self.raw = true;
        self.stayed_raw = false;
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

    fn bare(&self) -> String {
        if self.lead.is_empty() {
            self.container.prefix.trim_end().to_owned()
        } else {
            format!("{}>", self.container.prefix)
        }
    }

    /// A blank line above the line that begins at `line`.
    fn gap_above(&self, line: usize) -> Edit {
        Edit::insert(line, format!("{}\n", self.bare()))
    }

    /// A blank line between what stands before `pos` on its line and what follows.
    fn line_break(&self, pos: usize) -> Edit {
        let blank = self.text[..pos].len() - self.text[..pos].trim_end_matches([' ', '\t']).len();
        let text = format!("\n{}\n{}{}", self.bare(), self.container.prefix, self.lead);
        Edit::replace(pos - blank..pos, text)
    }

    /// A blank line before the closing tag where Markdown stands before it, and one behind it.
    pub(super) fn set_off_close(&mut self, close: &Range<usize>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let line = line_start(self.text, close.start);
        if self.lines.last() == Some(&line) && self.content_start() == Some(close.start) {
            self.lines.pop();
            if !self.raw && !self.blank_before {
                edits.push(self.gap_above(line));
            }
            if !self.raw {
                let (from, _) = self.columns(line, self.container.base);
                edits.push(Edit::delete(from..close.start));
            }
        } else if !self.raw {
            edits.push(self.line_break(close.start));
        }
        edits.extend(self.gap_behind(close.end));
        edits
    }

    /// Takes the closing tag away.
    pub(super) fn remove_close(&mut self, close: &Range<usize>) -> Vec<Edit> {
        let lead = std::mem::take(&mut self.lead);
        let mut edits = vec![Edit::delete(close.clone())];
        let line = line_start(self.text, close.start);
        let end = line_end(self.text, close.end);
        let alone = self.lines.last() == Some(&line) && self.content_start() == Some(close.start);
        if alone {
            self.lines.pop();
        }
        if !self.text[close.end..end].trim().is_empty() {
            let text = format!("\n{}\n{}", self.bare(), self.container.prefix);
            edits[0] = Edit::replace(close.clone(), text);
        } else if !alone {
            edits.extend(self.gap_behind(close.end));
        } else if self.container.quotes == 0 && self.is_blank_below(end) {
            edits[0] = Edit::delete(line..end + 1);
        }
        self.lead = lead;
        edits
    }

    fn is_blank_below(&self, end: usize) -> bool {
        let below = self.text.get(end + 1..);
        below.is_some_and(|text| text[..line_end(text, 0)].trim().is_empty())
    }

    /// A blank line below the closing tag where text follows it.
    fn gap_behind(&self, at: usize) -> Option<Edit> {
        let end = line_end(self.text, at);
        let is_html = |rest: &str| match html::item_at(rest, 0) {
            Some((Item::Open { name, .. } | Item::Close { name, .. }, _)) => is_block(name),
            _ => false,
        };
        let rest = self.text[at..end].trim();
        if !rest.is_empty() {
            return (!is_html(rest)).then(|| {
                let space = self.text[at..end].len() - self.text[at..end].trim_start().len();
                self.line_break(at + space)
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
            .then(|| self.gap_above(next))
    }

    /// Everything inside: the content dedented, its title, its blank lines.
    pub(super) fn finish(mut self) -> Vec<Edit> {
        let base = self.container.base;
        let contents = |line: &usize| {
            let text = &self.text[*line..line_end(self.text, *line)];
            strip_quotes(text, self.container.quotes).unwrap_or(text)
        };
        let filled = self
            .lines
            .iter()
            .map(contents)
            .filter(|rest| !rest.trim().is_empty());
        let indent = filled.map(leading_columns).min().unwrap_or(base).max(base);
        let mut edits = std::mem::take(&mut self.edits);
        edits.append(&mut self.title_edits);
        let at = self.lines.partition_point(|line| *line <= self.skip_to);
        for line in &self.lines[if self.skip_to == 0 { 0 } else { at }..] {
            let rest = contents(line);
            if !rest.trim().is_empty() {
                let (from, _) = self.columns(*line, base);
                let (to, _) = self.columns(*line, indent);
                if from < to || !self.lead.is_empty() {
                    edits.push(Edit::replace(from..to, self.lead));
                }
            } else if !self.lead.is_empty() {
                let from = line_end(self.text, *line) - rest.len();
                let prefix = &self.container.prefix;
                let indent = &prefix[prefix.rfind('>').map_or(0, |at| at + 1)..];
                edits.push(Edit::insert(from, format!("{indent}>")));
            }
        }
        edits
    }

    /// The byte of the line at `line` that stands `count` columns behind its quotes.
    fn columns(&self, line: usize, count: usize) -> (usize, usize) {
        let end = line_end(self.text, line);
        let text = &self.text[line..end];
        let rest = strip_quotes(text, self.container.quotes).unwrap_or(text);
        (end - rest.len() + skip_columns(rest, count), end)
    }
}

/// Where something stands behind `at`: blank lines and quote markers are passed over.
pub(super) fn first_content(text: &str, at: usize, quotes: usize) -> usize {
    let end = line_end(text, at);
    if !text[at..end].trim().is_empty() {
        return at + text[at..end].len() - text[at..end].trim_start().len();
    }
    let mut line = end + 1;
    while line < text.len() {
        let end = line_end(text, line);
        let rest = strip_quotes(&text[line..end], quotes).unwrap_or(&text[line..end]);
        if !rest.trim().is_empty() {
            return end - rest.trim_start().len();
        }
        line = end + 1;
    }
    text.len()
}
