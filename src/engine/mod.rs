//! From a book's chapters to diagnostics and rendered text.
//!
//! The same engine serves `mdbook build` and `check`, so that both say the same.
//! Two passes, both parallel: the first reads frontmatter only and tells every
//! page about the others, the second checks and renders one page at a time and
//! lets go of it. What then still depends on another page's text is settled
//! from the ids and the hashes that the second pass leaves behind.

pub mod baseline;
mod catalogue;
mod done;
pub mod export;
pub mod files;
pub mod fix;
pub mod gate;
mod guide;
mod ids;
pub mod include;
mod outcome;
mod page;
mod references;
mod repeats;
mod rerun;
pub mod scores;
mod source;
mod templates;
mod to_disk;
pub mod told;
mod unlisted;
mod upgrade;

use crate::catalogue::today::Today;
use crate::config::Config;
use crate::diagnostic::located::Located;
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::files::Files;
use crate::engine::gate::Gate;
use crate::engine::guide::Guide;
use crate::library::Library;
use crate::render::Target;
use crate::rules::settings::BookRules;
use crate::text::maps::{HashMap, HashSet};
use done::Done;
use ids::{Lookup, PageIds};
use mdbook_markdown::MarkdownOptions;
pub use outcome::{Looked, Outcome, Summary};
use page::Book;
use rayon::prelude::*;
use source::{Source, info, read};
use std::mem::take;
pub use templates::OfTemplate;
use templates::Templates;
use told::{Teller, Told};

/// A chapter with a text.
#[derive(Debug, Default, Clone)]
pub struct Chapter {
    /// Its name in SUMMARY.md.
    pub name: String,
    /// Its path as mdBook links to it, relative to `src`; `None` for text without a file.
    pub path: Option<String>,
    /// Its file relative to `src`; `None` for text without a file.
    pub source_path: Option<String>,
    /// Its text as it stands now, after other preprocessors; what is rendered.
    pub content: String,
}

/// How mdBook is told to read Markdown; as `output.html` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markdown {
    /// Whether quotes become curly.
    pub smart_punctuation: bool,
    /// Whether there are definition lists.
    pub definition_lists: bool,
    /// Whether there are GitHub's boxes, `> [!NOTE]`.
    pub admonitions: bool,
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown {
            smart_punctuation: true,
            definition_lists: true,
            admonitions: true,
        }
    }
}

impl Markdown {
    /// The same for the parser.
    pub fn options(self) -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.smart_punctuation = self.smart_punctuation;
        options.definition_lists = self.definition_lists;
        options.admonitions = self.admonitions;
        options
    }
}

/// What the engine works on.
#[derive(Debug)]
pub struct Input {
    /// The book's files.
    pub files: Box<dyn Files>,
    /// The source folder, relative to the root, with `/`.
    pub src: String,
    /// Files that SUMMARY.md lists, relative to `src`, where other preprocessors may
    /// have taken chapters out.
    pub listed: HashSet<String>,
    /// Its configuration.
    pub config: Config,
    /// The rules' levels and options.
    pub rules: BookRules,
    /// Its known violations.
    pub baseline: Baseline,
    /// How mdBook is told to read Markdown.
    pub markdown: Markdown,
    /// Today.
    pub today: Today,
    /// Its diagrams.
    pub diagrams: Diagrams,
    /// How pages are rendered; `None` to check only.
    pub target: Option<Target>,
    /// Whether chapters are compared with their files; not needed where they have just been read.
    pub read_files: bool,
    /// How many of the diagnostics are shown.
    pub told: Told,
}

/// Checks all chapters and renders them where the input has a target.
pub fn run(input: &Input, chapters: Vec<Chapter>) -> Outcome {
    look(input, chapters, Wanted::default())
}

/// The same; pattern pages are measured too.
pub fn measure(input: &Input, chapters: Vec<Chapter>) -> Outcome {
    let wanted = Wanted {
        measures: true,
        ..Wanted::default()
    };
    look(input, chapters, wanted)
}

/// The same; what pages say of each other and of themselves is wanted, too.
pub fn export(input: &Input, chapters: Vec<Chapter>) -> Outcome {
    let wanted = Wanted {
        measures: true,
        catalogue: true,
        ..Wanted::default()
    };
    look(input, chapters, wanted)
}

/// The same; of the page at `path`, relative to `src`, it is said how it was rendered.
pub fn explain(input: &Input, chapters: Vec<Chapter>, path: &str) -> Outcome {
    let wanted = Wanted {
        explained: Some(path),
        ..Wanted::default()
    };
    look(input, chapters, wanted)
}

/// The same; of pages of the template `name` that are held to an older edition it is said what they
/// lack of the newest one.
pub fn upgrade(input: &Input, chapters: Vec<Chapter>, name: &str) -> Outcome {
    let wanted = Wanted {
        upgraded: Some(name),
        ..Wanted::default()
    };
    look(input, chapters, wanted)
}

/// What is wanted of a run besides diagnostics and rendered text.
#[derive(Debug, Clone, Copy, Default)]
struct Wanted<'a> {
    /// Measures of pattern pages.
    measures: bool,
    /// What pages say of each other.
    catalogue: bool,
    /// What pages of this template lack of its newest edition.
    upgraded: Option<&'a str>,
    /// How this page was rendered.
    explained: Option<&'a str>,
}

