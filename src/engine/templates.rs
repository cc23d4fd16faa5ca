//! The templates of a book: their files, read once, and which page belongs to which.

use crate::config::TemplateTable;
use crate::diagnostic::located::{Located, Origin};
use crate::diagnostic::place::FileText;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::engine::gate::Gate;
use crate::engine::page::Book;
use crate::engine::source::Source;
use crate::engine::to_disk::locate_all;
use crate::engine::{Chapter, Input, join};
use crate::page::{Frontmatter, Page};
use crate::rules;
use crate::rules::settings;
use crate::schema::fields::{Field, Takes};
use crate::schema::fit::{Fit, PAGE_KEY};
use crate::schema::siblings::{Sibling, Siblings};
use crate::schema::upgrade::NEWEST;
use crate::schema::{INVALID, Loaded, Template};
use crate::template::fields::{PATTERN_TYPE, TYPE};
use crate::text::link::normal;
use crate::text::span::Span;
use crate::text::suggest::{and_list, nearest};
use std::collections::BTreeMap;

/// The word by which editions go by the number in a file's name.
const NUMBER: &str = "number";

/// A book's own templates.
#[derive(Debug, Default)]
pub(super) struct Templates<'a> {
    own: Vec<Own<'a>>,
    /// The page of the book's own edition of the pattern template, relative to `src`, if it lies there.
    pattern: Option<String>,
}

/// A team's own template as a page belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OfTemplate {
    /// The template's name.
    pub name: String,
    /// Its edition, if it has several.
    pub edition: Option<String>,
    /// Whether the page says neither which nor its date or number.
    pub is_undated: bool,
}

/// A template, and which edition of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Belongs {
    /// The template's position in book.toml.
    pub(super) own: usize,
    /// Its edition, the newest being the last.
    pub(super) edition: usize,
    /// Whether there are several, and the page says neither which nor its date or number.
    pub(super) is_undated: bool,
}

#[derive(Debug)]
struct Own<'a> {
    table: &'a TemplateTable,
    /// Its editions, the oldest first.
    editions: Vec<Edition>,
    /// What the template's own page says it is.
    kind: Option<String>,
}

/// A template page.
#[derive(Debug)]
struct Edition {
    /// `None` where its file cannot be read.
    loaded: Option<Loaded>,
    /// Its path relative to `src`, if it lies there.
    path: Option<String>,
}

impl Edition {
    fn read(input: &Input, name: &str, file: &str) -> Edition {
        let text = Some(file).filter(|file| input.files.has(file));
        let text = text.and_then(|file| input.files.text(file));
        let options = input.markdown.options();
        let loaded = text.map(|text| {
            let kinds = &input.config.kinds;
            let mut loaded = Template::read(name, file.to_owned(), &text, kinds, &options);
            let strange = strange_rules(&loaded.template);
            loaded.faults.extend(strange);
            loaded
        });
        let path = below_src(input, file);
        Edition { loaded, path }
    }
}

/// A file's path relative to `src`, if it lies there.
fn below_src(input: &Input, file: &str) -> Option<String> {
    let folder = join(&input.src, "");
    normal(file)
        .strip_prefix(folder.as_str())
        .map(str::to_owned)
}

