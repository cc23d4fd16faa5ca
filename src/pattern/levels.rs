//! The five levels of a page.

use crate::page::outline::time_box;
use crate::page::{Heading, Page};
use crate::template::Rows;
use crate::text::maps::HashSet;
use crate::text::span::{Span, Text};

/// The lowest rank of a heading that may open a level.
const MAX_RANK: u8 = 3;

/// A heading of rank 1 to 3 that starts with `Level N`.
#[derive(Debug, Clone, Copy)]
pub struct Level<'a> {
    /// 1 to 5.
    pub number: u8,
    /// The heading.
    pub heading: &'a Heading,
}

impl<'a> Level<'a> {
    /// The level that a heading opens.
    pub fn of(heading: &'a Heading, rows: &Rows) -> Option<Level<'a>> {
        // `#### Level 1: Practitioner` is a rung of a career ladder.
        if heading.rank > MAX_RANK {
            return None;
        }
        let rest = heading.normal.strip_prefix("level ")?;
        let number = rest.split(' ').next()?.parse().ok()?;
        rows.level(number)?;
        Some(Level { number, heading })
    }

    /// The author's name for it: the heading without `Level N` and time box; empty where there is none.
    pub fn name(&self) -> &'a str {
        let text = &self.heading.text;
        let end = time_box(text).map_or(text.len(), |(open, _)| open);
        let number = text[..end].find(|c: char| c.is_ascii_digit());
        let behind = number.map_or("", |at| &text[at..end]);
        let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        behind.trim_matches(|c: char| c.is_whitespace() || ":.-–—".contains(c))
    }

    /// The time box as the author wrote it, such as `5 min`.
    pub fn time(&self) -> Option<&'a str> {
        time_box(&self.heading.text).map(|(_, time)| time)
    }
}

/// The headings of each level, in the page's order.
///
/// A page on caching may well have a subsection `Level 1 Cache`: a heading inside
/// another level's section counts only where it has the level's name, or where
/// that level has no other heading.
#[derive(Debug)]
pub struct Levels<'p> {
    page: &'p Page<'p>,
    rows: &'p Rows,
    /// All of them, in the page's order.
    pub all: Vec<Level<'p>>,
}

impl<'p> Levels<'p> {
    /// Finds them.
    pub fn of(page: &'p Page<'_>, rows: &'p Rows) -> Levels<'p> {
        let mut end = 0;
        let mut apart = HashSet::default();
        let mut candidates = Vec::new();
        let headings = page.headings.iter();
        for level in headings.filter_map(|it| Level::of(it, rows)) {
            let nested = level.heading.span.start < end;
            if !nested {
                end = page.section_span(level.heading).end;
                apart.insert(level.number);
            }
            candidates.push((level, nested));
        }
        let counts = |(level, nested): &(Level<'_>, bool)| {
            let name = rows.level(level.number).map(|row| row.name.to_lowercase());
            let is_named = name.is_some_and(|name| level.heading.normal.contains(&name));
            !nested || !apart.contains(&level.number) || is_named
        };
        candidates.retain(counts);
        let all = candidates.into_iter().map(|(level, _)| level).collect();
        Levels { page, rows, all }
    }

    /// The headings of one level.
    pub fn numbered(&self, number: u8) -> impl Iterator<Item = &'p Heading> {
        self.all
            .iter()
            .filter(move |level| level.number == number)
            .map(|level| level.heading)
    }

    /// The first heading of one level.
    pub fn first(&self, number: u8) -> Option<&'p Heading> {
        self.numbered(number).next()
    }

    /// The sections of one level, heading included; more than one where the
    /// level appears twice.
    pub fn spans(&self, number: u8) -> impl Iterator<Item = Span<Text>> {
        self.numbered(number)
            .map(|heading| self.page.section_span(heading))
    }

    /// Whether all of the template's are there.
    pub fn are_complete(&self) -> bool {
        let mut levels = self.rows.levels.iter();
        levels.all(|level| self.first(level.number).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use crate::schema::seed::Seed;
    use mdbook_markdown::MarkdownOptions;

    fn numbers(text: &str) -> Vec<u8> {
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        Levels::of(&page, &Seed::embedded().rows)
            .all
            .iter()
            .map(|l| l.number)
            .collect()
    }

    #[test]
    fn subsections_that_are_no_levels() {
        let text = "## Level 1: Intuition\n\n## Level 2: Foundation\n\n### Level 1 Cache\n\n### Level 3: Deep Dive\n";
        assert_eq!(numbers(text), [1, 2, 3]);
        let twice = "## Level 1: Intuition\n\n## Level 2: Foundation\n\n### Level 1: Intuition\n";
        assert_eq!(numbers(twice), [1, 2, 1]);
        assert_eq!(numbers("### Level 1\n\n#### Level 2: Practitioner\n"), [1]);
        assert_eq!(
            numbers("## Level 1\n\n## Level 1\n\n## Level 6\n\n## Levels\n"),
            [1, 1]
        );
    }
}
