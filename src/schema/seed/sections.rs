//! The sections and levels of the pattern template.

use crate::page::outline::{normalise, time_box};
use crate::page::{Heading, Page};
use crate::schema::annotations::{Annotation, Check, Place, What};
use crate::schema::seed::{MOST, tiers};
use crate::schema::{Section as Shown, Template};
use crate::template::levels::Audience;
use crate::template::sections::{
    COMPARISON, Content, SECTIONS, Section, WHEN_NOT_TO_USE, WHEN_TO_USE,
};
use crate::template::{LevelRow, Rows, SectionRow};
use crate::text::slug::slugify;

/// Headings of greater rank are samples.
const DEPTH: u8 = 3;

/// Reads them into the rows.
pub(super) fn read(template: &Template, page: &Page<'_>, rows: &mut Rows) {
    let mut levels: Vec<usize> = Vec::new();
    for (at, section) in template.sections.iter().enumerate() {
        let annotations = template.annotations_of(Place::Section(at));
        let asked = annotations.filter_map(|it| asked_by_tier(section, it));
        rows.of_tiers.extend(asked);
        let known = known(section);
        let aka = section.aka.iter().map(|(name, _)| normalise(name));
        if let Some(first) = known.first() {
            rows.aka.extend(aka.map(|name| (*first, name)));
        }
        if !section.optional {
            rows.asked.extend(&known);
        }
        if let Some(level) = level(template, page, at) {
            levels.push(at);
            rows.levels.push(level);
            continue;
        }
        let parent = section.parent;
        let is_part = parent.is_some_and(|parent| levels.contains(&parent));
        // What stands below When to Use is told apart by its words, not by its title.
        let in_usage = parent.is_some_and(|parent| {
            let above = normalise(&template.sections[parent].title);
            WHEN_TO_USE.is_opened_by(&above) || WHEN_NOT_TO_USE.is_opened_by(&above)
        });
        let is_other = section.rank <= DEPTH && known.is_empty() && !is_part && !in_usage;
        if is_other && !section.optional {
            rows.others.push(row(section));
        }
    }
    rows.of_tiers.truncate(MOST);
    rows.others.truncate(MOST);
    rows.aka.truncate(MOST);
    rows.levels.sort_by_key(|level| level.number);
    rows.levels.dedup_by_key(|level| level.number);
}

/// The sections that code names and that a section of the page is, the one of its title first.
fn known(section: &Shown) -> Vec<&'static Section> {
    let normal = normalise(&section.title);
    let is_both = |it: &Section| *it == WHEN_NOT_TO_USE && normal.contains(it.normal);
    let all = SECTIONS.iter().copied();
    let mut known: Vec<_> = all
        .filter(|it| it.is_opened_by(&normal) || is_both(it))
        .collect();
    known.sort_by_key(|it| it.title != section.title);
    known
}

fn row(section: &Shown) -> SectionRow {
    let names = section.aka.iter();
    SectionRow {
        title: section.title.clone(),
        normal: normalise(&section.title),
        known: known(section).first().copied(),
        aka: names.take(MOST).map(|(name, _)| normalise(name)).collect(),
        tiers: Vec::new(),
        holds: Content::Something,
        help: String::new(),
    }
}

/// What an annotation of a section asks for where the page is of a tier.
pub(super) fn asked_by_tier(section: &Shown, annotation: &Annotation) -> Option<SectionRow> {
    let tiers = tiers(annotation);
    if tiers.is_empty() || annotation.rule.is_some() {
        return None;
    }
    let mut row = row(section);
    row.holds = match annotation.checks.as_slice() {
        [] => Content::Something,
        [Check::Holds(What::Figures, _)] => Content::Figure,
        [Check::Holds(What::Diagrams, _)] => Content::Diagram,
        [Check::Holds(What::Tables, _)] if row.known == Some(&COMPARISON) => Content::ComplexityRow,
        [Check::Any(ways)] => match ways.as_slice() {
            [way] => {
                let [Check::Section(other)] = way.as_slice() else {
                    return None;
                };
                row = other_section(other);
                Content::Anything
            }
            [link, diagram] if is(link, &What::Links) && is(diagram, &What::Diagrams) => {
                Content::LinkOrDiagram
            }
            _ => return None,
        },
        _ => return None,
    };
    row.tiers = tiers;
    row.help = annotation.help.clone().unwrap_or_default();
    Some(row)
}

fn is(way: &[Check], what: &What) -> bool {
    matches!(way, [Check::Holds(found, _)] if found == what)
}

/// A section that the page names in an annotation and has no heading for.
fn other_section(title: &str) -> SectionRow {
    let known = SECTIONS.iter().find(|it| it.title == title).copied();
    SectionRow {
        title: title.to_owned(),
        normal: normalise(title),
        known,
        aka: Vec::new(),
        tiers: Vec::new(),
        holds: Content::Anything,
        help: String::new(),
    }
}

/// The level that a section of rank 2 is: `Level 1: Intuition (5 min) {#intuition}`.
fn level(template: &Template, page: &Page<'_>, at: usize) -> Option<LevelRow> {
    let section = &template.sections[at];
    let heading = heading(page, section)?;
    let rest = heading.normal.strip_prefix("level ")?;
    let number: u8 = rest.split(' ').next()?.parse().ok()?;
    if section.rank != 2 || !(1..=9).contains(&number) {
        return None;
    }
    let time = time_box(&heading.text);
    let words = &heading.text[..time.map_or(heading.text.len(), |(open, _)| open)];
    let name = words.split_once(':').map_or("", |(_, name)| name.trim());
    let minutes = time.and_then(|(_, time)| time.split_whitespace().next()?.parse().ok());
    let parts = template.sections.iter().enumerate();
    let parts = parts.filter(|(_, part)| part.parent == Some(at) && part.rank <= DEPTH);
    let parts = parts.filter(|(_, part)| !part.optional);
    Some(LevelRow {
        number,
        name: name.to_owned(),
        anchor: heading.id.clone().unwrap_or_else(|| slugify(name)),
        audience: audience(template, page, at),
        minutes: minutes.unwrap_or(0),
        parts: parts.take(MOST).map(|(_, part)| row(part)).collect(),
    })
}

fn heading<'p>(page: &'p Page<'_>, section: &Shown) -> Option<&'p Heading> {
    let mut headings = page.headings.iter();
    headings.find(|it| page.first_line(it.span) == section.span)
}

/// For whom a level is, as its guidance says: `GOAL: Engineers can …`.
fn audience(template: &Template, page: &Page<'_>, at: usize) -> Option<Audience> {
    let block = template.blocks.iter().find(|it| it.section == Some(at))?;
    let comments = page.comments.iter();
    let mut own = comments.filter(|it| block.body.contains(it.span.start));
    own.find_map(|comment| {
        let (_, goal) = comment.text.split_once(':')?;
        Audience::from_name(goal.split_whitespace().next()?)
    })
}
