//! Which of a template's sections a page has, and where.

use crate::page::Page;
use crate::page::yaml::Entry;
use crate::schema::annotations::names::Names;
use crate::schema::fields::{Field, Takes, unquoted};
use crate::schema::headings::{self, Name};
use crate::schema::search::Search;
use crate::schema::{Template, lines, placeholders, unfilled};
use crate::text::maps::{HashMap, HashSet};
use crate::text::span::{Span, Text};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// A page held against its template.
#[derive(Debug)]
pub struct Fit<'t> {
    /// The template.
    pub template: &'t Template,
    /// The page's title among its headings, if its template has one.
    pub title: Option<usize>,
    /// For each section of the template, the page's headings that open it.
    found: Vec<Vec<usize>>,
    /// For each section, the headings of the section around it that it is missing below.
    lacking: Vec<Vec<usize>>,
    /// For each field, the page's entry that gives it, and whether by a near miss of its name.
    given: Vec<Option<(usize, bool)>>,
    /// The placeholders of the template that stand in the page's body, once asked for.
    unfilled: OnceCell<Vec<Span<Text>>>,
    /// Those in its frontmatter, likewise.
    unfilled_fields: OnceCell<Vec<Unfilled>>,
    /// The names that a section or field of the page gives, once asked for: each of many sections may be
    /// held against them.
    names: RefCell<HashMap<String, Rc<Option<Names>>>>,
    /// The forms of the page's headings, likewise.
    forms: OnceCell<HashSet<String>>,
}

/// What nobody has filled in: which field, if it is all of one, and where.
pub type Unfilled = (Option<usize>, Span<Text>);

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
        let search = Search::of(template, page, title);
        Fit {
            template,
            title,
            lacking: search.lacking(),
            found: search.found,
            given: given(&template.fields, page),
            unfilled: OnceCell::new(),
            unfilled_fields: OnceCell::new(),
            names: RefCell::default(),
            forms: OnceCell::new(),
        }
    }

    /// The names that a section or field of the page gives, which `read` finds.
    pub fn names(&self, of: &str, read: impl FnOnce() -> Option<Names>) -> Rc<Option<Names>> {
        if let Some(known) = self.names.borrow().get(of) {
            return Rc::clone(known);
        }
        let names = Rc::new(read());
        let mut known = self.names.borrow_mut();
        known.insert(of.to_owned(), Rc::clone(&names));
        names
    }

    /// Whether the page has a heading of that form.
    pub fn has_heading(&self, page: &Page<'_>, form: &str) -> bool {
        let headings = page.headings.iter();
        let forms = || headings.map(|it| headings::form(&it.text)).collect();
        self.forms.get_or_init(forms).contains(form)
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
        let entries = page.frontmatter.entries();
        let mut is_given = vec![false; entries.len()];
        for (entry, _) in self.given.iter().flatten() {
            is_given[*entry] = true;
        }
        let entries = entries.iter().zip(is_given);
        let unknown = entries.filter(|(entry, is_given)| !is_given && entry.key != PAGE_KEY);
        unknown.map(|(entry, _)| entry).collect()
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
    pub fn unfilled_fields(&self, page: &Page<'_>) -> &[Unfilled] {
        self.unfilled_fields
            .get_or_init(|| self.find_unfilled_fields(page))
    }

    fn find_unfilled_fields(&self, page: &Page<'_>) -> Vec<Unfilled> {
        let yaml = page.frontmatter.yaml;
        let lines = lines::read(&page[yaml], yaml.start);
        let mut found = Vec::new();
        for entry in &lines.entries {
            let field = self.template.field_at(entry.key);
            let own = field.and_then(|field| self.template.fields[field].placeholder.as_deref());
            let is_own = |own: &str| own == placeholders::key(unquoted(entry.value));
            if !entry.value.is_empty() && own.is_some_and(is_own) {
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
        let missing = (0..sections.len()).filter(|at| {
            let is_top = sections[*at].parent.is_none() && self.found[*at].is_empty();
            !sections[*at].optional && (is_top || !self.lacking[*at].is_empty())
        });
        missing.collect()
    }

    /// The same of those that the template has below another one: the page's heading of that, and the section.
    pub fn missing_below(&self) -> Vec<(usize, usize)> {
        let missing = self.missing().into_iter();
        let mut found: Vec<(usize, usize)> = missing
            .flat_map(|at| self.lacking[at].iter().map(move |heading| (*heading, at)))
            .collect();
        found.sort_unstable();
        found
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

/// So many names that are missing are held against so many that nobody asks for.
const MOST: usize = 200;

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
    let others = (0..entries.len()).filter(|index| !taken[*index]);
    let mut others: Vec<usize> = others.take(MOST).collect();
    let mut missing = 0;
    let given = fields.iter().map(|field| {
        if let Some(index) = exact.get(field.key.as_str()) {
            return Some((*index, false));
        }
        missing += 1;
        let is_near = |index: &usize| is_slip(&entries[*index].key, &field.key);
        let near = (missing <= MOST).then(|| others.iter().position(is_near))??;
        Some((others.remove(near), true))
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
