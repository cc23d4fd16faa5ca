//! Formulas: as MathML, or as text that MathJax and KaTeX find whole.

use super::Target;
use crate::config::MathMode;
use crate::formula::{self, Source};
use crate::material::math::{Formula, Place};
use crate::page::{Node, Page};
use crate::render::RenderContext;
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::indent::{line_end, strip_quotes};
use crate::text::maps::HashSet;
use crate::text::span::{Out, Span};

/// What drawn formulas share. It is never served as a file: few pages need it.
const SHEET: &str = include_str!("../../assets/math.css");

/// What becomes of a page's formulas.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Their drawings in place of their sources.
    pub edits: Vec<Edit<Out>>,
    /// The rules that they need.
    pub style: &'static str,
}

/// Writes the page's formulas. Of what does not parse the source is shown: to Markdown a backslash in
/// it may mean something, and would be gone.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>) -> Drawn {
    let mode = cx.config.math;
    if !matches!(cx.target, Target::Html { .. }) || mode == MathMode::Text {
        return Drawn::default();
    }
    let headings = Headings::of(page);
    let formulas = page.formulas().iter();
    let formulas = formulas.filter(|it| it.place != Place::Image && headings.admit(it));
    let formulas: Vec<&Formula> = formulas.collect();
    let source = |formula: &&Formula| Source {
        tex: formula.tex(page.unfolded()),
        display: formula.place != Place::Inline,
    };
    let sources: Vec<Source> = formulas.iter().map(source).collect();
    let html: Vec<Option<String>> = if mode == MathMode::Client {
        sources.iter().map(|source| Some(client(source))).collect()
    } else {
        let drawn = formula::draw(&sources).into_iter();
        let drawn = drawn.zip(sources.iter().zip(&formulas));
        drawn
            .map(|(body, (source, formula))| match body {
                Ok(body) => Some(mathml(source, &body)),
                Err(_) if formula.place == Place::Fence => None,
                Err(_) => Some(code(source, &page.unfolded()[formula.span.range()])),
            })
            .collect()
    };
    let mut drawn = Drawn::default();
    let mut ids = HashSet::default();
    for (formula, html) in formulas.into_iter().zip(html) {
        let Some(html) = html else { continue };
        drawn.edits.push(if formula.place == Place::Fence {
            fence(page, formula, &html)
        } else {
            Edit::replace(formula.span, html)
        });
        // Of a heading with several formulas, the id stands once.
        let id = headings.id(formula);
        drawn
            .edits
            .extend(id.filter(|id| ids.insert(id.span.start)));
    }
    if mode == MathMode::Mathml && !drawn.edits.is_empty() {
        drawn.style = SHEET;
    }
    drawn
}

/// `\(…\)` and `\[…\]`, which both find by themselves; to Markdown it is nothing but text.
fn client(source: &Source) -> String {
    let (open, close) = if source.display {
        ("&#92;&#91;", "&#92;&#93;")
    } else {
        ("&#92;&#40;", "&#92;&#41;")
    };
    let tex = lines(&source.tex);
    format!("<span class=\"arithmatex\">{open}{tex}{close}</span>")
}

fn mathml(source: &Source, body: &str) -> String {
    let tex = source.tex.trim();
    let alt = escape::attribute(tex).replace('`', "&#96;");
    let annotation = lines(tex);
    let semantics = format!(
        "<semantics><mrow>{body}</mrow><annotation encoding=\"application/x-tex\">{annotation}</annotation></semantics>"
    );
    if source.display {
        format!(
            "<span class=\"patterns-formula\"><math display=\"block\" alttext=\"{alt}\">{semantics}</math></span>"
        )
    } else {
        format!("<math alttext=\"{alt}\">{semantics}</math>")
    }
}