fn look(input: &Input, chapters: Vec<Chapter>, wanted: Wanted<'_>) -> Outcome {
    let templates = Templates::read(input);
    let sources = read(input, &templates, &chapters, |_| true);
    let mut sources: Vec<Source> = sources.into_iter().flatten().collect();
    let mut seen = HashSet::default();
    for (chapter, source) in chapters.iter().zip(&mut sources) {
        source.repeated = repeats(chapter, &mut seen);
    }
    let refused = sources.iter_mut().map(|source| take(&mut source.refused));
    let refused = refused.flatten().collect();
    let chapters_with_sources = chapters.iter().zip(&sources);
    let infos = chapters_with_sources
        .filter_map(|(chapter, source)| info(input, &templates, chapter, source));
    let library = Library::new(infos.collect());
    let siblings: Vec<_> = chapters
        .iter()
        .zip(&sources)
        .filter_map(|(chapter, source)| templates.sibling(chapter, source))
        .collect();
    let pairs = chapters.par_iter().zip(&sources);
    let ids = pairs.map(|(chapter, source)| references::ids(input, chapter, source));
    let ids: Vec<Vec<String>> = ids.collect();
    let markers = catalogue::Markers::of(input, &chapters, &sources);
    // What a page shows of its own diagnostics, and how the library stands, needs them all.
    let panel = matches!(input.target, Some(Target::Html { panel: true, .. }));
    let told = if panel || markers.dashboard {
        Told::All
    } else {
        input.told
    };
    let book = Book {
        siblings: templates.siblings(siblings.iter()),
        input,
        library: &library,
        templates: &templates,
        references: references::of(input, &chapters, &ids),
        guide: &Guide::new(&*input.files, &library, &input.src, &input.config.redirects),
        measuring: wanted.measures || markers.dashboard,
        listening: wanted.catalogue || markers.any,
        explained: wanted.explained,
        upgraded: wanted.upgraded,
        teller: Teller::new(told),
    };
    let included = sources.iter();
    let included = included.flat_map(|source| source.included(&input.src));
    let unlisted = book.unlisted(&seen, &included.collect());
    let done: Vec<Done> = chapters
        .into_par_iter()
        .zip(sources)
        .map(|(chapter, source)| book.process(chapter, source))
        .collect();
    let mut outcome = conclude(&book, done, unlisted);
    if wanted.catalogue {
        outcome.infos = library.pages().to_vec();
    }
    Outcome { refused, ..outcome }
}

/// Whether an earlier chapter has the same file; `seen` are the files of those.
fn repeats(chapter: &Chapter, seen: &mut HashSet<String>) -> bool {
    let path = chapter.source_path.as_ref();
    path.is_some_and(|path| !seen.insert(path.clone()))
}

/// Settles what depends on the ids of other pages, and puts all together.
fn conclude(book: &Book<'_>, mut done: Vec<Done>, unlisted: Vec<(Gate, Vec<Located>)>) -> Outcome {
    let input = book.input;
    let mut ids: Vec<PageIds> = Vec::new();
    ids.resize_with(book.library.pages().len(), PageIds::default);
    let mut linked: HashMap<usize, Vec<String>> = HashMap::default();
    for pending in done.iter().flat_map(|page| &page.pending) {
        let ids = linked.entry(pending.target).or_default();
        ids.push(pending.id.clone());
    }
    for page in &mut done {
        if let Some((position, own)) = page.ids.take() {
            page.spare_ids(linked.get(&position).map_or(&[], Vec::as_slice));
            ids[position] = own;
        }
    }
    let targets = done.iter().flat_map(|page| {
        let pending = page.pending.iter().map(|pending| pending.target);
        pending.chain(page.anchors.iter().map(|anchor| anchor.target))
    });
    let targets: HashSet<usize> = targets.collect();
    let targets: HashMap<usize, Lookup<'_>> = targets
        .into_iter()
        .filter_map(|target| Some((target, ids.get(target)?.lookup())))
        .collect();
    let places = repeats::places(&done);
    let mut catalogue = catalogue::gather(book, &mut done);
    done.par_iter_mut()
        .for_each(|page| book.settle(page, &targets, &places));
    catalogue::finish(book, &mut catalogue, &mut done, &targets);
    let mut outcome = Outcome {
        catalogue,
        ..Outcome::default()
    };
    let of_pages = done.iter().map(|page| page.diagnostics.len());
    let of_others = unlisted.iter().map(|(_, found)| found.len());
    outcome.diagnostics.reserve(of_pages.chain(of_others).sum());
    for (gate, diagnostics) in book.templates.faults(input) {
        outcome.summary.known += gate.recognised();
        outcome.diagnostics.extend(diagnostics);
    }
    for (gate, diagnostics) in unlisted {
        outcome.summary.known += gate.recognised();
        outcome.summary.unlisted += usize::from(!diagnostics.is_empty());
        outcome.diagnostics.extend(diagnostics);
    }
    for page in done {
        outcome.add(page);
    }
    // In place: there are many, and those with the same key say the same.
    outcome
        .diagnostics
        .sort_unstable_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    outcome.count();
    if !input.rules.is_partial() {
        outcome.summary.fixed = input.baseline.len() - outcome.summary.known;
    }
    outcome
}

/// The file of a chapter, relative to the book's root.
pub fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() || folder == "." || path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}
