//! From a parsed page to the text that mdBook renders.

pub mod above_title;
pub mod admonition;
pub mod annotations;
pub mod banner;
pub mod card;
pub mod catalogue;
pub mod code_lines;
pub mod code_titles;
pub mod diagram;
pub mod figures;
pub mod format;
pub mod frames;
pub mod head;
pub mod kind_styles;
pub mod lead;
pub mod level_navigation;
pub mod links;
pub mod markup;
pub mod math;
pub mod metrics;
mod own_card;
pub mod page_title;
pub mod panel;
pub mod quick_reference;
pub mod quote;
pub mod related;
pub mod rope;
pub mod sheet;
pub mod snippet;
pub mod steps;
pub mod strip;
pub mod structured_data;
pub mod summary;
pub mod tabs;
pub mod tag_attributes;
mod tasks;
pub mod themed_images;
pub mod title;
pub mod toc;
pub mod usage_columns;

use crate::catalogue::Catalogue;
use crate::catalogue::today::Today;
use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::diagram::Diagrams;
use crate::library::Library;
use crate::library::leads::Leads;
use crate::page::destinations::Destination;
use crate::page::{Kind, Page};
use crate::pattern::Reading;
use crate::schema::Template;
use crate::text::edit;
use crate::text::edit::Edit;
use crate::text::span::Out;
use card::Card;
use format::Format;
use links::{Anchor, IdOf};
use mdbook_markdown::MarkdownOptions;
use rope::{Drawings, Rope};
use std::cell::OnceCell;
use steps::{Edits, Step};
use summary::Summary;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// mdBook's HTML renderer.
    Html {
        /// Whether the page shows its diagnostics.
        panel: bool,
        /// Whether the page carries the stylesheet.
        stylesheet: bool,
        /// Whether a page whose parts need the script carries it.
        script: bool,
    },
    /// Any other renderer, and `mdbook test`.
    Markdown,
}

impl Target {
    /// The language that is written.
    pub fn format(self) -> Format {
        match self {
            Target::Html { .. } => Format::Html,
            Target::Markdown => Format::Markdown,
        }
    }
}

/// What a transform knows besides the page.
pub struct RenderContext<'a> {
    /// All pages.
    pub library: &'a Library,
    /// What the template reads in the page.
    pub pattern: &'a Reading<'a>,
    /// Where the page's links lead.
    pub leads: &'a Leads,
    /// Where the destinations of its links stand.
    pub destinations: &'a [Destination<'a>],
    /// The id on its page that an anchor means where it is no id itself; not
    /// known before all pages are parsed.
    pub ids: Option<&'a IdOf<'a>>,
    /// What all pages say of each other; not known before all pages are parsed.
    pub catalogue: Option<&'a Catalogue>,
    /// Today.
    pub today: &'a Today,
    /// What the frontmatter says for readers, once anybody asks; see [`RenderContext::card`].
    pub card: OnceCell<Card>,
    /// The book's configuration.
    pub config: &'a Config,
    /// The page's path as mdBook links to it.
    pub path: &'a str,
    /// Whether it is a pattern page.
    pub is_pattern: bool,
    /// Its template, if that is a team's own.
    pub template: Option<&'a Template>,
    /// What the text is for.
    pub target: Target,
    /// The book's diagrams.
    pub diagrams: &'a Diagrams,
    /// The page's diagnostics.
    pub diagnostics: &'a [Located],
    /// How mdBook parses.
    pub options: &'a MarkdownOptions,
    /// Whether it is to be said which transform changed what.
    pub explains: bool,
}

/// The stylesheet, one line per rule; without blank lines it is one HTML block.
pub const STYLESHEET: &str = include_str!("../../assets/patterns.css");

/// The script of pages with tabs. Like the others, it does nothing the second time, since print.html has every page's.
pub const TABS_SCRIPT: &str = include_str!("../../assets/tabs.min.js");
/// The script of pages with levels.
pub const LEVELS_SCRIPT: &str = include_str!("../../assets/levels.min.js");
/// The script of pages with drawings.
pub const DRAWINGS_SCRIPT: &str = include_str!("../../assets/diagrams.min.js");

