//! What a book switches on and off: plain data, without a word about rules or files.

use crate::diagram;
use crate::material::kinds::Kinds;
use crate::schema::seed::Seed;
use crate::template::vocabulary::TIER_STATUSES;
use crate::template::{Rows, Tier, WordList};
use crate::words::Words;
use globset::{GlobMatcher, GlobSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the tier banner comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    /// The author writes it.
    Author,
    /// Where the author wrote none, it is made from the frontmatter.
    Generate,
}

/// How the top of a pattern page is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Card and tier banner are one box.
    Summary,
    /// The card, then the path of levels, then the banner where its author has put it.
    Card,
}

/// What becomes of a Mermaid diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiagramMode {
    /// It is drawn.
    Svg,
    /// It stays for mdbook-mermaid, which draws it in the browser.
    Client,
    /// It is shown as code.
    Code,
}

/// What becomes of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathMode {
    /// It is drawn.
    Mathml,
    /// It is handed whole to MathJax or KaTeX, which draw it in the browser.
    Client,
    /// It is text.
    Text,
}

/// When mdBook's preprocessor `links`, which puts in what pages include, runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Before this one.
    Before,
    /// After it.
    After,
    /// Not at all.
    Never,
}

/// What a deny does under `mdbook serve`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnServe {
    /// The page shows its diagnostics and the build goes on.
    Show,
    /// The build fails.
    Fail,
}

/// The words that fields may take.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// `category`
    pub categories: Vec<String>,
    /// `difficulty`
    pub difficulties: Vec<String>,
    /// `excellence_tier`
    pub tiers: Vec<String>,
    /// `pattern_status`
    pub statuses: Vec<String>,
    /// `current_relevance`
    pub relevances: Vec<String>,
    /// `related_laws`
    pub laws: Vec<String>,
    /// `related_pillars`
    pub pillars: Vec<String>,
    /// The statuses that fit each tier.
    pub tiers_status: BTreeMap<Tier, Vec<String>>,
}

impl Vocabulary {
    /// The words of the template; of the statuses that fit a tier, those that it has.
    pub fn of(rows: &Rows) -> Vocabulary {
        let words = |list| rows.words(list).to_vec();
        let statuses = words(WordList::Statuses);
        let fitting = TIER_STATUSES.iter().map(|(tier, known)| {
            let known = known.iter().map(|word| (*word).to_owned());
            (
                *tier,
                known.filter(|word| statuses.contains(word)).collect(),
            )
        });
        Vocabulary {
            categories: words(WordList::Categories),
            difficulties: words(WordList::Difficulties),
            tiers: words(WordList::Tiers),
            relevances: words(WordList::Relevances),
            laws: words(WordList::Laws),
            pillars: words(WordList::Pillars),
            tiers_status: fitting.collect(),
            statuses,
        }
    }

    /// The words of a list.
    pub fn words(&self, list: WordList) -> Vec<&str> {
        let own = match list {
            WordList::Categories => &self.categories,
            WordList::Difficulties => &self.difficulties,
            WordList::Tiers => &self.tiers,
            WordList::Statuses => &self.statuses,
            WordList::Relevances => &self.relevances,
            WordList::Laws => &self.laws,
            WordList::Pillars => &self.pillars,
        };
        let mut words: Vec<&str> = own.iter().map(String::as_str).collect();
        if list == WordList::Statuses {
            // A status that is given to a tier is a status.
            for status in self.tiers_status.values().flatten() {
                if !words.contains(&status.as_str()) {
                    words.push(status);
                }
            }
        }
        words
    }
}

/// A glob and where it stands.
#[derive(Debug, Clone)]
pub struct NamedGlob {
    /// The keys that lead to it, below `preprocessor.patterns`.
    pub path: Vec<String>,
    /// The glob.
    pub matcher: GlobMatcher,
}

/// A table `[preprocessor.patterns.templates.NAME]`: a team's own template.
#[derive(Debug, Clone)]
pub struct TemplateTable {
    /// What it is called.
    pub name: String,
    /// The template page, relative to the book's root.
    pub file: String,
    /// The pages that belong to it.
    pub pages: PageGlobs,
    /// The folder that new pages come into: what of the first glob holds no sign.
    pub folder: String,
    /// The fields that a page's card shows; `None` for the template's single-line ones.
    pub card: Option<Vec<String>>,
    /// What its pages are to search engines, in schema.org's words.
    pub schema_type: String,
    /// Older templates, which pages up to some date or number are held to, the oldest first.
    pub editions: Vec<Edition>,
    /// What says which edition a page is held to: a field, or `number`; the first date where nothing
    /// is said.
    pub edition_field: Option<String>,
    /// Keys besides the template's that pages may have.
    pub extra_fields: Vec<String>,
    /// What readers see for fields, by their keys.
    pub words: Vec<(String, String)>,
}

impl TemplateTable {
    /// A template of which nothing is known but its name and its file.
    pub fn new(name: String, file: String) -> TemplateTable {
        TemplateTable {
            name,
            file,
            pages: PageGlobs::default(),
            folder: String::new(),
            card: None,
            schema_type: "TechArticle".to_owned(),
            editions: Vec::new(),
            edition_field: None,
            extra_fields: Vec::new(),
            words: Vec::new(),
        }
    }

