//! Pattern pages on disk that are no chapters.

use crate::diagnostic::located::{Located, Origin};
use crate::diagnostic::place::FileText;
use crate::engine::gate::Gate;
use crate::engine::page::{Book, locate_all};
use crate::engine::source::Source;
use crate::engine::{Chapter, include, join};
use crate::host::disk;
use crate::library::files;
use crate::page::{Flavor, Frontmatter, Page};
use crate::rules::rule::{Found, Scope};
use rayon::prelude::*;
use std::collections::HashSet;
impl Book<'_> {
    /// Each pattern page below `src` that is no chapter: its gate and its diagnostics.
    pub(super) fn unlisted(
        &self,
        chapters: &[Chapter],
        sources: &[Source],
        listed: &HashSet<String>,
    ) -> Vec<(Gate, Vec<Located>)> {
        let input = self.input;
        let config = &input.config;
        if !config.may_run(Scope::Unlisted) {
            return Vec::new();
        }
        let src = input.root.join(&input.src);
        let build = input.root.join(&input.build_dir);
        let mut pages: Vec<(String, String)> =
            files::unlisted(&src, &build, |path| listed.contains(path))
                .into_par_iter()
                .filter(|path| !config.is_excluded(path))
                .filter_map(|path| {
                    let head = files::head(&src.join(&path))?;
                    let bare = head.trim_start_matches('\u{feff}');
                    let is_pattern =
                        Frontmatter::parse(bare).says_pattern() || config.is_listed(&path);
                    is_pattern.then_some((path, head))
                })
                .collect();
        if pages.is_empty() {
            return Vec::new();
        }
        // Other preprocessors may have taken a chapter out; parts are in the pages that include them.
        let mut known = disk::listed(&src);
        for (chapter, source) in chapters.iter().zip(sources) {
            if let (Some(path), Some(_)) = (&chapter.source_path, &source.expanded) {
                let text = source.disk.as_deref().unwrap_or(&chapter.content);
                known.extend(include::targets(text, path));
            }
        }
        pages.retain(|(path, _)| !known.contains(path));
        pages
            .into_par_iter()
            .map(|(path, head)| {
                // The rest of the file is of interest only where it may silence the report.
                let whole = std::fs::read_to_string(src.join(&path)).ok();
                let text = whole
                    .filter(|text| text.contains("patterns:"))
                    .unwrap_or(head);
                let bare = text.trim_start_matches('\u{feff}');
                let bom = text.len() - bare.len();
                let page = Page::parse(bare, Flavor::Html, &self.options());
                let file = join(&input.src, &path);
                let mut found = Found::default();
                self.surroundings(&path, &config.rules_for(&path), true)
                    .check(&page, |scope| scope == Scope::Unlisted, &mut found);
                let origin = Origin {
                    bom,
                    includes: None,
                };
                let mut gate = self.gate(&page, &file, origin);
                let whole = || FileText::new(file, bare.to_owned(), bom);
                let located = locate_all(found.diagnostics, origin, whole);
                let admitted = gate.admit(located);
                (gate, admitted)
            })
            .collect()
    }
}