/// A rendered page.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its new text.
    pub text: Rope,
    /// Its links to ids of other pages, where those are not known yet.
    pub anchors: Vec<Anchor>,
    /// What was changed, in the order of the text; empty where nobody asked.
    pub steps: Vec<Step>,
}

/// Renders a page.
pub fn render(page: &Page<'_>, cx: &RenderContext<'_>) -> Rendered {
    let mut anchors = Vec::new();
    let mut summary = Summary::of(page, cx);
    let (edits, parts, drawings) = edits(page, cx, summary.as_mut(), &mut anchors);
    let (text, map) = edit::apply_mapped(page.unfolded(), &edits.all);
    let mut frames = Edits::none();
    frames.add(
        "frames",
        frames::edits(page, cx, summary.as_ref(), (&text, &map)),
    );
    let text = if frames.all.is_empty() {
        text
    } else {
        edit::apply(&text, &frames.all)
    };
    let moves = summary.is_some_and(|summary| summary.title_moves);
    let text = if moves {
        above_title::apply(&text)
    } else {
        text
    };
    // At the top, and written last: of the stylesheet the page gets what it needs.
    let head = head::render(page, cx, parts, &text);
    let mut steps = Vec::new();
    if cx.explains {
        steps.extend(steps::at_top(page, "head", &head.concat()));
        steps.extend(steps::of_unfolding(page));
        steps.extend(edits.steps(page));
        steps.extend(frames.steps_through(page, &map));
        steps.sort_by_key(|step| (step.place.start, step.place.end));
    }
    Rendered {
        text: Rope::new(head, &text, &drawings),
        anchors,
        steps,
    }
}

/// All edits but those around blocks, and what the page's top is made of.
fn edits(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    mut summary: Option<&mut Summary<'_>>,
    anchors: &mut Vec<Anchor>,
) -> (Edits<Out>, head::Parts, Drawings) {
    let format = cx.target.format();
    let is_html = format == Format::Html;
    let mut edits = Edits::none();
    if let Some(summary) = &mut summary {
        // Nothing else changes what gives way.
        edits.add("summary", summary.edits(page));
    }
    edits.add("strip", strip::edits(page, cx.config.rows()));
    let formulas = math::edits(page, cx);
    edits.add("math", formulas.edits);
    edits.add("markup", links::in_markup(page, cx, anchors));
    edits.add("links", links::edits(page, cx, anchors));
    let described = (cx.is_pattern || cx.template.is_some()) && page.frontmatter.is_sound();
    let mut top: Vec<(&'static str, String)> = Vec::new();
    if let Target::Html { panel: true, .. } = cx.target {
        top.push(("panel", panel::render(cx)));
    }
    let levels = level_navigation::render(cx);
    let has_levels = !levels.is_empty();
    match &summary {
        // With the banner it stands where that does, and the path below it: see `frames`.
        Some(summary) if summary.has_banner() => {}
        Some(summary) => {
            top.push(("summary", summary.html()));
            top.push(("level_navigation", levels));
        }
        None => {
            if described && cx.config.card {
                top.push(card_of(page, cx));
            }
            top.push(("level_navigation", levels));
            if described && cx.is_pattern {
                top.push(("banner", banner::render(cx)));
            }
        }
    }
    if described && cx.config.structured_data && is_html {
        top.push(("structured_data", structured_data::render(page, cx)));
    }
    top.retain(|(_, text)| !text.is_empty());
    let has_top = !top.is_empty();
    // Insertions at one place keep their order, and nothing of ours belongs into the columns.
    below_title(page, top, &mut edits);
    if let Some(summary) = summary.filter(|summary| summary.title_moves) {
        if !summary.has_banner() {
            let at = title_end(page);
            edits.add("above_title", [Edit::insert(at, above_title::END)]);
        }
        edits.add_first("above_title", above_title::edits(page));
    }
    let listed = catalogue::edits(page, cx);
    let drawn = diagram::edits(page, cx);
    let columns = usage_columns::edits(page, cx);
    let contents = toc::edits(page, format, &cx.config.words);
    let annotated = annotations::edits(page, format);
    let code = code_titles::edits(page, format, &annotated.code);
    let tables = quick_reference::edit(page, cx, &edits.all);
    let styled = cx.config.style_all_pages
        || has_top
        || !columns.is_empty()
        || tables.as_ref().is_some_and(|edit| !edit.text.is_empty())
        || !page.blocks().is_empty()
        || !page.callouts.is_empty()
        || !drawn.edits.is_empty()
        || !code.edits.is_empty()
        || markup::has_tags(page)
        || !contents.is_empty()
        || !listed.style.is_empty()
        || has_grid(page);
    let figures = figures::Figures::of(page, cx.config);
    let has_notes = is_html && !annotated.edits.is_empty();
    edits.add("annotations", annotated.edits);
    edits.add("usage_columns", columns);
    edits.add("code_titles", code.edits);
    edits.add("tasks", tasks::edits(page, cx, styled));
    edits.add("toc", contents);
    edits.add("quick_reference", tables);
    let has_drawings = drawn.shown || listed.drawn;
    edits.add("diagram", drawn.edits);
    edits.add("catalogue", listed.edits);
    let code_style = if has_notes || code.is_marked {
        code_lines::SHEET
    } else {
        ""
    };
    let sheets = drawn.style + formulas.style + figures.style() + code_style + &listed.style;
    edits.add_first("figures", figures.edits(page, cx));
    edits.add_first("page_title", page_title::edit(page, cx));
    let parts = head::Parts {
        styled,
        drawn: has_drawings,
        sheets,
        scripts: scripts(tabs::has(page), has_levels, has_drawings),
        lists: listed.script,
        shared: diagram::shared(&drawn.shared),
    };
    (edits, parts, drawn.marked)
}

/// The scripts of what is on a page.
fn scripts(has_tabs: bool, has_levels: bool, has_drawings: bool) -> Vec<&'static str> {
    let all = [
        (has_tabs, TABS_SCRIPT),
        (has_levels, LEVELS_SCRIPT),
        (has_drawings, DRAWINGS_SCRIPT),
    ];
    let needed = all.into_iter().filter(|(is_needed, _)| *is_needed);
    needed.map(|(_, script)| script).collect()
}

