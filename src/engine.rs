//! From a book's chapters to diagnostics and rendered text.
//!
//! The same engine serves `mdbook build` and `check`, so that both say the same.
//! Two passes, both parallel: the first reads frontmatter only and tells every
//! page about the others, the second checks and renders one page at a time and
//! lets go of it.

use crate::baseline::Baseline;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, LintLevel};
use crate::edit::OffsetMap;
use crate::gate::{Allowance, Gate};
use crate::include;
use crate::library::{self, Library, PageInfo};
use crate::page::{Flavor, Frontmatter, Page};
use crate::render::{self, Target};
use crate::report::{Located, locate};
use crate::rule::Surroundings;
use crate::rules;
use crate::status::{self, Measured};
use crate::suppress;
use jiff::civil::Date;
use mdbook_markdown::MarkdownOptions;
use rayon::prelude::*;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A chapter with a text.
#[derive(Debug, Default)]
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

/// What the engine works on.
#[derive(Debug)]
pub struct Input {
    /// The book's folder.
    pub root: PathBuf,
    /// The source folder, relative to the root, with `/`.
    pub src: String,
    /// Its configuration.
    pub config: Config,
    /// Its known violations.
    pub baseline: Baseline,
    /// Whether mdBook is told to make quotes curly.
    pub smart_punctuation: bool,
    /// Today.
    pub today: Date,
    /// How pages are rendered; `None` to check only.
    pub target: Option<Target>,
    /// Whether chapters are compared with their files; not needed where they have just been read.
    pub read_files: bool,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Located>,
    /// The chapters' new texts, in order; empty where nothing was rendered.
    pub rendered: Vec<String>,
    /// How much was looked at.
    pub summary: Summary,
    /// The pattern pages, where they were to be measured.
    pub measured: Vec<Measured>,
}

/// Counts of a run.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Chapters looked at.
    pub pages: usize,
    /// Of those, pattern pages.
    pub patterns: usize,
    /// Pattern pages with at least one diagnostic.
    pub affected: usize,
    /// Other chapters with at least one diagnostic.
    pub others: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
    /// Violations that the baseline knows.
    pub known: usize,
    /// Violations of the baseline that no longer occur.
    pub fixed: usize,
}

/// The text that rules read, and the way back to the file.
struct Source {
    /// The file where it differs from the chapter's text, its byte-order mark removed.
    disk: Option<String>,
    /// Bytes of the byte-order mark.
    bom: usize,
    /// The text with includes expanded, where there are any.
    expanded: Option<(String, OffsetMap)>,
    frontmatter: Frontmatter,
    is_pattern: bool,
    /// Whether no rule and no renderer looks at it.
    excluded: bool,
    /// Whether an earlier chapter has the same file.
    repeated: bool,
}

impl Source {
    /// The page's text.
    fn text<'a>(&'a self, content: &'a str) -> &'a str {
        match (&self.expanded, &self.disk) {
            (Some((text, _)), _) | (None, Some(text)) => text,
            (None, None) => content,
        }
    }
}

/// Checks all chapters and renders them where the input has a target.
pub fn run(input: &Input, chapters: Vec<Chapter>) -> Outcome {
    look(input, chapters, false)
}

/// The same; pattern pages are measured too.
pub fn measure(input: &Input, chapters: Vec<Chapter>) -> Outcome {
    look(input, chapters, true)
}

