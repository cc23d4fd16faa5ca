//! Which of a template's sections a page has, and where.

use crate::page::Page;
use crate::page::yaml::Entry;
use crate::schema::fields::{Field, Takes, unquoted};
use crate::schema::headings::{self, Name};
use crate::schema::{Section, Template, lines, placeholders, unfilled};
use crate::text::span::{Span, Text};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A page held against its template.
#[derive(Debug)]
pub struct Fit<'t> {
    /// The template.
    pub template: &'t Template,
    /// The page's title among its headings, if its template has one.
    pub title: Option<usize>,
    /// For each section of the template, the page's headings that open it.
    found: Vec<Vec<usize>>,
    /// For each field, the page's entry that gives it, and whether by a near miss of its name.
    given: Vec<Option<(usize, bool)>>,
    /// The placeholders of the template that stand in the page's body, once asked for.
    unfilled: OnceCell<Vec<Span<Text>>>,
}

/// The key by which a page says which template it belongs to.
pub const PAGE_KEY: &str = "template";

/// Required sections that stand in another order.
#[derive(Debug, PartialEq, Eq)]
pub struct Moved {
    /// The section.
    pub section: usize,
    /// Its heading on the page.
    pub heading: usize,
    /// The section before it in the template, if the page has one.
    pub behind: Option<usize>,
}

