//! What annotations ask of whole pages.

use crate::pattern::measures::{LineClass, code_blocks, share};
use crate::rules::category_folder::{self, folded};
use crate::rules::own::annotated::One;
use crate::rules::own::annotated::off_share;
use crate::rules::rule::Findings;
use crate::schema::annotations::hold::Part;
use crate::schema::annotations::{Bounds, Check, Share, What};
use crate::text::span::Span;
use crate::text::suggest::and_list;

/// The rule that speaks of what is asked of a whole page, unless the annotation names one.
pub(super) fn generic(check: &Check) -> &'static str {
    match check {
        Check::FileName(_) | Check::Unique | Check::Gapless => "file-name",
        Check::Holds(What::Lines, _) => "page-length",
        Check::Holds(What::Diagrams, _) => "diagram-count",
        Check::Holds(What::Links | What::LinksTo(_), _) => "cross-references-missing",
        Check::Share(Share::Visual, _) => "visual-share",
        Check::Share(..) => "code-share",
        Check::Folder(_) => "category-folder",
        Check::Subsections => "section-missing",
        _ => "section-content",
    }
}

impl One<'_, '_> {
    pub(super) fn whole_page(&self, found: &mut Findings) {
        let page = self.page;
        let path = self.surroundings.path;
        let name = path.rsplit('/').next().unwrap_or(path);
        let part = Part {
            fit: self.fit,
            page,
            span: Span::new(page.frontmatter.span.end..page.own_end),
            leads_to: &|dest, target| self.leads_to(dest, target),
            section: None,
            name: "the page".to_owned(),
        };
        for check in &self.annotation.checks {
            let message = match check {
                Check::FileName(form) => (!form.fits(name)).then(|| {
                    format!(
                        "the file is called `{name}`, the template has `{}`",
                        form.written
                    )
                }),
                Check::Unique => self.same_number(name),
                Check::Gapless => self.gap(name),
                Check::Share(Share::Visual, bounds) => self.visual(*bounds),
                Check::Share(_, bounds) => self.code(*bounds),
                Check::Folder(field) => self.folder(field),
                Check::Subsections => {
                    self.subsections(found);
                    continue;
                }
                check => part.lacks(check),
            };
            if let Some(message) = message {
                self.report(generic(check), page.top(), message, found);
            }
        }
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.fit.template.file_name()?.number(name)
    }

    fn same_number(&self, name: &str) -> Option<String> {
        let number = self.number(name)?;
        let pages = self.surroundings.siblings?.numbers.get(&number)?;
        let other = pages.iter().find(|page| *page != self.surroundings.path)?;
        Some(format!("`{other}` has the number {number}, too"))
    }

    /// The numbers that lack right before this page's.
    fn gap(&self, name: &str) -> Option<String> {
        let number = self.number(name)?;
        let siblings = self.surroundings.siblings?;
        let (before, _) = siblings.numbers.range(..number).next_back()?;
        let lacks = match number - before {
            0 | 1 => return None,
            2 => format!("the number {} lacks", before + 1),
            _ => format!("the numbers {} to {} lack", before + 1, number - 1),
        };
        Some(format!("{lacks} before this page"))
    }

    fn code(&self, bounds: Bounds) -> Option<String> {
        let blocks = code_blocks(self.pattern);
        let lines = blocks.iter().map(|(_, lines)| lines).sum();
        let share = share(lines, self.page.body_lines())?;
        off_share("code is", " of the page", share, bounds)
    }

    fn visual(&self, bounds: Bounds) -> Option<String> {
        let lines = self.pattern.lines();
        let count = |class: LineClass| lines.iter().filter(|line| **line == class).count();
        let visual = count(LineClass::Visual);
        let share = share(visual, visual + count(LineClass::Text))?;
        let what = "tables, diagrams and boxes are";
        off_share(what, " of the content", share, bounds)
    }

    /// That the page's folder is called otherwise than the field says; a page that does not say it is
    /// another rule's business.
    fn folder(&self, field: &str) -> Option<String> {
        let value = self.page.frontmatter.get(field)?.text()?.trim();
        let folders = category_folder::folders(self.surroundings.path);
        let is_own = |folder: &&str| folded(folder) == folded(value);
        if value.is_empty() || folders.iter().any(is_own) {
            return None;
        }
        Some(match folders.first() {
            Some(folder) => {
                format!("the page is in the folder `{folder}`, but its `{field}` is `{value}`")
            }
            None => format!("the page is in no folder, but its `{field}` is `{value}`"),
        })
    }

    /// What lacks below headings of the page, a report for each of them.
    fn subsections(&self, found: &mut Findings) {
        let (fit, page) = (self.fit, self.page);
        let sections = &fit.template.sections;
        for group in fit.missing_below().chunk_by(|a, b| a.0 == b.0) {
            let heading = &page.headings[group[0].0];
            let names: Vec<&str> = group
                .iter()
                .map(|(_, at)| sections[*at].title.as_str())
                .collect();
            let noun = if names.len() == 1 {
                "section"
            } else {
                "sections"
            };
            let message = format!(
                "the section `{}` lacks the {noun} {}",
                heading.text,
                and_list(&names)
            );
            self.report(
                "section-missing",
                page.first_line(heading.span),
                message,
                found,
            );
        }
    }
}
