//! What pages say of each other: gathered from the second pass, written once all of it is known.

use crate::catalogue::marker::{self, OPEN};
use crate::catalogue::names::{self, Name};
use crate::catalogue::relations::Relations;
use crate::catalogue::said::Said;
use crate::catalogue::{Catalogue, Standing};
use crate::config::DiagramMode;
use crate::diagnostic::LintLevel;
use crate::engine::done::Done;
use crate::engine::ids::{Lookup, id_of};
use crate::engine::page::{Book, Late};
use crate::engine::scores::status;
use crate::engine::source::Source;
use crate::engine::{Chapter, Input};
use crate::library::leads::Leads;
use crate::page::{Page, fences};
use crate::pattern::Reading;
use crate::render::Target;
use crate::render::links::Anchor;
use crate::render::related;
use crate::rules::settings;
use crate::schema::Template;
use crate::schema::fit::Fit;
use crate::template::fields::PATTERN_TYPE;
use crate::text::maps::{HashMap, HashSet};
use crate::text::span::Span;
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use rayon::prelude::*;
use std::cell::OnceCell;

/// The rule that asks whether relations are returned.
const ONE_SIDED: &str = "relation-one-sided";

/// What the markers of a book need, told from its text before any page is parsed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Markers {
    /// Whether there may be any.
    pub(super) any: bool,
    /// Whether one may ask how the library stands.
    pub(super) dashboard: bool,
}

impl Markers {
    /// Looks for markers in what is rendered.
    pub(super) fn of(input: &Input, chapters: &[Chapter], sources: &[Source]) -> Markers {
        let mut markers = Markers::default();
        if input.target.is_none() {
            return markers;
        }
        for (chapter, source) in chapters.iter().zip(sources) {
            let text = source.output.as_deref();
            let text = text.unwrap_or_else(|| source.text(&chapter.content));
            if marker::may_stand_in(text) {
                markers.any = true;
                markers.dashboard |= text.contains(&format!("{OPEN} dashboard"));
            }
        }
        markers
    }
}

/// Where directives begin on a page that had a backslash before them in the file: mdBook has taken
/// it away, and so have we.
pub(super) fn escaped(page: &Page<'_>, source: &Source, chapter: &Chapter) -> Vec<usize> {
    let text = page.text;
    if source.expanded.is_none() || !marker::may_stand_in(text) {
        return Vec::new();
    }
    let file = source.disk.as_deref().unwrap_or(&chapter.content);
    let origin = source.origin();
    let found = text.match_indices(OPEN).map(|(at, _)| at);
    let found = found.filter(|at| {
        // The whole of what is escaped was written anew, so the way back leads to its backslash.
        let start = origin.span(Span::new(*at..*at + 1)).start;
        let rest = start
            .checked_sub(source.bom)
            .and_then(|start| file.get(start..));
        rest.is_some_and(|rest| {
            rest.strip_prefix('\\')
                .is_some_and(|rest| rest.starts_with(OPEN))
        })
    });
    found.collect()
}

/// What has to stand before anything that is written behind a page whose last block of code nothing closes;
/// a diagram that is drawn stands open no longer.
fn closing(page: &Page<'_>, draws: bool) -> String {
    let last = page.nodes.iter().rev().find(|node| node.parent.is_none());
    let last = last.filter(|node| !(draws && node.kind.is_diagram()));
    let fence = last.and_then(|node| page.fence(node));
    match fence.filter(|fence| !fence.is_closed) {
        Some(fence) => format!("{}\n", fence.mark.to_string().repeat(fence.len)),
        None => String::new(),
    }
}

/// The same of a text as mdBook will read it, which it does once more.
fn closing_of_text(text: &str, options: &MarkdownOptions) -> String {
    let mut depth = 0_usize;
    let mut last = None;
    for (event, range) in new_cmark_parser(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let is_fenced = matches!(tag, Tag::CodeBlock(CodeBlockKind::Fenced(_)));
                    last = is_fenced.then_some(range);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => last = None,
            _ => {}
        }
    }
    let block = last.map_or("", |range| &text[range]);
    let Some((mark, len)) = fences::run(block) else {
        return String::new();
    };
    let last = block.trim_end().rsplit_once('\n');
    if last.is_some_and(|(_, last)| fences::closes(fences::bare(last), mark, len)) {
        return String::new();
    }
    format!("{}\n", mark.to_string().repeat(len))
}