/// The card of a pattern, or of a page of a team's own template, and what made it.
fn card_of(page: &Page<'_>, cx: &RenderContext<'_>) -> (&'static str, String) {
    match cx.template {
        Some(template) => ("own_card", own_card::render(page, template, cx)),
        None => ("card", card::render(cx)),
    }
}

/// What stands below the title, set off from what is around it.
fn below_title(page: &Page<'_>, parts: Vec<(&'static str, String)>, edits: &mut Edits<Out>) {
    let last = parts.len().saturating_sub(1);
    let at = title_end(page);
    for (index, (by, mut text)) in parts.into_iter().enumerate() {
        if index == 0 {
            text.insert(0, '\n');
        }
        if index == last {
            text.push('\n');
        }
        edits.add(by, [Edit::insert(at, text)]);
    }
}

/// Whether the page may hold a card grid; where that is only text, a stylesheet too many does no harm.
fn has_grid(page: &Page<'_>) -> bool {
    memchr::memmem::find(page.unfolded().as_bytes(), b"class=\"grid").is_some()
}

/// The node of the page's title, where that is Markdown.
fn title_node(page: &Page<'_>) -> Option<usize> {
    let mut titles = page.headings.iter().filter(|heading| heading.rank == 1);
    let title = titles.find(|heading| page.nodes[heading.node].parent.is_none());
    title.map(|heading| heading.node)
}

/// Where the card goes: behind the title, wherever that is; at the top of a page without one.
fn title_end(page: &Page<'_>) -> usize {
    let top_level = |index: &usize| page.nodes[*index].parent.is_none();
    let heading = title_node(page);
    let html = || {
        (0..page.nodes.len()).filter(top_level).find(|index| {
            let node = &page.nodes[*index];
            node.kind == Kind::Html && page[node.out].to_ascii_lowercase().contains("</h1>")
        })
    };
    heading
        .or_else(html)
        .map_or(0, |index| page.nodes[index].out.end)
}
