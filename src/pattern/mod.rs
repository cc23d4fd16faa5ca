//! What the template reads in a page: fields, levels, usage, question, banner, story, measures.
//!
//! A [`Reading`] is made once per page, for rules and renderers alike; what
//! takes time in it is found when it is first asked for.

pub mod drawing;
mod empty;
pub mod fields;
pub mod lacks;
pub mod levels;
pub mod measures;
mod pieces;
pub mod question;
pub mod quick_reference;
pub mod reading_time;
mod story;
pub mod tier_banner;
pub mod usage;

use crate::material::Block;
use crate::page::fences::Fence;
use crate::page::suppress::{self, Suppression};
use crate::page::{Heading, Kind, Link, Node, Page};
use crate::template::fields::EXCELLENCE_TIER;
use crate::template::openings::{self, Openings};
use crate::template::{Rows, Section, SectionRow, Tier};
use crate::text::span::{Span, Text};
use drawing::Drawn;
use fields::Fields;
use levels::Levels;
use measures::LineClass;
use pieces::Piece;
use question::Question;
use reading_time::Amount;
use std::cell::OnceCell;
use usage::Usage;

/// A page as the template reads it.
#[derive(Debug)]
pub struct Reading<'p> {
    /// The page.
    pub page: &'p Page<'p>,
    /// The template.
    pub rows: &'p Rows,
    /// The template's fields in its frontmatter.
    pub fields: Fields<'p>,
    /// The five levels.
    pub levels: Levels<'p>,
    /// The Essential Question.
    pub question: Option<Question<'p>>,
    /// Ids that will be written into the page, besides its own.
    pub generated_ids: Vec<&'static str>,
    /// Tier banners between the title and the first Level, in order.
    pub banners: Vec<&'p Block>,
    /// Everything on the page that leads somewhere.
    pub links: Vec<Link<'p>>,
    usage: OnceCell<Usage>,
    stories: OnceCell<Vec<Span<Text>>>,
    lines: OnceCell<Vec<LineClass>>,
    drawings: OnceCell<Vec<Drawn>>,
    pieces: OnceCell<Vec<Piece>>,
    suppressions: OnceCell<Vec<Suppression>>,
    placeholder_lines: OnceCell<Vec<Span<Text>>>,
    lists_of_links: OnceCell<Vec<usize>>,
    openings: OnceCell<Vec<Openings>>,
    amounts: OnceCell<Vec<(usize, Amount)>>,
    code: OnceCell<Vec<usize>>,
    fences: OnceCell<Vec<(usize, Fence)>>,
}

impl<'p> Reading<'p> {
    /// Reads a page.
    pub fn of(page: &'p Page<'_>, rows: &'p Rows) -> Reading<'p> {
        Reading {
            page,
            rows,
            fields: Fields::of(&page.frontmatter, rows),
            levels: Levels::of(page, rows),
            question: Question::of(page, rows),
            generated_ids: Vec::new(),
            banners: tier_banner::all(page, rows),
            links: page.links(),
            usage: OnceCell::new(),
            stories: OnceCell::new(),
            lines: OnceCell::new(),
            drawings: OnceCell::new(),
            pieces: OnceCell::new(),
            suppressions: OnceCell::new(),
            placeholder_lines: OnceCell::new(),
            lists_of_links: OnceCell::new(),
            openings: OnceCell::new(),
            amounts: OnceCell::new(),
            code: OnceCell::new(),
            fences: OnceCell::new(),
        }
    }

    /// The page's tier and the place that says so; `None` where the frontmatter
    /// is broken or its tier is none of the three.
    pub fn tier(&self) -> Option<(Tier, Span<Text>)> {
        let place = self.fields.get(&EXCELLENCE_TIER)?;
        Some((self.fields.tier()?, place.span))
    }

    /// When to Use and When NOT to Use.
    pub fn usage(&self) -> &Usage {
        self.usage.get_or_init(|| Usage::of(self.page))
    }

    /// The tier banner that stays where there are several: the one of the page's tier, else the first.
    pub fn banner(&self) -> Option<&'p Block> {
        let tier = self.fields.tier();
        let fits = self.banners.iter().find(|banner| banner.tier() == tier);
        fits.or(self.banners.first()).copied()
    }

    /// Where the page tells what happens without the pattern, in order.
    pub fn stories(&self) -> &[Span<Text>] {
        self.stories.get_or_init(|| story::all(self))
    }

    /// What each line counts as.
    pub fn lines(&self) -> &[LineClass] {
        self.lines.get_or_init(|| measures::classify(self))
    }