fn look(input: &Input, chapters: Vec<Chapter>, measuring: bool) -> Outcome {
    let mut sources: Vec<Source> = chapters
        .par_iter()
        .map(|chapter| read(input, chapter))
        .collect();
    let mut seen = std::collections::HashSet::new();
    for (chapter, source) in chapters.iter().zip(&mut sources) {
        source.repeated = chapter
            .source_path
            .as_ref()
            .is_some_and(|path| !seen.insert(path.clone()));
    }
    let infos = chapters
        .iter()
        .zip(&sources)
        .filter_map(|(chapter, source)| {
            let path = chapter.source_path.clone()?;
            let link = chapter.path.clone().unwrap_or_else(|| path.clone());
            (!source.excluded).then(|| {
                PageInfo::new(
                    path,
                    link,
                    chapter.name.clone(),
                    source.is_pattern,
                    &source.frontmatter,
                )
            })
        });
    let library = Library::new(infos.collect());
    let done: Vec<Done> = chapters
        .into_par_iter()
        .zip(sources)
        .map(|(chapter, source)| process(input, &library, chapter, source, measuring))
        .collect();
    let mut outcome = Outcome::default();
    for mut page in done {
        let unused = page.gate.unused();
        page.diagnostics.extend(unused);
        outcome.summary.known += page.gate.recognised();
        outcome.summary.pages += 1;
        outcome.summary.patterns += usize::from(page.is_pattern);
        outcome.summary.affected += usize::from(page.is_pattern && !page.diagnostics.is_empty());
        outcome.summary.others += usize::from(!page.is_pattern && !page.diagnostics.is_empty());
        outcome.diagnostics.extend(page.diagnostics);
        outcome.measured.extend(page.measured);
        if input.target.is_some() {
            outcome.rendered.push(page.rendered);
        }
    }
    outcome
        .diagnostics
        .sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    outcome.count();
    if !input.config.is_partial() {
        outcome.summary.fixed = input.baseline.len() - outcome.summary.known;
    }
    outcome
}

impl Outcome {
    /// Counts the diagnostics by level.
    pub fn count(&mut self) {
        let at = |level| {
            self.diagnostics
                .iter()
                .filter(|d| d.diagnostic.level == level)
                .count()
        };
        self.summary.deny = at(LintLevel::Deny);
        self.summary.warn = at(LintLevel::Warn);
    }
}

struct Done {
    diagnostics: Vec<Located>,
    gate: Gate,
    rendered: String,
    is_pattern: bool,
    measured: Option<Measured>,
}

/// The file that a chapter was read from, if it is one inside the book.
fn file_of(input: &Input, chapter: &Chapter) -> Option<PathBuf> {
    let path = Path::new(chapter.source_path.as_deref()?);
    let leaves = path.is_absolute()
        || path
            .components()
            .any(|part| part == std::path::Component::ParentDir);
    (!leaves).then(|| input.root.join(&input.src).join(path))
}

/// Whether a link on the page `from` leads to a file of the book.
fn has_file(input: &Input, library: &Library, from: &str, dest: &str) -> bool {
    let Some(path) = library::target_path(from, dest) else {
        return false;
    };
    if library.page(&path).is_some() {
        return true;
    }
    let real = |path: &Path| path.canonicalize().ok();
    let file = real(&input.root.join(&input.src).join(path));
    file.is_some_and(|file| {
        file.is_file() && real(&input.root).is_some_and(|root| file.starts_with(root))
    })
}

fn read(input: &Input, chapter: &Chapter) -> Source {
    let mut source = Source {
        disk: None,
        bom: 0,
        expanded: None,
        frontmatter: Frontmatter::default(),
        is_pattern: false,
        excluded: false,
        repeated: false,
    };
    let path = chapter.source_path.as_deref().unwrap_or("");
    if input.config.is_excluded(path) {
        source.excluded = true;
        return source;
    }
    if chapter.content.starts_with('\u{feff}') {
        source.bom = '\u{feff}'.len_utf8();
        source.disk = Some(chapter.content[source.bom..].to_owned());
    }
    if input.read_files
        && let Some(disk) =
            file_of(input, chapter).and_then(|file| std::fs::read_to_string(file).ok())
    {
        let bare = disk.trim_start_matches('\u{feff}');
        source.bom = disk.len() - bare.len();
        if bare != chapter.content {
            source.disk = Some(bare.to_owned());
        }
    }
    if let Some(path) = &chapter.source_path {
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        source.expanded = include::expand(text, &input.root.join(&input.src), path, &input.root);
    }
    let frontmatter = Frontmatter::parse(source.text(&chapter.content));
    source.is_pattern = frontmatter.says_pattern() || input.config.is_listed(path);
    source.frontmatter = frontmatter;
    source
}