    /// What readers see for a field, if the book says so.
    pub fn word(&self, key: &str) -> Option<&str> {
        let mut words = self.words.iter();
        let found = words.find(|(field, _)| field == key);
        found.map(|(_, word)| word.as_str())
    }
}

/// An older edition of a template.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What pages call it: `adr@2023`.
    pub name: String,
    /// The template page, relative to the book's root.
    pub file: String,
    /// The date or number from which on pages are held to the next one.
    pub until: String,
}

/// Globs of pages, and of those that are not meant: `!decisions/README.md`.
#[derive(Debug, Clone, Default)]
pub struct PageGlobs {
    /// Those that are meant.
    pub all: GlobSet,
    /// Of these, those that are not.
    pub but: GlobSet,
}

impl PageGlobs {
    /// Whether a path relative to `src` is meant.
    pub fn is_match(&self, path: &str) -> bool {
        self.all.is_match(path) && !self.but.is_match(path)
    }
}

/// What stands for the folder of each page in the setting `snippets`.
pub const OWN_FOLDER: &str = "$page";
/// How many folders there may be: each name of a snippet is looked for in all of them.
pub const MOST_FOLDERS: usize = 100;

/// The configuration of a book.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in book.toml"
)]
pub struct Config {
    /// Pages that are patterns whatever they say, relative to `src`.
    pub pages: GlobSet,
    /// Pages that are left alone altogether, relative to `src`.
    pub exclude: GlobSet,
    /// The page of the book's own edition of the pattern template, relative to the book's root.
    pub pattern_file: Option<String>,
    /// That edition, where the page could be read.
    pub pattern: Option<Arc<Seed>>,
    /// The team's own templates, in the order of book.toml.
    pub templates: Vec<TemplateTable>,
    /// All globs of the configuration, those of overrides among them.
    pub globs: Vec<NamedGlob>,
    /// The file with the known violations, relative to the book's root.
    pub baseline: Option<String>,
    /// Keys besides the template's that frontmatter may have.
    pub extra_fields: Vec<String>,
    /// The words that fields may take.
    pub vocabulary: Vocabulary,
    /// What the tool writes into pages.
    pub words: Words,
    /// What a deny does under `mdbook serve`.
    pub on_serve: OnServe,
    /// Where the tier banner comes from.
    pub banner: Banner,
    /// How the top of a pattern page is arranged.
    pub layout: Layout,
    /// Whether the pattern card is shown.
    pub card: bool,
    /// Whether the levels are shown as a path of links.
    pub level_navigation: bool,
    /// Whether the quick-reference tables are injected.
    pub quick_reference: bool,
    /// Whether related pages are listed at the end of pattern pages.
    pub related: bool,
    /// What becomes of Mermaid diagrams.
    pub diagrams: DiagramMode,
    /// What becomes of formulas.
    pub math: MathMode,
    /// Whether drawings are kept on disk.
    pub cache: bool,
    /// Whether a page without a title gets the one that SUMMARY.md has.
    pub titles_from_summary: bool,
    /// Whether pages that have nothing of ours are styled like those that have.
    pub style_all_pages: bool,
    /// Whether `[text][id]` leads to the heading with that id, on whatever page it stands.
    pub autorefs: bool,
    /// Whether pattern pages tell search engines what they are.
    pub structured_data: bool,
    /// The kinds of admonitions besides Material's.
    pub kinds: Kinds,
    /// The folders that names of snippets begin in, relative to the book's root; none for the
    /// root and the source folder. [`OWN_FOLDER`] among them is that of each page.
    pub snippets: Vec<String>,
    /// Snippets that stand behind the text of each page.
    pub append: Vec<String>,
    /// The addresses that `[output.html.redirect]` leads on, without a `/` at their beginning.
    pub redirects: BTreeSet<String>,
    /// When includes are put in. It is no switch: the order of preprocessors says so.
    pub links: Links,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            pages: GlobSet::empty(),
            exclude: GlobSet::empty(),
            pattern_file: None,
            pattern: None,
            templates: Vec::new(),
            globs: Vec::new(),
            baseline: None,
            extra_fields: Vec::new(),
            vocabulary: Vocabulary::of(&Seed::embedded().rows),
            words: Words::default(),
            on_serve: OnServe::Show,
            banner: Banner::Author,
            layout: Layout::Summary,
            card: true,
            level_navigation: true,
            quick_reference: true,
            related: true,
            diagrams: if diagram::AVAILABLE {
                DiagramMode::Svg
            } else {
                DiagramMode::Client
            },
            math: MathMode::Text,
            cache: true,
            structured_data: true,
            titles_from_summary: false,
            style_all_pages: false,
            autorefs: false,
            kinds: Kinds::default(),
            snippets: Vec::new(),
            append: Vec::new(),
            redirects: BTreeSet::new(),
            links: Links::Before,
        }
    }
}

impl Config {
    /// The pattern template.
    pub fn seed(&self) -> &Seed {
        self.pattern.as_deref().unwrap_or_else(|| Seed::embedded())
    }

    /// The rows of the pattern template.
    pub fn rows(&self) -> &Rows {
        &self.seed().rows
    }

    /// Whether a path relative to `src` is left alone altogether.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.is_match(path)
    }

    /// Whether `pages` makes a path relative to `src` a pattern page.
    pub fn is_listed(&self, path: &str) -> bool {
        self.pages.is_match(path)
    }
}
