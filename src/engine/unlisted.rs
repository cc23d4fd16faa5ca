//! Pattern pages on disk that are no chapters.

use crate::diagnostic::located::{Located, Origin};
use crate::diagnostic::place::FileText;
use crate::engine::files::head;
use crate::engine::gate::Gate;
use crate::engine::join;
use crate::engine::page::Book;
use crate::engine::templates::Belongs;
use crate::engine::to_disk::locate_all;
use crate::library::leads::Leads;
use crate::page::{Frontmatter, Page};
use crate::pattern::Reading;
use crate::pattern::fields::Fields;
use crate::rules;
use crate::rules::rule::{Findings, Scope};
use crate::schema::fit::Fit;
use crate::template::fields::is_field;
use crate::text::maps::HashSet;
use rayon::prelude::*;
use std::cell::OnceCell;
impl Book<'_> {
    /// Each pattern page below `src` that is no chapter and that none includes: its gate
    /// and its diagnostics. Parts are in the pages that include them.
    pub(super) fn unlisted(
        &self,
        listed: &HashSet<String>,
        included: &HashSet<String>,
    ) -> Vec<(Gate, Vec<Located>)> {
        let input = self.input;
        let config = &input.config;
        if !input.rules.may_run(Scope::Unlisted) {
            return Vec::new();
        }
        let files = &input.files;
        let listed = |path: &String| listed.contains(path) || input.listed.contains(path);
        let pages: Vec<(String, String, Option<Belongs>)> = files
            .markdown(&input.src)
            .into_par_iter()
            .filter(|path| !listed(path) && !included.contains(path) && !config.is_excluded(path))
            .filter(|path| !self.templates.is_template(path))
            .filter_map(|path| {
                let head = head(&**files, &join(&input.src, &path))?;
                let bare = head.trim_start_matches('\u{feff}');
                let front = Frontmatter::parse(bare, is_field);
                let is_pattern =
                    Fields::of(&front, config.rows()).say_pattern(bare) || config.is_listed(&path);
                let template = self.templates.of_page(&path, &front);
                (is_pattern || template.is_some()).then_some((path, head, template))
            })
            .collect();
        pages
            .into_par_iter()
            .map(|(path, head, template)| {
                // The rest of the file is of interest only where it may silence the report.
                let file = join(&input.src, &path);
                let text = files
                    .text(&file)
                    .filter(|text| text.contains("patterns:"))
                    .unwrap_or(head);
                let bare = text.trim_start_matches('\u{feff}');
                let bom = text.len() - bare.len();
                let front = Frontmatter::parse(bare, is_field);
                let options = input.markdown.options();
                let page = Page::with_frontmatter(bare, front, &config.kinds, &options);
                let pattern = Reading::of(&page, config.rows());
                let leads = Leads::default();
                let mut found = Findings::default();
                let template = self.templates.of(template);
                let settings = self.settings(&path, template, template.is_none());
                let fit = template.map(|template| Fit::of(template, &page));
                let kind = (fit.is_none(), fit.as_ref(), None);
                let names = OnceCell::new();
                let surroundings = self.surroundings(&path, &settings, kind, (&leads, &names), &[]);
                let applies = |scope| scope == Scope::Unlisted;
                rules::check(&pattern, &surroundings, applies, &mut found);
                let origin = Origin {
                    bom,
                    includes: None,
                };
                let mut gate = self.gate(&pattern, &file, origin);
                let whole = || FileText::new(file, bare.to_owned(), bom);
                let located = locate_all(found.diagnostics, origin, whole);
                let admitted = gate.admit(located);
                (gate, admitted)
            })
            .collect()
    }
}