fn process(
    input: &Input,
    library: &Library,
    mut chapter: Chapter,
    mut source: Source,
    measuring: bool,
) -> Done {
    if source.excluded {
        return Done {
            diagnostics: Vec::new(),
            gate: Gate::default(),
            rendered: chapter.content,
            is_pattern: false,
            measured: None,
        };
    }
    let mut options = MarkdownOptions::default();
    options.smart_punctuation = input.smart_punctuation;
    let path = chapter.source_path.clone().unwrap_or_default();
    let file = if path.is_empty() {
        format!("{} (a chapter without a file)", chapter.name)
    } else {
        join(&input.src, &path)
    };
    let frontmatter = std::mem::take(&mut source.frontmatter);
    let text = source.text(&chapter.content);
    let mut page = Page::with_frontmatter(text, frontmatter, Flavor::Html, &options);
    page.find_images(|dest| has_file(input, library, &path, dest));
    let mut found = Vec::new();
    let settings = input.config.rules_for(&path);
    if !source.repeated {
        let surroundings = Surroundings {
            library,
            config: &input.config,
            path: &path,
            file: &file,
            today: input.today,
            settings: &settings,
            is_pattern: source.is_pattern,
        };
        surroundings.check(&page, &mut found);
    }
    let located = to_disk(found, &chapter, &source);
    let mut gate = gate(input, &page, &file, &source);
    let diagnostics = gate.admit(located);
    let rendered = match input.target {
        None => String::new(),
        Some(target) => {
            let link_path = chapter.path.as_deref().unwrap_or(&path);
            let cx = render::Context {
                library,
                config: &input.config,
                path: link_path,
                is_pattern: source.is_pattern,
                target,
                diagnostics: &diagnostics,
                options: &options,
            };
            if target.flavor() == Flavor::Html && page.text == chapter.content {
                render::render(&page, &cx)
            } else {
                let page = Page::parse(&chapter.content, target.flavor(), &options);
                render::render(&page, &cx)
            }
        }
    };
    let measured = (measuring && source.is_pattern && !source.repeated).then(|| {
        let names = (file.as_str(), path.as_str(), chapter.name.as_str());
        status::measure(&page, names, &input.config, &settings)
    });
    drop(page);
    chapter.content.clear();
    Done {
        diagnostics,
        gate,
        rendered,
        is_pattern: source.is_pattern,
        measured,
    }
}

/// The page's suppressions and known violations, in the coordinates of its file.
fn gate(input: &Input, page: &Page<'_>, file: &str, source: &Source) -> Gate {
    let mut allowances = Vec::new();
    for suppression in suppress::of(page) {
        let disk = |span: Range<usize>| {
            let span = match &source.expanded {
                Some((_, map)) => map.source_range(span),
                None => span,
            };
            span.start + source.bom..span.end + source.bom
        };
        for (name, span) in suppression.names {
            allowances.extend(rules::find(&name).map(|rule| Allowance {
                rule: rule.name,
                name: disk(span),
                target: suppression.target.clone().map(disk),
                used: false,
            }));
        }
    }
    Gate::new(allowances, input.baseline.of(file))
}

/// Moves diagnostics from the page's text to the file on disk.
fn to_disk(mut found: Vec<Diagnostic>, chapter: &Chapter, source: &Source) -> Vec<Located> {
    if let Some((_, map)) = &source.expanded {
        for diagnostic in &mut found {
            diagnostic.span = map.source_range(diagnostic.span.clone());
            for label in &mut diagnostic.labels {
                label.span = map.source_range(label.span.clone());
            }
            // Edits inside included text would change another file than the one they are made for.
            diagnostic.fix = None;
        }
    }
    locate(
        found,
        source.disk.as_deref().unwrap_or(&chapter.content),
        source.bom,
    )
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() || folder == "." {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}
