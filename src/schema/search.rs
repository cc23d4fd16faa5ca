//! Which headings of a page open which sections of its template.

use crate::page::Page;
use crate::schema::headings::{self, Name};
use crate::schema::{Section, Template};
use crate::text::maps::HashMap;

/// Finds the template's sections on a page.
pub(super) struct Search<'s, 't, 'p> {
    template: &'t Template,
    page: &'s Page<'p>,
    /// The headings that have a form, in order, and whether that is the whole of them.
    forms: HashMap<String, Vec<(usize, bool)>>,
    /// The form of each heading.
    whole: Vec<String>,
    used: Vec<bool>,
    /// How many sections have these words.
    named: HashMap<&'t str, usize>,
    /// How many are known by a form without number and remark.
    loose: HashMap<String, usize>,
    pub(super) found: Vec<Vec<usize>>,
}

impl<'s, 't, 'p> Search<'s, 't, 'p> {
    /// Searches a page, whose title opens no section.
    pub(super) fn of(
        template: &'t Template,
        page: &'s Page<'p>,
        title: Option<usize>,
    ) -> Search<'s, 't, 'p> {
        let mut search = Search {
            template,
            page,
            forms: HashMap::default(),
            whole: Vec::new(),
            used: vec![false; page.headings.len()],
            named: HashMap::default(),
            loose: HashMap::default(),
            found: vec![Vec::new(); template.sections.len()],
        };
        if let Some(title) = title {
            search.used[title] = true;
        }
        search.run();
        search
    }

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
        for section in sections {
            if let Name::Words(words) = &section.name {
                *self.named.entry(words).or_default() += 1;
                for form in headings::others(&section.title) {
                    *self.loose.entry(form).or_default() += 1;
                }
            }
        }
        for (at, section) in sections.iter().enumerate() {
            if let Name::Words(words) = &section.name {
                let alone = self.named.get(words.as_str()) == Some(&1);
                self.take_named(at, section, words, alone);
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

    /// The headings of the section around one: the first, or all of a section that may occur several times.
    fn around(&self, section: &Section) -> Vec<Option<usize>> {
        let Some(parent) = section.parent else {
            return vec![None];
        };
        let found = &self.found[parent];
        if self.template.sections[parent].repeat && !found.is_empty() {
            return found.iter().copied().map(Some).collect();
        }
        vec![found.first().copied()]
    }

    /// For each section, the headings of the section around it that have none of it below them.
    pub(super) fn lacking(&self) -> Vec<Vec<usize>> {
        let sections = self.template.sections.iter().enumerate();
        let lacking = sections.map(|(at, section)| {
            let Some(parent) = section.parent else {
                return Vec::new();
            };
            let around = self.found[parent].iter().copied();
            let found = &self.found[at];
            if !self.template.sections[parent].repeat {
                return around.take(1).filter(|_| found.is_empty()).collect();
            }
            let holds = |heading: &usize| {
                let end = self.page.headings[*heading].section_end;
                let next = found.partition_point(|it| it <= heading);
                let next = found.get(next);
                next.is_some_and(|next| self.page.headings[*next].span.start < end)
            };
            around.filter(|heading| !holds(heading)).collect()
        });
        lacking.collect()
    }

    fn take(&mut self, section: usize, heading: usize) {
        self.used[heading] = true;
        self.found[section].push(heading);
    }

    /// The heading that is called as a section is; all of them where it may occur several times.
    fn take_named(&mut self, at: usize, section: &Section, words: &str, alone: bool) {
        let around = self.around(section);
        let alone = alone && around.len() == 1;
        for around in around {
            let candidates = self.candidates(section, words, around, alone);
            let Some(best) = self.best(section, &candidates, around) else {
                continue;
            };
            self.take(at, best);
            if !section.repeat {
                continue;
            }
            let rank = self.page.headings[best].rank;
            for (heading, _) in candidates {
                if !self.used[heading] && self.page.headings[heading].rank == rank {
                    self.take(at, heading);
                }
            }
        }
        self.found[at].sort_unstable();
    }

    /// The headings that are called as a section is, and whether that is the whole of them; only those in
    /// the section around it, unless no other section of the template is called so.
    fn candidates(
        &self,
        section: &Section,
        words: &str,
        around: Option<usize>,
        alone: bool,
    ) -> Vec<(usize, bool)> {
        let headings = &self.page.headings;
        let inside = match around {
            _ if alone => 0..headings.len(),
            Some(around) => {
                let end = headings[around].section_end;
                around + 1..headings.partition_point(|it| it.span.start < end)
            }
            None if section.parent.is_none() => 0..headings.len(),
            None => return Vec::new(),
        };
        let names = std::iter::once(words.to_owned());
        let names = names.chain(section.aka.iter().map(|(name, _)| headings::form(name)));
        let names = names.map(|name| (name, true));
        let loose = self.loose_names(section).map(|name| (name, false));
        let mut found = Vec::new();
        for (name, may_be_whole) in names.chain(loose) {
            let Some(all) = self.forms.get(&name) else {
                continue;
            };
            let first = all.partition_point(|(heading, _)| *heading < inside.start);
            let rest = all[first..].iter();
            let rest = rest.take_while(|(heading, _)| *heading < inside.end);
            found.extend(rest.map(|(heading, is_whole)| (*heading, *is_whole && may_be_whole)));
        }
        // What is called as another section as a whole is that one.
        let is_free = |heading: usize| !self.named.contains_key(self.whole[heading].as_str());
        found
            .retain(|(heading, is_whole)| !self.used[*heading] && (*is_whole || is_free(*heading)));
        found
    }

    /// The names of a section without number and remark that are no other section's.
    fn loose_names(&self, section: &Section) -> impl Iterator<Item = String> {
        let names = headings::others(&section.title).into_iter();
        names.filter(|name| {
            !self.named.contains_key(name.as_str()) && self.loose.get(name) == Some(&1)
        })
    }

    /// The heading that most likely opens a section: inside of the section around it, called so as a
    /// whole, of its rank, the first.
    fn best(
        &self,
        section: &Section,
        candidates: &[(usize, bool)],
        around: Option<usize>,
    ) -> Option<usize> {
        let headings = &self.page.headings;
        let inside = around.map(|heading| self.page.section_span(&headings[heading]));
        let rated = candidates.iter().map(|(heading, is_whole)| {
            let own = &headings[*heading];
            let is_inside = inside.is_none_or(|it| it.contains(own.span.start));
            (!is_inside, !is_whole, own.rank != section.rank, *heading)
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
