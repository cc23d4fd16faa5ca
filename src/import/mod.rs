//! From a site of MkDocs or Zensical to a book: what is written, and what is told.
//!
//! Pure but for one door, [`source::Source`], by which a project's files are read:
//!
//! ```text
//! mkdocs.yml, INHERIT ─► settings ─► docs ─► nav (key, folders, plugins) ─► SUMMARY.md
//!                            │         └───► redirects ─┐
//!                            ├───────────────► book ◄───┴─► book.toml
//!                            └───────────────► answers ───► report
//! ```
//!
//! Nothing of a project is ever run: no hooks, no macros, no tags of Python's.

pub mod advice;
pub mod answers;
mod blog;
pub mod book;
pub mod constructs;
pub mod docs;
pub mod files;
pub mod kinds;
pub mod listing;
pub mod mark;
mod metadata;
pub mod nav;
mod pages;
pub mod redirects;
pub mod report;
mod repository;
pub mod settings;
pub mod snippets;
pub mod source;
pub mod styles;
pub mod summary;
pub mod tell;
mod toml;
pub mod value;
pub mod yaml;

use crate::material::kinds::Kinds;
use crate::text::maps::{HashMap, HashSet};
use answers::{Answer, Findings};
use book::Extras;
use docs::{Docs, Inclusion};
use mdbook_markdown::MarkdownOptions;
use nav::literate::Literate;
use nav::{Entry, Item, Left, Written};
use pages::Facts;
use rayon::prelude::*;
use redirects::Redirects;
use report::{Fate, Report};
use settings::{Place, Settings};
use source::Source;
use styles::Styles;
use value::{At, Remark, Value};

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The book goes into a folder of its own.
    pub apart: bool,
    /// Stylesheets, scripts and the favicon go along.
    pub assets: bool,
}

/// A book that can be written.
#[derive(Debug)]
pub struct Plan {
    /// Where it goes: the book's folder as far as it is not one of its own.
    pub place: Place,
    /// Where its pages are now.
    pub pages: Place,
    /// book.toml.
    pub book_toml: String,
    /// SUMMARY.md.
    pub summary: String,
    /// Stylesheets: paths from the book's folder, and texts.
    pub styles: Vec<(String, String)>,
    /// Files to copy: from the configuration's folder, and to the book's.
    pub copies: Vec<(String, String)>,
    /// What is to be told.
    pub report: Report,
    /// Why SUMMARY.md cannot stand among the pages; nothing where it can.
    pub conflict: Option<String>,
}

/// Makes a plan of a configuration. The error says where and what to do.
pub fn plan(file: &str, source: &dyn Source, wish: Wish) -> Result<Plan, String> {
    let site = Site::read(file, source)?;
    let title = |path: &str| pages::title(path, site.facts.get(path));
    let written = site.navigation(source, &title)?;
    let settled = nav::settle(&written.entries, &site.docs, site.has_indexes(), &title);
    let mut chapters = Vec::new();
    Item::pages(&settled.items, &mut chapters);
    let listed: HashSet<&str> = chapters.iter().copied().collect();
    let rest: Vec<&str> = site
        .docs
        .built()
        .filter(|page| !listed.contains(page))
        .collect();
    chapters.extend(&rest);
    if chapters.is_empty() {
        return Err(format!(
            "`{}` has no page: neither `nav` in `{file}` nor the folder names one",
            site.place.docs
        ));
    }
    let book = site.book(source, wish, &chapters);
    let answers = answers::answers(&site.settings, &book.found);
    let mut report = tell::report(&Told {
        site: &site,
        book: &book,
        answers: &answers,
        written: &written,
        left: &settled.left,
        rest: &rest,
        chapters: &chapters,
    });
    let needs = advice::of(&site.settings, &site.docs, site.literate.as_ref());
    if !wish.apart {
        report.first.extend(needs.advice);
    }
    let appendix = rest.iter().map(|page| Item::Page {
        title: title(page),
        path: (*page).to_owned(),
    });
    let appendix: Vec<Item> = appendix.collect();
    Ok(Plan {
        summary: summary::write(&settled.items, &appendix),
        book_toml: book.toml,
        styles: book.styles.files,
        copies: book.copies,
        report,
        conflict: needs.conflict,
        place: book.place,
        pages: site.place,
    })
}

