//! From a book's chapters to diagnostics and rendered text.
//!
//! The same engine serves `mdbook build` and `check`, so that both say the same.
//! Two passes, both parallel: the first reads frontmatter only and tells every
//! page about the others, the second checks and renders one page at a time and
//! lets go of it. What then still depends on another page's headings is settled
//! from the ids that the second pass leaves behind.

use crate::baseline::Baseline;
use crate::config::{Config, RuleSettings};
use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::disk;
use crate::edit::OffsetMap;
use crate::files::{self, Files};
use crate::gate::{Allowance, Gate};
use crate::include;
use crate::library::{self, Library, PageInfo};
use crate::page::{Flavor, Frontmatter, Page};
use crate::render::{self, Target};
use crate::report::{Elsewhere, Located, locate};
use crate::rule::{Found, Scope, Surroundings, nearest_id};
use crate::rules;
use crate::status::{self, Measured};
use crate::suppress;
use jiff::civil::Date;
use mdbook_markdown::MarkdownOptions;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

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

/// What the engine works on.
#[derive(Debug)]
pub struct Input {
    /// The book's folder.
    pub root: PathBuf,
    /// The source folder, relative to the root, with `/`.
    pub src: String,
    /// The folder that the book is built into, relative to the root.
    pub build_dir: PathBuf,
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
    /// Pattern pages that SUMMARY.md does not list and a rule reports.
    pub unlisted: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
    /// Diagnostics with a fix that may be applied unseen.
    pub fixable: usize,
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
    title_place: Option<Elsewhere>,
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
    let mut seen = HashSet::new();
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
            (!source.excluded).then(|| PageInfo {
                title_place: source.title_place.clone(),
                ..PageInfo::new(
                    path,
                    link,
                    chapter.name.clone(),
                    source.is_pattern,
                    &source.frontmatter,
                )
            })
        });
    let library = Library::new(infos.collect());
    let book = Book {
        input,
        library: &library,
        files: &Files::new(&input.root, &input.src),
        measuring,
    };
    let unlisted = book.unlisted(&chapters, &sources, &seen);
    let mut done: Vec<Done> = chapters
        .into_par_iter()
        .zip(sources)
        .map(|(chapter, source)| book.process(chapter, source))
        .collect();
    let mut ids = vec![String::new(); library.pages().len()];
    let mut linked: HashMap<usize, Vec<String>> = HashMap::new();
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
    done.par_iter_mut().for_each(|page| book.settle(page, &ids));
    let mut outcome = Outcome::default();
    for (gate, diagnostics) in unlisted {
        outcome.summary.known += gate.recognised();
        outcome.summary.unlisted += usize::from(!diagnostics.is_empty());
        outcome.diagnostics.extend(diagnostics);
    }
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
        let fixable = self.diagnostics.iter().filter(|located| {
            let fix = located.diagnostic.fix.as_ref();
            fix.is_some_and(|fix| fix.applicability == Applicability::Safe)
        });
        self.summary.fixable = fixable.count();
    }
}

struct Done {
    diagnostics: Vec<Located>,
    /// Those that depend on ids of other pages.
    pending: Vec<PendingLocated>,
    /// The page's position in the library and its ids, one a line.
    ids: Option<(usize, String)>,
    /// The chapter, where it is rendered again if one of `pending` holds.
    again: Option<Chapter>,
    gate: Gate,
    rendered: String,
    is_pattern: bool,
    measured: Option<Measured>,
}

impl Done {
    /// What would take away an id that another page links to is not safe to apply.
    fn spare_ids(&mut self, linked: &[String]) {
        let fixes = self.diagnostics.iter_mut();
        for fix in fixes.filter_map(|located| located.diagnostic.fix.as_mut()) {
            let takes = |id: &String| fix.takes_ids.iter().any(|start| id.starts_with(start));
            if linked.iter().any(takes) {
                fix.applicability = Applicability::Unsafe;
            }
        }
    }
}

