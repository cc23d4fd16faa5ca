//! Pages of an older edition of a template on their way to the newest one.

use crate::diagnostic::located::Located;
use crate::diagnostic::place::FileText;
use crate::diagnostic::{Applicability, Diagnostic, Fix, LintLevel};
use crate::engine::page::Book;
use crate::engine::source::Source;
use crate::engine::to_disk::locate_all;
use crate::page::Page;
use crate::schema::upgrade::additions;

/// The rule that speaks of what a page lacks.
const MISSING: &str = "section-missing";

impl Book<'_> {
    /// What a page lacks of the newest edition, as a fix of its file, if that is wanted of it.
    pub(super) fn upgrade(
        &self,
        page: &Page<'_>,
        source: &Source,
        file: impl FnOnce() -> FileText,
    ) -> Option<Result<Located, &'static str>> {
        if source.repeated {
            return None;
        }
        let template = self.templates.newer(source.template, self.upgraded?)?;
        let input = self.input;
        let options = input.markdown.options();
        let found = match additions(page, template, &input.config.kinds, &options) {
            Ok(found) => found,
            Err(why) => return Some(Err(why)),
        };
        let words = found.words();
        let mut missing = Diagnostic::new(MISSING, LintLevel::Warn, page.top(), words);
        missing.fix(Fix {
            applicability: Applicability::Unsafe,
            edits: found.edits,
            takes_ids: Vec::new(),
        });
        let located = locate_all(vec![missing], source.origin(), file).pop()?;
        Some(match located.fix {
            Some(_) => Ok(located),
            None => Err("it belongs into a file that the page includes"),
        })
    }
}