impl<'a> Templates<'a> {
    /// Reads the templates that book.toml names.
    pub(super) fn read(input: &'a Input) -> Templates<'a> {
        let own = input.config.templates.iter().map(|table| {
            let older = table.editions.iter().map(|edition| edition.file.as_str());
            let files = older.chain([table.file.as_str()]);
            let editions: Vec<Edition> = files
                .map(|file| Edition::read(input, &table.name, file))
                .collect();
            let mut editions = editions;
            if let Some(newest) = editions.last_mut().and_then(|it| it.loaded.as_mut()) {
                check_fields(newest, table);
            }
            let newest = editions.last().and_then(|it| it.loaded.as_ref());
            let kind = newest.and_then(|it| it.template.default(TYPE.name));
            let kind = kind.filter(|kind| *kind != PATTERN_TYPE).map(str::to_owned);
            Own {
                table,
                editions,
                kind,
            }
        });
        let pattern = input.config.pattern_file.as_deref();
        Templates {
            own: own.collect(),
            pattern: pattern.and_then(|file| below_src(input, file)),
        }
    }

    /// Whether a path relative to `src` is that of a template.
    pub(super) fn is_template(&self, path: &str) -> bool {
        let mut pages = self.own.iter().flat_map(|own| &own.editions);
        pages.any(|page| page.path.as_deref() == Some(path))
            || self.pattern.as_deref() == Some(path)
    }

    /// The template that a page belongs to, where its file could be read.
    pub(super) fn of(&self, at: Option<Belongs>) -> Option<&Template> {
        let Belongs { own, edition, .. } = at?;
        let page = self.own.get(own)?.editions.get(edition)?;
        page.loaded.as_ref().map(|it| &it.template)
    }

    /// What the template and its edition are called; no edition where there is one only.
    pub(super) fn names(&self, at: Belongs) -> OfTemplate {
        let table = self.own[at.own].table;
        let older = table.editions.get(at.edition);
        let edition = older.map_or(NEWEST, |edition| edition.name.as_str());
        OfTemplate {
            name: table.name.clone(),
            edition: (!table.editions.is_empty()).then(|| edition.to_owned()),
            is_undated: at.is_undated,
        }
    }

    /// The newest edition of the template of that name, for a page that is held to an older one.
    pub(super) fn newer(&self, at: Option<Belongs>, name: &str) -> Option<&Template> {
        let at = at?;
        let own = self.own.get(at.own)?;
        let is_older = own.table.name == name && at.edition + 1 < own.editions.len();
        let newest = own.editions.last().filter(|_| is_older)?;
        newest.loaded.as_ref().map(|it| &it.template)
    }

    /// The newest of the first template whose globs match a path relative to `src`.
    pub(super) fn by_path(&self, path: &str) -> Option<&Template> {
        let own = self.own.iter().find(|own| own.table.pages.is_match(path))?;
        own.editions.last()?.loaded.as_ref().map(|it| &it.template)
    }

    /// Which template a page belongs to: as it says itself, by its path, by its type. What a page says
    /// is looked at only where it could be read.
    pub(super) fn of_page(&self, path: &str, front: &Frontmatter) -> Option<Belongs> {
        if self.own.is_empty() || self.is_template(path) {
            return None;
        }
        let says = |key: &str| front.get(key).and_then(|value| value.text()).map(str::trim);
        let said = says(PAGE_KEY).map(|name| name.split_once('@').unwrap_or((name, "")));
        let by_key = said.and_then(|(name, edition)| {
            let own = self.own.iter().position(|own| own.table.name == name)?;
            Some((own, edition))
        });
        let by_path = || {
            self.own
                .iter()
                .position(|own| own.table.pages.is_match(path))
        };
        let by_type = || {
            let kind = says(TYPE.name)?;
            let is_own =
                |own: &Own<'_>| own.table.name == kind || own.kind.as_deref() == Some(kind);
            self.own.iter().position(is_own)
        };
        let plain = |own: usize| (own, "");
        let (own, edition) = by_key.or_else(|| by_path().or_else(by_type).map(plain))?;
        Some(self.belongs(own, edition, path, front))
    }

    /// Which edition a page is held to: the one that it names, or that of its date or number; the
    /// oldest where it has neither.
    fn belongs(&self, own: usize, edition: &str, path: &str, front: &Frontmatter) -> Belongs {
        let table = self.own[own].table;
        let newest = table.editions.len();
        let of = |edition: usize, is_undated: bool| Belongs {
            own,
            edition,
            is_undated,
        };
        if newest == 0 || edition == NEWEST {
            return of(newest, false);
        }
        if let Some(named) = table.editions.iter().position(|it| it.name == edition) {
            return of(named, false);
        }
        match self.dated(own, path, front) {
            Some(dated) => {
                let mut older = table.editions.iter();
                let first = older.position(|it| is_before(&dated, &it.until));
                of(first.unwrap_or(newest), false)
            }
            None => of(0, true),
        }
    }

    /// The date or number of a page by which its edition is known.
    fn dated(&self, own: usize, path: &str, front: &Frontmatter) -> Option<String> {
        let Own {
            table, editions, ..
        } = &self.own[own];
        let field = match table.edition_field.as_deref() {
            Some(NUMBER) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
                return (!digits.is_empty()).then_some(digits);
            }
            Some(field) => field,
            None => {
                let newest = &editions.last()?.loaded.as_ref()?.template;
                let mut fields = newest.fields.iter();
                let is_date = |field: &&Field| matches!(field.takes, Takes::Date { .. });
                fields.find(is_date)?.key.as_str()
            }
        };
        let text = front.get(field)?.text()?.trim();
        let is_value = text.starts_with(|c: char| c.is_ascii_digit());
        is_value.then(|| text.to_owned())
    }