struct PendingLocated {
    diagnostic: Located,
    target: usize,
    id: String,
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

fn read(input: &Input, chapter: &Chapter) -> Source {
    let mut source = Source {
        disk: None,
        bom: 0,
        expanded: None,
        frontmatter: Frontmatter::default(),
        is_pattern: false,
        excluded: false,
        repeated: false,
        title_place: None,
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
    if let Some(title) = frontmatter.get("title").filter(|_| source.is_pattern) {
        let span = match &source.expanded {
            Some((_, map)) => map.source_range(title.span.clone()),
            None => title.span.clone(),
        };
        let text = source.disk.as_deref().unwrap_or(&chapter.content);
        source.title_place = Some(Elsewhere::new(
            join(&input.src, path),
            text,
            span,
            source.bom,
        ));
    }
    source.frontmatter = frontmatter;
    source
}

/// What every page is looked at with.
struct Book<'a> {
    input: &'a Input,
    library: &'a Library,
    files: &'a Files,
    measuring: bool,
}

impl Book<'_> {
    fn process(&self, mut chapter: Chapter, mut source: Source) -> Done {
        let input = self.input;
        let mut done = Done {
            diagnostics: Vec::new(),
            pending: Vec::new(),
            ids: None,
            again: None,
            gate: Gate::default(),
            rendered: String::new(),
            is_pattern: source.is_pattern && !source.excluded,
            measured: None,
        };
        if source.excluded {
            done.rendered = chapter.content;
            return done;
        }
        let options = self.options();
        let path = chapter.source_path.as_deref().unwrap_or("");
        let frontmatter = std::mem::take(&mut source.frontmatter);
        let text = source.text(&chapter.content);
        let mut page = Page::with_frontmatter(text, frontmatter, Flavor::Html, &options);
        page.find_images(|dest| {
            library::target_path(path, dest).is_some_and(|path| self.library.page(&path).is_some())
                || self.files.has(path, dest)
        });
        if source.is_pattern && input.config.quick_reference && page.frontmatter.is_sound() {
            page.ids.push(INJECTED_ID.to_owned());
        }
        let mut found = Found::default();
        let file = self.file(&chapter);
        if !source.repeated {
            let applies = |scope| match scope {
                Scope::All => true,
                Scope::Patterns => source.is_pattern,
                Scope::Unlisted => false,
            };
            self.surroundings(
                path,
                &file,
                &input.config.rules_for(path),
                source.is_pattern,
            )
            .check(&page, applies, &mut found);
            let position = self.library.position(path);
            done.ids = position.map(|position| (position, page.ids.join("\n")));
        }
        let (located, pending) = to_disk(found, &chapter, &source);
        let map = source.expanded.as_ref().map(|(_, map)| map);
        done.gate = self.gate(&page, &file, map, source.bom);
        done.diagnostics = done.gate.admit(located);
        done.pending = pending;
        if self.measuring && source.is_pattern && !source.repeated {
            let names = (file.as_str(), path, chapter.name.as_str());
            let settings = input.config.rules_for(path);
            done.measured = Some(status::measure(&page, names, &input.config, &settings));
        }
        if let Some(target) = input.target {
            let parsed = Some(&page)
                .filter(|page| target.flavor() == Flavor::Html && page.text == chapter.content);
            done.rendered = self.render(&chapter, parsed, source.is_pattern, &done.diagnostics);
            let shows = matches!(target, Target::Html { panel: true, .. });
            if shows && !done.pending.is_empty() {
                drop(page);
                done.again = Some(std::mem::take(&mut chapter));
            }
        }
        done
    }