impl<'t> Fit<'t> {
    /// Finds the template's sections on a page.
    pub fn of(template: &'t Template, page: &Page<'_>) -> Fit<'t> {
        let title = template.title.as_ref().and_then(|_| {
            let mut headings = page.headings.iter();
            headings.position(|heading| heading.rank == 1)
        });
        let mut search = Search {
            template,
            page,
            forms: HashMap::new(),
            whole: Vec::new(),
            used: vec![false; page.headings.len()],
            found: vec![Vec::new(); template.sections.len()],
        };
        if let Some(title) = title {
            search.used[title] = true;
        }
        search.run();
        Fit {
            template,
            title,
            found: search.found,
            given: given(&template.fields, page),
            unfilled: OnceCell::new(),
        }
    }

    /// The page's entry for a field; `None` where it is absent, or says nothing
    /// and the template asks for more than a list, which may be empty.
    pub fn given<'p>(&self, field: usize, page: &'p Page<'_>) -> Option<&'p Entry> {
        let (entry, _) = self.given[field]?;
        let entry = &page.frontmatter.entries()[entry];
        let takes_nothing = matches!(
            self.template.fields[field].takes,
            Takes::Anything | Takes::List(_) | Takes::Records(_)
        );
        (takes_nothing || !entry.value.is_null()).then_some(entry)
    }

    /// The page's entry whose name is a slip of the pen for a field's.
    pub fn near<'p>(&self, field: usize, page: &'p Page<'_>) -> Option<&'p Entry> {
        let (entry, is_near) = self.given[field]?;
        is_near.then(|| &page.frontmatter.entries()[entry])
    }

    /// The page's entries that give no field, and say nothing to this tool.
    pub fn unknown_fields<'p>(&self, page: &'p Page<'_>) -> Vec<&'p Entry> {
        let given: Vec<usize> = self
            .given
            .iter()
            .flatten()
            .map(|(entry, _)| *entry)
            .collect();
        let entries = page.frontmatter.entries().iter().enumerate();
        let entries = entries.filter(|(index, it)| !given.contains(index) && it.key != PAGE_KEY);
        entries.map(|(_, entry)| entry).collect()
    }

    /// The placeholders of the template that stand in the page's body, in order.
    pub fn unfilled(&self, page: &Page<'_>) -> &[Span<Text>] {
        self.unfilled.get_or_init(|| {
            let mut found = unfilled::in_body(page, &self.template.brackets);
            found.retain(|span| {
                let key = placeholders::key(&page[*span]);
                self.template.placeholders.contains(&key)
            });
            found
        })
    }

    /// Whether a part of the page holds a placeholder of the template: nobody has written it yet.
    pub fn is_unfilled(&self, page: &Page<'_>, part: Span<Text>) -> bool {
        let unfilled = self.unfilled(page);
        let first = unfilled.partition_point(|span| span.start < part.start);
        unfilled
            .get(first)
            .is_some_and(|span| span.start < part.end)
    }

    /// What of the template's frontmatter nobody has filled in: which field, if it is all of one, and where.
    pub fn unfilled_fields(&self, page: &Page<'_>) -> Vec<(Option<usize>, Span<Text>)> {
        let yaml = page.frontmatter.yaml;
        let lines = lines::read(&page[yaml], yaml.start);
        let mut found = Vec::new();
        for entry in &lines.entries {
            let field = self
                .template
                .fields
                .iter()
                .position(|field| field.key == entry.key);
            let own = field.and_then(|field| self.template.fields[field].placeholder.as_deref());
            if !entry.value.is_empty()
                && own == Some(placeholders::key(unquoted(entry.value)).as_str())
            {
                found.push((field, Span::new(entry.value_span.clone())));
                continue;
            }
            let own = (entry.value_span.start, entry.value);
            for (start, line) in std::iter::once(own).chain(entry.below.iter().copied()) {
                let known = |span: &Range<usize>| {
                    let key = placeholders::key(&line[span.clone()]);
                    self.template.placeholders.contains(&key)
                };
                let spans = placeholders::find(line).into_iter().filter(known);
                found.extend(
                    spans.map(|span| (None, Span::new(start + span.start..start + span.end))),
                );
            }
        }
        found
    }

    /// The page's first heading that opens a section.
    pub fn heading(&self, section: usize) -> Option<usize> {
        self.found[section].first().copied()
    }

    /// All headings that open a section.
    pub fn headings(&self, section: usize) -> &[usize] {
        &self.found[section]
    }

    /// The required sections that the page lacks, but for those below one that it lacks.
    pub fn missing(&self) -> Vec<usize> {
        let sections = &self.template.sections;
        let lacks = |at: usize| !sections[at].optional && self.found[at].is_empty();
        let missing = (0..sections.len()).filter(|at| {
            lacks(*at)
                && !sections[*at]
                    .parent
                    .is_some_and(|parent| self.found[parent].is_empty())
        });
        missing.collect()
    }

    /// The headings of the page that open no section, its title aside.
    pub fn extra(&self, page: &Page<'_>) -> Vec<usize> {
        let mut is_used = vec![false; page.headings.len()];
        for heading in self.found.iter().flatten().chain(&self.title) {
            is_used[*heading] = true;
        }
        let all = 0..page.headings.len();
        all.filter(|heading| !is_used[*heading]).collect()
    }

    /// The fewest required sections that would have to move: what may be left out may stand anywhere.
    pub fn moved(&self) -> Vec<Moved> {
        let sections = &self.template.sections;
        let is_placed = |at: &usize| sections[*at].name != Name::Any && !sections[*at].optional;
        let placed = (0..sections.len()).filter(is_placed);
        let placed: Vec<(usize, usize)> = placed
            .filter_map(|at| Some((at, self.heading(at)?)))
            .collect();
        let kept = longest_rising(
            &placed
                .iter()
                .map(|(_, heading)| *heading)
                .collect::<Vec<_>>(),
        );
        let moved = placed.iter().enumerate().filter(|(index, _)| !kept[*index]);
        let moved = moved.map(|(index, (section, heading))| Moved {
            section: *section,
            heading: *heading,
            behind: index.checked_sub(1).map(|before| placed[before].0),
        });
        moved.collect()
    }

    /// The sections whose headings have another rank, with by how much: positive is deeper.
    pub fn ranks(&self, page: &Page<'_>) -> Vec<(usize, usize, i8)> {
        let sections = self.template.sections.iter().enumerate();
        let sections = sections.filter(|(_, section)| section.name != Name::Any);
        let off = sections.filter_map(|(at, section)| {
            let heading = self.heading(at)?;
            let rank = i8::try_from(page.headings[heading].rank).unwrap_or(0);
            Some((at, heading, rank - i8::try_from(section.rank).unwrap_or(0)))
        });
        off.collect()
    }
}

/// Which entry gives which field: the exact key, or else a near miss that is no other field.
fn given(fields: &[Field], page: &Page<'_>) -> Vec<Option<(usize, bool)>> {
    let entries = page.frontmatter.entries();
    let exact: HashMap<&str, usize> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.key.as_str(), index))
        .collect();
    let mut taken = vec![false; entries.len()];
    for field in fields {
        if let Some(index) = exact.get(field.key.as_str()) {
            taken[*index] = true;
        }
    }
    let given = fields.iter().map(|field| {
        if let Some(index) = exact.get(field.key.as_str()) {
            return Some((*index, false));
        }
        let mut others = entries.iter().enumerate();
        let near =
            others.position(|(index, entry)| !taken[index] && is_slip(&entry.key, &field.key))?;
        taken[near] = true;
        Some((near, true))
    });
    given.collect()
}