    /// The blocks of code, diagrams among them, with their indices, in order.
    pub fn code(&self) -> impl Iterator<Item = (usize, &'p Node)> {
        let page = self.page;
        let code = self.code.get_or_init(|| {
            let nodes = page.nodes.iter().enumerate();
            let code = nodes.filter(|(_, node)| matches!(node.kind, Kind::Code { .. }));
            code.map(|(index, _)| index).collect()
        });
        code.iter().map(|index| (*index, &page.nodes[*index]))
    }

    /// Those in fences, each with its own.
    pub fn fences(&self) -> impl Iterator<Item = (&'p Node, &Fence)> {
        let page = self.page;
        let fences = self.fences.get_or_init(|| {
            let code = self.code();
            code.filter_map(|(index, node)| Some((index, page.fence(node)?)))
                .collect()
        });
        fences
            .iter()
            .map(|(index, fence)| (&page.nodes[*index], fence))
    }

    /// The diagrams that show anything, images with a file among them, in order; each with the place
    /// of the first one that shows the same.
    pub fn drawings(&self) -> impl Iterator<Item = (&'p Node, usize)> {
        let page = self.page;
        let drawings = self.drawings.get_or_init(|| drawing::all(page));
        let drawings = drawings.iter();
        drawings.map(move |drawn| (&page.nodes[drawn.node], drawn.first))
    }

    /// The diagrams, tables and lists that other pages may have word for word, in order.
    pub fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| pieces::all(self.page))
    }

    /// The comments that are addressed to this tool.
    pub fn suppressions(&self) -> &[Suppression] {
        self.suppressions.get_or_init(|| suppress::of(self.page))
    }

    /// The lines that are placeholders and nothing else, in order.
    pub fn placeholder_lines(&self) -> &[Span<Text>] {
        self.placeholder_lines
            .get_or_init(|| self.page.placeholder_lines())
    }

    /// [`Page::lists_of_links`], found once.
    pub fn lists_of_links(&self) -> &[usize] {
        self.lists_of_links
            .get_or_init(|| self.page.lists_of_links())
    }

    /// What there is to read of a part of the page, such as a section.
    pub fn amount(&self, span: Span<Text>) -> Amount {
        let pieces = || reading_time::by_headings(self.page);
        let pieces = self.amounts.get_or_init(pieces);
        let sum = reading_time::sum(pieces, span, self.page.text.len());
        sum.unwrap_or_else(|| Amount::of(self.page, span))
    }

    /// Which headings, by their index in [`Page::headings`], open a section by a name that code knows.
    pub fn opens<'s>(
        &'s self,
        section: &'s Section,
    ) -> impl Fn(usize) -> bool + Clone + use<'p, 's> {
        let openings = self.openings.get_or_init(|| {
            let headings = self.page.headings.iter();
            headings.map(|it| Openings::of(&it.normal)).collect()
        });
        let place = openings::place(section);
        move |heading| match place {
            Some(place) => openings[heading].has(place),
            None => section.is_opened_by(&self.page.headings[heading].normal),
        }
    }

    /// The headings that open a section, in order.
    pub fn sections<'s>(
        &'s self,
        section: &'s Section,
    ) -> impl Iterator<Item = &'p Heading> + Clone + use<'p, 's> {
        let opens = self.opens(section);
        let headings = self.page.headings.iter().enumerate();
        headings
            .filter(move |(index, heading)| {
                opens(*index) || self.rows.also_opens(section, &heading.normal)
            })
            .map(|(_, heading)| heading)
    }

    /// The headings that open a section of the template, in order.
    pub fn opened<'s>(
        &'s self,
        row: &'s SectionRow,
    ) -> impl Iterator<Item = &'p Heading> + Clone + use<'p, 's> {
        let known = row.known.map(|known| self.opens(known));
        let headings = self.page.headings.iter().enumerate();
        headings
            .filter(move |(index, heading)| {
                known.as_ref().is_some_and(|opens| opens(*index)) || row.has_name(&heading.normal)
            })
            .map(|(_, heading)| heading)
    }

    /// The first heading that opens a section.
    pub fn section(&self, section: &Section) -> Option<&'p Heading> {
        self.sections(section).next()
    }

    /// The first heading that may be meant to open a section, and opens no other one.
    pub fn near(&self, section: &Section) -> Option<&'p Heading> {
        let mut headings = self.page.headings.iter();
        headings.find(|heading| {
            let normal = heading.normal.as_str();
            section.is_near(normal) && !self.rows.opens_any(normal)
        })
    }
}