/// The source as code, with the signs around it: they may be no formula's. `written` may have the marks of quotes in it.
fn code(source: &Source, written: &str) -> String {
    const SIGNS: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)")];
    let signs = SIGNS.iter().find(|(open, _)| written.starts_with(open));
    let (open, close) = signs.copied().unwrap_or_default();
    let tex = lines(&format!("{open}{}{close}", source.tex.trim()));
    format!("<code>{tex}</code>")
}

/// TeX as text on one line. Its own line breaks end its comments.
fn lines(tex: &str) -> String {
    let lines = tex.lines().map(escape::entities);
    lines.collect::<Vec<_>>().join("&#10;")
}

/// A fence as one line of HTML, a block of its own.
fn fence(page: &Page<'_>, formula: &Formula, html: &str) -> Edit<Out> {
    let text = page.unfolded();
    let start = formula.span.start;
    let end = start + page[formula.span].trim_end_matches(['\n', '\r']).len();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    let next = text[end..].split_inclusive('\n').nth(1).unwrap_or("");
    let quotes = before.matches('>').count();
    let html = format!("<div>{html}</div>");
    if strip_quotes(next, quotes).unwrap_or(next).trim().is_empty() {
        return Edit::replace(Span::new(start..end), html);
    }
    let quotes: String = before
        .chars()
        .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' })
        .collect();
    Edit::replace(
        Span::new(start..end),
        format!("{html}\n{}", quotes.trim_end()),
    )
}

/// The headings with formulas. mdBook makes their ids of what it is given; what a link leads to
/// must not depend on how a formula is written.
struct Headings<'p>(Vec<Heading<'p>>);

struct Heading<'p> {
    span: Span<Out>,
    /// Where its text ends.
    end: usize,
    /// Where the marks that close it end.
    line_end: usize,
    /// The id that mdBook makes of the text; nothing where it needs none.
    id: Option<&'p str>,
    /// Whether an attribute list without an id stands behind it.
    has_list: bool,
}

impl<'p> Headings<'p> {
    fn of(page: &'p Page<'_>) -> Headings<'p> {
        if page.formulas().is_empty() {
            return Headings(Vec::new());
        }
        let text_end = |node: &Node, index: usize| {
            let inside = page.inside(index).map(|(_, inner)| inner.out.end);
            inside.max().unwrap_or(node.out.end)
        };
        let headings = page.headings.iter().map(|heading| {
            let node = &page.nodes[heading.node];
            let end = text_end(node, heading.node);
            Heading {
                span: node.out,
                end,
                line_end: closing_marks(page.unfolded(), end),
                id: Some(heading.anchor.as_str()).filter(|_| heading.id.is_none()),
                has_list: page.unfolded()[end..node.out.end.max(end)]
                    .trim_start()
                    .starts_with('{'),
            }
        });
        let mut headings: Vec<Heading<'p>> = headings.collect();
        headings.sort_by_key(|heading| heading.span.start);
        Headings(headings)
    }

    fn around(&self, formula: &Formula) -> Option<&Heading<'p>> {
        let start = formula.span.start;
        let behind = self.0.partition_point(|it| it.span.end <= start);
        self.0.get(behind).filter(|it| it.span.contains(start))
    }

    /// Whether a formula's heading, if it stands in one, can keep its id.
    fn admit(&self, formula: &Formula) -> bool {
        self.around(formula).is_none_or(|heading| {
            heading.id.is_none() || !heading.has_list && heading.end >= formula.span.end
        })
    }

    fn id(&self, formula: &Formula) -> Option<Edit<Out>> {
        let heading = self.around(formula)?;
        let id = heading.id.filter(|id| !id.is_empty())?;
        let closing = Span::new(heading.end..heading.line_end);
        Some(Edit::replace(closing, format!(" {{#{id}}}")))
    }
}

/// Where the `##` end that may stand behind a heading's text: no id is read before them.
fn closing_marks(text: &str, end: usize) -> usize {
    let line = &text[end..line_end(text, end)];
    let marks = line.trim();
    let closes = !marks.is_empty() && marks.bytes().all(|byte| byte == b'#');
    end + if closes { line.trim_end().len() } else { 0 }
}
