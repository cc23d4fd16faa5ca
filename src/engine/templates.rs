//! The templates of a book: their files, read once, and which page belongs to which.

use crate::config::TemplateTable;
use crate::diagnostic::located::{Located, Origin};
use crate::diagnostic::place::FileText;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::engine::gate::Gate;
use crate::engine::source::Source;
use crate::engine::to_disk::locate_all;
use crate::engine::{Input, join};
use crate::page::Frontmatter;
use crate::rules;
use crate::rules::settings;
use crate::schema::fit::PAGE_KEY;
use crate::schema::siblings::{Sibling, Siblings};
use crate::schema::{INVALID, Loaded, Template};
use crate::template::fields::{PATTERN_TYPE, TYPE};
use crate::text::link::normal;
use crate::text::suggest::nearest;

/// A book's own templates.
#[derive(Debug, Default)]
pub(super) struct Templates<'a> {
    own: Vec<Own<'a>>,
}

#[derive(Debug)]
struct Own<'a> {
    table: &'a TemplateTable,
    /// `None` where its file cannot be read.
    loaded: Option<Loaded>,
    /// Its path relative to `src`, if it lies there.
    path: Option<String>,
    /// What the template's own page says it is.
    kind: Option<String>,
}

impl<'a> Templates<'a> {
    /// Reads the templates that book.toml names.
    pub(super) fn read(input: &'a Input) -> Templates<'a> {
        let own = input.config.templates.iter().map(|table| {
            let text = Some(table.file.as_str());
            let text = text.filter(|file| input.files.has(file));
            let text = text.and_then(|file| input.files.text(file));
            let options = input.markdown.options();
            let loaded = text.map(|text| {
                let (name, file) = (table.name.as_str(), table.file.clone());
                let mut loaded = Template::read(name, file, &text, &input.config.kinds, &options);
                check_rules(&mut loaded);
                loaded
            });
            let kind = loaded
                .as_ref()
                .and_then(|it| it.template.default(TYPE.name));
            let kind = kind.filter(|kind| *kind != PATTERN_TYPE).map(str::to_owned);
            let folder = join(&input.src, "");
            Own {
                table,
                path: normal(&table.file)
                    .strip_prefix(folder.as_str())
                    .map(str::to_owned),
                kind,
                loaded,
            }
        });
        Templates { own: own.collect() }
    }

    /// Whether a path relative to `src` is that of a template.
    pub(super) fn is_template(&self, path: &str) -> bool {
        self.own.iter().any(|own| own.path.as_deref() == Some(path))
    }

    /// The template at a position, where its file could be read.
    pub(super) fn of(&self, at: Option<usize>) -> Option<&Template> {
        self.own.get(at?)?.loaded.as_ref().map(|it| &it.template)
    }

    /// The first template whose globs match a path relative to `src`.
    pub(super) fn by_path(&self, path: &str) -> Option<usize> {
        self.own
            .iter()
            .position(|own| own.table.pages.is_match(path))
    }

    /// Which template a page belongs to: as it says itself, by its path, by its type. What a page says
    /// is looked at only where it could be read.
    pub(super) fn of_page(&self, path: &str, front: &Frontmatter) -> Option<usize> {
        if self.own.is_empty() || self.is_template(path) {
            return None;
        }
        let says = |key: &str| front.get(key).and_then(|value| value.text()).map(str::trim);
        let said = says(PAGE_KEY).map(|name| name.split('@').next().unwrap_or(name));
        let by_key = said.and_then(|name| self.own.iter().position(|own| own.table.name == name));
        by_key.or_else(|| self.by_path(path)).or_else(|| {
            let kind = says(TYPE.name)?;
            let is_own =
                |own: &Own<'_>| own.table.name == kind || own.kind.as_deref() == Some(kind);
            self.own.iter().position(is_own)
        })
    }

    /// A page as the others of its template see it.
    pub(super) fn sibling(&self, path: &str, source: &Source) -> Option<(usize, Sibling)> {
        let at = source.template?;
        let sibling = self.of(Some(at))?.sibling(path, &source.frontmatter)?;
        Some((at, sibling))
    }

    /// The pages of each template, as they see each other.
    pub(super) fn siblings<'s>(
        &self,
        pages: impl Iterator<Item = &'s (usize, Sibling)>,
    ) -> Vec<Siblings> {
        let mut all: Vec<Siblings> = self.own.iter().map(|_| Siblings::default()).collect();
        for (at, page) in pages {
            all[*at].add(page);
        }
        all
    }

    /// What is wrong with the templates, each with its gate.
    pub(super) fn faults(&self, input: &Input) -> Vec<(Gate, Vec<Located>)> {
        let loaded = self
            .own
            .iter()
            .filter_map(|own| Some((own, own.loaded.as_ref()?)));
        let with_faults = loaded.filter(|(_, loaded)| !loaded.faults.is_empty());
        let found = with_faults.filter_map(|(own, loaded)| {
            let path = own.path.as_deref().unwrap_or("");
            let settings = input.rules.of_page(path, Some(&own.table.name));
            let level = settings::find(&settings, INVALID)?.level;
            if level == LintLevel::Allow {
                return None;
            }
            let mut faults = loaded.faults.clone();
            for fault in &mut faults {
                fault.level = level;
            }
            let template = &loaded.template;
            let origin = Origin {
                bom: template.bom(),
                includes: None,
            };
            let file = || {
                let text = template.file.text().to_owned();
                FileText::new(own.table.file.clone(), text, template.bom())
            };
            let mut gate = Gate::new(Vec::new(), input.baseline.of(&own.table.file));
            let admitted = gate.admit(locate_all(faults, origin, file));
            Some((gate, admitted))
        });
        found.collect()
    }
}

/// Names of rules in annotations are those of rules.
fn check_rules(loaded: &mut Loaded) {
    for annotation in &loaded.template.annotations {
        let Some((name, place)) = &annotation.rule else {
            continue;
        };
        if rules::find(name).is_some() {
            continue;
        }
        let message = format!("unknown rule `{name}`");
        let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, *place, message);
        let known = rules::ALL.iter().map(|rule| rule.name);
        fault.help(match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mdbook-patterns rules` lists all rules".to_owned(),
        });
        loaded.faults.push(fault);
    }
}