    fn options(&self) -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.smart_punctuation = self.input.smart_punctuation;
        options
    }

    /// The chapter's file as diagnostics name it.
    fn file(&self, chapter: &Chapter) -> String {
        match &chapter.source_path {
            Some(path) => join(&self.input.src, path),
            None => format!("{} (a chapter without a file)", chapter.name),
        }
    }

    fn surroundings<'b>(
        &'b self,
        path: &'b str,
        file: &'b str,
        settings: &'b [RuleSettings],
        is_pattern: bool,
    ) -> Surroundings<'b> {
        Surroundings {
            library: self.library,
            config: &self.input.config,
            path,
            files: self.files,
            file,
            today: self.input.today,
            settings,
            is_pattern,
        }
    }

    /// The page's suppressions and known violations, in the coordinates of its file;
    /// `map` leads back through its includes.
    fn gate(&self, page: &Page<'_>, file: &str, map: Option<&OffsetMap>, bom: usize) -> Gate {
        let mut allowances = Vec::new();
        for suppression in suppress::of(page) {
            let disk = |span: Range<usize>| {
                let span = map.map_or(span.clone(), |map| map.source_range(span));
                span.start + bom..span.end + bom
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
        Gate::new(allowances, self.input.baseline.of(file))
    }

    /// The chapter's new text; `page` is its parse, where there is one already.
    fn render(
        &self,
        chapter: &Chapter,
        page: Option<&Page<'_>>,
        is_pattern: bool,
        diagnostics: &[Located],
    ) -> String {
        let Some(target) = self.input.target else {
            return String::new();
        };
        let options = self.options();
        let source_path = chapter.source_path.as_deref().unwrap_or("");
        let cx = render::Context {
            library: self.library,
            config: &self.input.config,
            path: chapter.path.as_deref().unwrap_or(source_path),
            is_pattern,
            target,
            diagnostics,
            options: &options,
        };
        if let Some(page) = page {
            return render::render(page, &cx);
        }
        let page = Page::parse(&chapter.content, target.flavor(), &options);
        render::render(&page, &cx)
    }

    /// Decides what depended on the ids of other pages.
    fn settle(&self, page: &mut Done, ids: &[String]) {
        let mut found = Vec::new();
        for pending in std::mem::take(&mut page.pending) {
            let target = ids.get(pending.target).into_iter();
            let known = target.flat_map(|ids| ids.split('\n'));
            if known.clone().all(|id| id != pending.id) {
                let mut located = pending.diagnostic;
                let help = nearest_id(&pending.id, known);
                located.diagnostic.help.extend(help);
                found.push(located);
            }
        }
        let mut admitted = page.gate.admit(found);
        let Some(chapter) = page.again.take().filter(|_| !admitted.is_empty()) else {
            page.diagnostics.append(&mut admitted);
            return;
        };
        page.diagnostics.append(&mut admitted);
        page.diagnostics
            .sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        page.rendered = self.render(&chapter, None, page.is_pattern, &page.diagnostics);
    }

    /// Each pattern page below `src` that is no chapter: its gate and its diagnostics.
    fn unlisted(
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
                self.surroundings(&path, &file, &config.rules_for(&path), true)
                    .check(&page, |scope| scope == Scope::Unlisted, &mut found);
                let mut gate = self.gate(&page, &file, None, bom);
                let located = gate.admit(locate(found.diagnostics, bare, bom));
                (gate, located)
            })
            .collect()
    }
}

/// The id of the heading that is written above the quick-reference tables.
const INJECTED_ID: &str = "quick-reference";

/// Moves diagnostics from the page's text to the file on disk.
fn to_disk(
    found: Found,
    chapter: &Chapter,
    source: &Source,
) -> (Vec<Located>, Vec<PendingLocated>) {
    let Found {
        mut diagnostics,
        pending,
    } = found;
    let certain = diagnostics.len();
    let mut targets = Vec::with_capacity(pending.len());
    for pending in pending {
        diagnostics.push(pending.diagnostic);
        targets.push((pending.target, pending.id));
    }
    if let Some((_, map)) = &source.expanded {
        for diagnostic in &mut diagnostics {
            diagnostic.span = map.source_range(diagnostic.span.clone());
            for label in &mut diagnostic.labels {
                label.span = map.source_range(label.span.clone());
            }
            // Edits inside included text would change another file than the one they are made for.
            diagnostic.fix = diagnostic.fix.take().and_then(|fix| source_fix(fix, map));
        }
    }
    let text = source.disk.as_deref().unwrap_or(&chapter.content);
    let mut located = locate(diagnostics, text, source.bom);
    let pending = located.drain(certain..).zip(targets);
    let pending = pending.map(|(diagnostic, (target, id))| PendingLocated {
        diagnostic,
        target,
        id,
    });
    let pending = pending.collect();
    (located, pending)
}

/// A fix of a text with includes as one of the file, if it leaves what is included alone.
fn source_fix(mut fix: Fix, map: &OffsetMap) -> Option<Fix> {
    for edit in &mut fix.edits {
        edit.span = map.copied_range(edit.span.clone())?;
    }
    Some(fix)
}

/// The file of a chapter, relative to the book's root.
pub fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() || folder == "." {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}