    /// A chapter as the others of its template see it, unless nobody looks at it.
    pub(super) fn sibling(&self, chapter: &Chapter, source: &Source) -> Option<(usize, Sibling)> {
        let path = chapter.source_path.as_deref()?;
        let at = source
            .template
            .filter(|_| !source.excluded && !source.repeated)?;
        let sibling = self.of(Some(at))?.sibling(path, &source.frontmatter)?;
        Some((at.own, sibling))
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

    /// The fields of each template that take one of a few words.
    pub(super) fn vocabularies(&self) -> BTreeMap<String, Vec<(String, Vec<String>)>> {
        let newest = self.own.iter().filter_map(|own| {
            let template = &own.editions.last()?.loaded.as_ref()?.template;
            let fields = template.fields.iter();
            let words = fields.filter_map(|field| Some((field.key.clone(), field.words()?)));
            Some((own.table.name.clone(), words.collect()))
        });
        newest.collect()
    }

    /// What is wrong with the templates, each with its gate.
    pub(super) fn faults(&self, input: &Input) -> Vec<(Gate, Vec<Located>)> {
        let editions = |own: &'_ Own<'_>| own.editions.len();
        let pages = self
            .own
            .iter()
            .flat_map(|own| (0..editions(own)).map(move |at| (own, at)));
        let found = pages.filter_map(|(own, at)| {
            let page = &own.editions[at];
            let loaded = page.loaded.as_ref()?;
            let path = page.path.as_deref().unwrap_or("");
            admitted(input, path, &loaded.template, loaded.faults.clone())
        });
        found.chain(self.faults_of_pattern(input)).collect()
    }

    /// What is wrong with the book's own edition of the pattern template.
    fn faults_of_pattern(&self, input: &Input) -> Option<(Gate, Vec<Located>)> {
        let seed = input.config.pattern.as_ref()?;
        let mut faults = seed.faults.clone();
        faults.extend(strange_rules(&seed.template));
        let path = self.pattern.as_deref().unwrap_or("");
        admitted(input, path, &seed.template, faults)
    }
}

impl Book<'_> {
    /// A pattern page held against the book's own edition of the template, if it has one.
    pub(super) fn edition<'b>(&'b self, page: &Page<'_>, is_pattern: bool) -> Option<Fit<'b>> {
        let seed = self.input.config.pattern.as_ref().filter(|_| is_pattern)?;
        Some(Fit::of(&seed.template, page))
    }
}

/// The faults of a template at the level that they have there, with their gate; `None` where there are none.
fn admitted(
    input: &Input,
    path: &str,
    template: &Template,
    mut faults: Vec<Diagnostic>,
) -> Option<(Gate, Vec<Located>)> {
    let settings = input.rules.of_page(path, Some(&template.name));
    let level = settings::find(&settings, INVALID)?.level;
    if faults.is_empty() || level == LintLevel::Allow {
        return None;
    }
    for fault in &mut faults {
        fault.level = level;
    }
    let name = template.file.name.as_str();
    let origin = Origin {
        bom: template.bom(),
        includes: None,
    };
    let file = || {
        let text = template.file.text().to_owned();
        FileText::new(name.to_owned(), text, template.bom())
    };
    let mut gate = Gate::new(Vec::new(), input.baseline.of(name));
    let admitted = gate.admit(locate_all(faults, origin, file));
    Some((gate, admitted))
}

/// Whether a date or number comes before another one.
fn is_before(value: &str, until: &str) -> bool {
    match (value.parse::<u64>(), until.parse::<u64>()) {
        (Ok(value), Ok(until)) => value < until,
        _ => value < until,
    }
}

/// Fields that book.toml names are the template's.
fn check_fields(loaded: &mut Loaded, table: &TemplateTable) {
    let template = &loaded.template;
    let words = table.words.iter().map(|(field, _)| ("words", field));
    let card = table.card.iter().flatten().map(|field| ("card", field));
    let edition = table.edition_field.iter().filter(|field| *field != NUMBER);
    let edition = edition.map(|field| ("edition-field", field));
    let known: Vec<&str> = template.fields.iter().map(|it| it.key.as_str()).collect();
    let strange = words.chain(card).chain(edition);
    let strange = strange.filter(|(_, field)| !known.contains(&field.as_str()));
    let faults = strange.map(|(key, field)| {
        let first = template.file.text().lines().next().unwrap_or("");
        let message =
            format!("`{key}` in book.toml names `{field}`, which is no field of this template");
        let mut fault =
            Diagnostic::new(INVALID, LintLevel::Deny, Span::new(0..first.len()), message);
        fault.help(match nearest(field, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", and_list(&known)),
        });
        fault
    });
    let faults: Vec<Diagnostic> = faults.collect();
    loaded.faults.extend(faults);
}

/// Names of rules in annotations that are none.
fn strange_rules(template: &Template) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for annotation in &template.annotations {
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
        faults.push(fault);
    }
    faults
}