/// A site that was read.
pub(crate) struct Site {
    settings: Settings,
    place: Place,
    docs: Docs,
    literate: Option<Literate>,
    facts: HashMap<String, Facts>,
    unreadable: Vec<(String, String)>,
}

/// What book.toml says and what goes along with it.
pub(crate) struct Book {
    toml: String,
    place: Place,
    found: Findings,
    redirects: Redirects,
    styles: Styles,
    snippets: Vec<report::Line>,
    kinds: Vec<report::Line>,
    copies: Vec<(String, String)>,
}

/// Everything that the report tells of.
pub(crate) struct Told<'a> {
    site: &'a Site,
    book: &'a Book,
    answers: &'a [Answer],
    written: &'a Written,
    left: &'a [Left],
    rest: &'a [&'a str],
    chapters: &'a [&'a str],
}

impl Site {
    /// Reads the configuration and all pages.
    fn read(file: &str, source: &dyn Source) -> Result<Site, String> {
        let settings = Settings::read(file, source)?;
        let place = settings.place(source)?;
        let mut docs = Docs::new(source.files(&place.docs), &settings);
        let (facts, unreadable) = read(&mut docs, &place, source, &settings);
        let literate = settings.plugin("literate-nav").map(Literate::read);
        if let Some(literate) = &literate {
            docs.leave_out_all(|page| nav::literate::is_navigation(page, literate));
        }
        Ok(Site {
            settings,
            place,
            docs,
            literate,
            facts,
            unreadable,
        })
    }

    /// Whether a section's title leads to its index.
    fn has_indexes(&self) -> bool {
        self.settings.has_feature("navigation.indexes")
            || self.settings.plugin("section-index").is_some()
    }

    /// The navigation as whoever is in charge of it has written it.
    fn navigation(
        &self,
        source: &dyn Source,
        title: &dyn Fn(&str) -> String,
    ) -> Result<Written, String> {
        let (settings, docs, docs_dir) = (&self.settings, &self.docs, &self.place.docs);
        let key = settings.root.get("nav").filter(|nav| !nav.is_null());
        let entries: Option<Vec<Entry>> = key.map(nav::of_key).transpose()?;
        let own = entries.as_deref();
        let at = At {
            file: settings.file.as_str().into(),
            line: key.map_or(1, |nav| nav.at.line),
            column: 1,
        };
        if let Some(options) = settings.plugin("awesome-nav") {
            let name = options.get("filename").and_then(Value::text);
            let name = name.unwrap_or(".nav.yml");
            let front = |path: &str| self.facts.get(path)?.front.clone();
            return Ok(nav::awesome_nav::entries(
                docs, name, source, docs_dir, &front, &at,
            ));
        }
        if let Some(options) = settings.plugin("awesome-pages") {
            let options = nav::awesome_pages::Options::read(options);
            return Ok(nav::awesome_pages::entries(
                own, docs, &options, source, docs_dir, title, &at,
            ));
        }
        if let Some(literate) = &self.literate {
            return Ok(nav::literate::entries(
                own, docs, literate, source, docs_dir, &at,
            ));
        }
        Ok(Written {
            entries: entries.unwrap_or_else(|| nav::folders::entries(docs, &at)),
            remarks: Vec::new(),
        })
    }