impl Book<'_> {
    /// What has to stand before anything that is written behind the rendered page.
    pub(super) fn closing(&self, page: &Page<'_>, source: &Source) -> String {
        let draws = matches!(self.input.target, Some(Target::Html { .. }))
            && self.input.config.diagrams == DiagramMode::Svg;
        closing(page, draws && source.output.is_none())
    }

    /// Whether what the page at `path` says of others is wanted.
    pub(super) fn listens(&self, path: &str) -> bool {
        let input = self.input;
        let asks = || {
            let rules = input.rules.of_page(path, Some(PATTERN_TYPE));
            let rule = settings::find(&rules, ONE_SIDED);
            rule.is_some_and(|rule| rule.level != LintLevel::Allow)
        };
        self.listening || input.target.is_some() && input.config.related || asks()
    }

    /// What the page at `path` says of others, with its position, where anybody asks.
    pub(super) fn said(
        &self,
        pattern: &Reading<'_>,
        template: Option<&Template>,
        (leads, names): (&Leads, &OnceCell<Vec<Name>>),
        path: &str,
    ) -> Option<(usize, Said)> {
        let position = self.library.position(path).filter(|_| self.listens(path))?;
        let (page, own) = (pattern.page, (position, path));
        let said = if let Some(template) = template {
            let fit = Fit::of(template, page);
            Said::of_own(page, &fit, self.library, leads, own)
        } else {
            let names = names.get_or_init(|| names::all(pattern, self.library, leads));
            Said::of(pattern, self.library, names, own)
        };
        Some((position, said))
    }
}

/// Takes together what the pages say, and lets go of the diagnostics that it refutes.
pub(super) fn gather(book: &Book<'_>, done: &mut [Done]) -> Catalogue {
    let mut said: Vec<Said> = Vec::new();
    for page in done.iter_mut() {
        if let Some((position, own)) = page.said.take() {
            if said.is_empty() {
                said.resize_with(book.library.pages().len(), Said::default);
            }
            said[position] = own;
        }
    }
    let named: HashSet<(usize, usize)> = if done.iter().all(|page| page.one_sided.is_empty()) {
        HashSet::default()
    } else {
        let pages = said.iter().enumerate();
        let pairs = pages.flat_map(|(page, said)| {
            let namings = said.namings.iter();
            namings.map(move |naming| (page, naming.target))
        });
        pairs.collect()
    };
    for page in done.iter_mut().filter(|page| !page.one_sided.is_empty()) {
        let own = page.position;
        let is_returned = |target: usize| own.is_some_and(|own| named.contains(&(target, own)));
        page.one_sided.retain(|(_, target)| !is_returned(*target));
    }
    Catalogue {
        relations: Relations::of(&said),
        said,
        standings: Vec::new(),
        vocabularies: book.templates.vocabularies(),
    }
}

/// Renders the pages with markers, and adds to each pattern page what it is related to.
pub(super) fn finish(
    book: &Book<'_>,
    catalogue: &mut Catalogue,
    done: &mut [Done],
    targets: &HashMap<usize, Lookup<'_>>,
) {
    let Some(target) = book.input.target else {
        return;
    };
    if book.measuring && done.iter().any(|page| page.is_marked) {
        catalogue.standings = standings(book, done);
    }
    let catalogue = &*catalogue;
    done.par_iter_mut().for_each(|page| {
        if page.is_marked
            && let Some(chapter) = page.again.take()
        {
            let id_of = |anchor: &Anchor| id_of(targets, anchor);
            let late = Late {
                ids: Some(&id_of),
                catalogue: Some(catalogue),
            };
            let rendered = book.render_anew(&chapter, &chapter.content, page, late);
            (page.rendered, page.steps) = (Some(rendered.text), rendered.steps);
        }
        if let Some(position) = page
            .position
            .filter(|_| book.input.config.related && page.relates)
            && let Some(text) = &mut page.rendered
        {
            let config = &book.input.config;
            let mut list = related::render(book.library, catalogue, config, target, position);
            if !list.is_empty() {
                // What nothing closes may have been rendered as something else, such as a formula.
                if !page.closing.is_empty() {
                    let options = book.input.markdown.options();
                    let written = text.outline();
                    let fence = closing_of_text(&written, &options);
                    list.insert_str(0, &fence);
                    if !fence.is_empty() && !written.ends_with('\n') {
                        list.insert(0, '\n');
                    }
                }
                text.push(&list);
            }
        }
    });
}

/// How the pages stand, by their positions.
fn standings(book: &Book<'_>, done: &[Done]) -> Vec<Option<Standing>> {
    let measured = done.iter().filter_map(|page| page.measured.clone());
    let diagnostics = done.iter().flat_map(|page| page.diagnostics.clone());
    let status = status(measured.collect(), &[], &diagnostics.collect::<Vec<_>>());
    let mut standings = vec![None; book.library.pages().len()];
    for row in status.rows {
        if let Some(position) = book.library.position(&row.page.path) {
            standings[position] = Some(Standing {
                tier: row.page.tier,
                score: row.score,
                deny: row.deny,
                warn: row.warn,
            });
        }
    }
    standings
}