/// Whether a key is another one with another case, other signs between its words, or two slips of the pen.
fn is_slip(key: &str, name: &str) -> bool {
    let shorter = key.len().min(name.len());
    let most = match shorter {
        0..5 => 0,
        5..7 => 1,
        _ => 2,
    };
    if key.len().abs_diff(name.len()) > most {
        return false;
    }
    let folded = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    strsim::osa_distance(&folded(key), &folded(name)) <= most
}

struct Search<'s, 't, 'p> {
    template: &'t Template,
    page: &'s Page<'p>,
    /// The headings that have a form, in order, and whether that is the whole of them.
    forms: HashMap<String, Vec<(usize, bool)>>,
    /// The form of each heading.
    whole: Vec<String>,
    used: Vec<bool>,
    found: Vec<Vec<usize>>,
}

impl Search<'_, '_, '_> {
    fn run(&mut self) {
        for (index, heading) in self.page.headings.iter().enumerate() {
            let forms = headings::forms(heading);
            self.whole.push(forms[0].clone());
            for (number, form) in forms.into_iter().enumerate() {
                let own = self.forms.entry(form).or_default();
                own.push((index, number == 0));
            }
        }
        let sections = &self.template.sections;
        let mut named: HashMap<&str, usize> = HashMap::new();
        for section in sections {
            if let Name::Words(words) = &section.name {
                *named.entry(words).or_default() += 1;
            }
        }
        for (at, section) in sections.iter().enumerate() {
            if let Name::Words(words) = &section.name {
                let alone = named.get(words.as_str()) == Some(&1);
                if let Some(heading) = self.best(section, words, alone) {
                    self.take(at, heading);
                }
            }
        }
        for (at, section) in sections.iter().enumerate() {
            if let Name::Gaps(_) = section.name {
                for heading in 0..self.whole.len() {
                    if !self.used[heading] && section.name.fits(&self.whole[heading]) {
                        self.take(at, heading);
                    }
                }
            }
        }
        for (at, section) in sections.iter().enumerate() {
            if section.name == Name::Any {
                self.take_any(at, section);
            }
        }
    }

    fn take(&mut self, section: usize, heading: usize) {
        self.used[heading] = true;
        self.found[section].push(heading);
    }

    /// The heading that most likely opens a section: inside of the section around it, called so as a
    /// whole, of its rank, the first.
    fn best(&self, section: &Section, words: &str, alone: bool) -> Option<usize> {
        let names = std::iter::once(words.to_owned());
        let names = names.chain(section.aka.iter().map(|(name, _)| headings::form(name)));
        let candidates = names.filter_map(|name| self.forms.get(&name)).flatten();
        let inside = section.parent.and_then(|parent| self.found[parent].first());
        let inside = inside.map(|heading| self.page.section_span(&self.page.headings[*heading]));
        let free = candidates.filter(|(heading, _)| !self.used[*heading]);
        let rated = free.filter_map(|(heading, is_whole)| {
            let own = &self.page.headings[*heading];
            let is_inside = inside.is_none_or(|it| it.contains(own.span.start));
            let rate = (!is_inside, !is_whole, own.rank != section.rank, *heading);
            (is_inside && (inside.is_some() || section.parent.is_none()) || alone).then_some(rate)
        });
        rated.min().map(|(.., heading)| heading)
    }

    /// Headings of any words: all that stand directly in the section around, or have its rank.
    fn take_any(&mut self, at: usize, section: &Section) {
        let headings = &self.page.headings;
        let spans: Vec<(usize, usize, u8)> = match section.parent {
            None => vec![(0, self.page.text.len(), section.rank)],
            Some(parent) => {
                let parents = self.found[parent].iter().map(|heading| &headings[*heading]);
                let spans = parents.map(|it| (it.span.end, it.section_end, 0));
                spans.collect()
            }
        };
        for (start, end, rank) in spans {
            let first = headings.partition_point(|it| it.span.start < start);
            let mut least = 7;
            for (heading, own) in headings.iter().enumerate().skip(first) {
                if own.span.start >= end {
                    break;
                }
                least = least.min(own.rank);
                let fits = if rank == 0 {
                    own.rank == least
                } else {
                    own.rank == rank
                };
                if fits && !self.used[heading] {
                    self.used[heading] = true;
                    self.found[at].push(heading);
                }
            }
        }
    }
}

/// Which of some numbers belong to the longest rising row of them.
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    // For each length, the index of the least number that a row of it ends with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept[index] = true;
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_fewest_have_to_move() {
        assert_eq!(longest_rising(&[0, 3, 1, 2]), [true, false, true, true]);
        assert_eq!(longest_rising(&[2, 0, 1]), [false, true, true]);
        assert_eq!(longest_rising(&[]), [false; 0]);
    }
}