    /// book.toml for these chapters, and the files that go along.
    fn book(&self, source: &dyn Source, wish: Wish, chapters: &[&str]) -> Book {
        let settings = &self.settings;
        let mut place = self.place.clone();
        if wish.apart {
            name_of_copy(docs::file_name(&place.docs)).clone_into(&mut place.src);
        }
        let mut found = Findings::default();
        let mut extras = Extras::default();
        let styles = styles::of(settings, &place, source, wish.assets, &mut extras);
        for name in &styles.carried {
            let words = "taken over, listed below".to_owned();
            found.insert((*name).to_owned(), (Fate::Carried, words));
        }
        let redirects = redirects::of(settings, &self.docs, chapters, &self.facts);
        extras.redirects.clone_from(&redirects.written);
        let named = self
            .facts
            .iter()
            .map(|(page, facts)| (page.as_str(), &facts.snippets[..]));
        let named: Vec<(&str, &[String])> = named.collect();
        let apart = wish.apart.then_some(&named[..]);
        let snippets = snippets::of(settings, &place, source, apart, &mut extras, &mut found);
        let mut copies = snippets.copies;
        if let Some((from, to)) = styles::favicon(settings) {
            let key = "theme.favicon".to_owned();
            if wish.assets {
                found.insert(key, (Fate::Carried, format!("`{to}`")));
                copies.push((styles::below(&place, &from), to));
            } else {
                let words = format!("`--assets` copies it to `{to}`, where mdBook finds it");
                found.insert(key, (Fate::Lost, words));
            }
        }
        extras.kinds = kinds::of(settings, &place, source);
        let has_none = |page: &&str| {
            self.facts
                .get(*page)
                .is_some_and(|facts| !facts.has_heading)
        };
        extras.titles = chapters.iter().any(has_none);
        let toml = book::write(settings, &place, &extras, &mut found);
        if wish.apart {
            copies.extend(self.copies(&place));
        }
        Book {
            toml,
            place,
            found,
            redirects,
            styles,
            snippets: snippets.lines,
            kinds: kinds::lines(&extras.kinds),
            copies,
        }
    }

    /// All files of the pages' folder but those of a navigation in mdBook's way.
    fn copies<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = (String, String)> + 'a {
        let own = self.literate.as_ref().map(|own| own.file_name.as_str());
        let files = self.docs.files.iter().filter(move |file| {
            !file.ends_with('/') && *file != "SUMMARY.md" && own != Some(docs::file_name(file))
        });
        files.map(move |file| (styles::below(place, file), format!("{}/{file}", place.src)))
    }
}

/// What the pages' folder is called in a book of its own.
fn name_of_copy(name: &str) -> &str {
    match name {
        "" | "." | ".." | "book" => "src",
        name => name,
    }
}

/// Reads all pages, in parallel. What mdBook could not read is left out and returned.
fn read(
    docs: &mut Docs,
    place: &Place,
    source: &dyn Source,
    settings: &Settings,
) -> (HashMap<String, Facts>, Vec<(String, String)>) {
    let kinds = Kinds::default();
    let mut options = MarkdownOptions::default();
    options.smart_punctuation = settings.has_extension("smarty");
    options.definition_lists = settings.has_extension("def_list");
    let wanted = |page: &&String| {
        !matches!(
            docs.inclusion(page),
            Inclusion::Excluded | Inclusion::Shadowed
        )
    };
    let pages: Vec<String> = docs.pages.iter().filter(wanted).cloned().collect();
    let read: Vec<(String, Result<Facts, String>)> = pages
        .into_par_iter()
        .map(|page| {
            let text = source.text(&styles::below(place, &page));
            let facts = text.map(|text| Facts::of(&text, &kinds, &options));
            (page, facts)
        })
        .collect();
    let mut facts = HashMap::default();
    let mut unreadable = Vec::new();
    for (page, outcome) in read {
        match outcome {
            Ok(of_page) => {
                facts.insert(page, of_page);
            }
            Err(why) => {
                docs.leave_out(&page);
                unreadable.push((page, why));
            }
        }
    }
    (facts, unreadable)
}

/// The remarks of a configuration as lines of the report.
pub(crate) fn remarks(remarks: &[Remark]) -> impl Iterator<Item = report::Line> + '_ {
    remarks
        .iter()
        .map(|remark| report::Line::new("a value", remark.at.to_string(), remark.words.clone()))
}
