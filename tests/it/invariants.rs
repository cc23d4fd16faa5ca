//! What holds of every book, whatever its pages say. `mutations.rs` and the fuzz targets ask for it.

use jiff::civil::date;
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::catalogue::today::Today;
use mdbook_patterns::config::{Config, DiagramMode};
use mdbook_patterns::diagnostic::located::Located;
use mdbook_patterns::diagnostic::{Applicability, LintLevel};
use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine::baseline::Baseline;
use mdbook_patterns::engine::files::{Entry, Files};
use mdbook_patterns::engine::told::Told;
use mdbook_patterns::engine::{self, Chapter, Input, Markdown, Outcome, fix};
use mdbook_patterns::page::frontmatter::Frontmatter;
use mdbook_patterns::render::Target;
use mdbook_patterns::render::format::Format;
use mdbook_patterns::report::human;
use mdbook_patterns::rules::settings::{BookRules, SettingChange};
use mdbook_patterns::template::fields::is_field;
use mdbook_patterns::text::html;
use rayon::ThreadPool;
use std::collections::{BTreeMap, HashSet};
use std::io::{Error, ErrorKind, Read, Result as Read_};

/// The pages of a book: paths relative to `src`, and texts.
pub type Pages = [(String, String)];

/// No page but those of the book; these can be included.
#[derive(Debug, Default)]
pub struct Shelf(pub BTreeMap<String, String>);

impl Files for Shelf {
    fn open(&self, path: &str) -> Read_<Box<dyn Read + '_>> {
        match self.0.get(path) {
            Some(text) => Ok(Box::new(text.as_bytes())),
            None => Err(Error::from(ErrorKind::NotFound)),
        }
    }

    fn entry(&self, path: &str) -> Entry {
        if self.0.contains_key(path) {
            Entry::File
        } else {
            Entry::Nothing
        }
    }

    fn markdown(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }
}

/// A book without files on disk: every rule looks, whatever its usual level.
pub fn input(target: Option<Target>, drawing: bool, included: &BTreeMap<String, String>) -> Input {
    let mut rules = BookRules::default();
    for settings in rules.all().to_vec() {
        if settings.level == LintLevel::Allow {
            rules.change(&SettingChange::Level(settings.rule, LintLevel::Warn));
        }
    }
    Input {
        files: Box::new(Shelf(included.clone())),
        src: "src".to_owned(),
        listed: HashSet::default(),
        config: Config {
            diagrams: if drawing {
                DiagramMode::Svg
            } else {
                DiagramMode::Code
            },
            autorefs: true,
            ..Config::default()
        },
        rules,
        baseline: Baseline::default(),
        markdown: Markdown::default(),
        today: Today::new(date(2026, 7, 31), || date(2026, 8, 1)),
        diagrams: Diagrams::default(),
        target,
        read_files: false,
        told: Told::All,
    }
}

/// Everything that is asked of a book. What is drawn is drawn once for all books.
pub struct Invariants {
    check: Input,
    html: Input,
    markdown: Input,
    one: ThreadPool,
    two: ThreadPool,
}

impl Invariants {
    /// Pages may include these texts, by their paths relative to the book's root.
    pub fn new(drawing: bool, included: &BTreeMap<String, String>) -> Invariants {
        let target = Target::Html {
            panel: false,
            stylesheet: false,
            script: false,
        };
        let pool = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            pool.build().unwrap()
        };
        Invariants {
            check: input(None, drawing, included),
            html: input(Some(target), drawing, included),
            markdown: input(Some(Target::Markdown), drawing, included),
            one: pool(1),
            two: pool(2),
        }
    }

    /// The first thing that does not hold of these pages, in words. It panics where the engine does.
    pub fn broken(&self, pages: &Pages) -> Result<(), String> {
        let checked = self.checking(pages)?;
        let html = self.rendering(Format::Html, pages)?;
        if said(&html) != said(&checked) {
            return Err("a build says other things than a check".to_owned());
        }
        let markdown = self.rendering(Format::Markdown, pages)?;
        for outcome in [html, markdown] {
            // A drawing shows labels, not its source.
            if self.html.config.diagrams == DiagramMode::Code {
                words_stay(pages, &outcome)?;
            }
        }
        self.fixing(pages, false)?;
        self.fixing(pages, true)
    }

    /// Places lie in their files and can be shown; threads change nothing.
    pub fn checking(&self, pages: &Pages) -> Result<Outcome, String> {
        let checked = self.same_with_two_threads(&self.check, pages)?;
        for located in &checked.diagnostics {
            let text = text_of(pages, located.file());
            let inside = text.is_some_and(|text| text.get(located.place.span.range()).is_some());
            if !inside || located.place.start() > located.place.end() {
                return Err(format!("outside of the file: {located:?}"));
            }
            human::diagnostic(located, true);
        }
        Ok(checked)
    }

    /// Every page becomes a text, whatever the number of threads.
    pub fn rendering(&self, format: Format, pages: &Pages) -> Result<Outcome, String> {
        let rendered = match format {
            Format::Html => self.same_with_two_threads(&self.html, pages)?,
            Format::Markdown => self.same_with_two_threads(&self.markdown, pages)?,
        };
        if rendered.rendered.len() == pages.len() {
            Ok(rendered)
        } else {
            Err("a page is rendered to nothing".to_owned())
        }
    }

    fn same_with_two_threads(&self, input: &Input, pages: &Pages) -> Result<Outcome, String> {
        let [one, two] =
            [&self.one, &self.two].map(|pool| pool.install(|| engine::run(input, chapters(pages))));
        if said(&one) != said(&two) || one.texts() != two.texts() {
            return Err("two threads say or write something else than one".to_owned());
        }
        Ok(one)
    }

    /// Fixes come to an end, and no page is worse for them.
    pub fn fixing(&self, pages: &Pages, also_unsafe: bool) -> Result<(), String> {
        let wanted = |found: &Located| {
            let fix = found.fix.as_ref();
            fix.is_some_and(|fix| also_unsafe || fix.applicability == Applicability::Safe)
        };
        let before = engine::run(&self.check, chapters(pages));
        let fixed = fix::book(&self.check, chapters(pages), wanted);
        if let Some((file, refusal)) = fixed.refused.first() {
            return Err(format!("fixing {file} is refused: {refusal:?}"));
        }
        let left = fixed
            .remaining
            .diagnostics
            .iter()
            .find(|found| wanted(found));
        if let Some(left) = left {
            return Err(format!("a fix is left: {left:?}"));
        }
        let mut new = pages.to_vec();
        for page in &fixed.pages {
            let path = page.file.strip_prefix("src/").unwrap_or(&page.file);
            let Some((_, text)) = new.iter_mut().find(|(other, _)| other == path) else {
                return Err(format!("{path} is fixed and no page"));
            };
            text.clone_from(&page.new);
            let found = before
                .diagnostics
                .iter()
                .filter(|found| found.file() == page.file);
            let spans = found
                .filter_map(|found| found.fix.as_ref())
                .flat_map(|fix| &fix.edits)
                .map(|edit| edit.span.range());
            let is_fixed = |at: usize| spans.clone().any(|span| span.contains(&at));
            // What stands on both sides of a fix is one word, or two where another fix there has to wait.
            let kept = ["", " "].map(|between| {
                let chars = page.old.char_indices();
                let kept = chars.map(|(at, c)| {
                    if is_fixed(at) {
                        between.to_owned()
                    } else {
                        c.to_string()
                    }
                });
                kept.collect::<String>()
            });
            // Words that were read in the wrong encoding are put right.
            let decodes = |found: &Located| found.rule == "mojibake" && found.file() == page.file;
            let any_words = also_unsafe || before.diagnostics.iter().any(decodes);
            if let Some(fault) = worse(&page.old, &kept, &page.new, any_words) {
                return Err(format!("fixing {path}: {fault}; it becomes {:?}", page.new));
            }
        }
        // A key that can be read again may be one that asks for more.
        let has_misread_key = pages.iter().any(|(_, text)| {
            let end = text.get(4..).and_then(|rest| rest.find("\n---"));
            end.is_some_and(|end| text[..end + 4].contains(['Ã', 'â']))
        });
        let applied: Vec<&Located> = before.diagnostics.iter().filter(|it| wanted(it)).collect();
        let brought_to_light = |rule: &str| {
            let by = |(fixed, shown): &&(&str, &[&str])| {
                shown.iter().any(|shown| rule.starts_with(shown))
                    && applied.iter().any(|found| found.rule == *fixed)
            };
            let takes_id = |found: &&Located| {
                found
                    .fix
                    .as_ref()
                    .is_some_and(|it| !it.takes_ids.is_empty())
            };
            // A level's own name goes, whatever it says: that is why such a fix is not safe.
            let renames = |found: &&Located| {
                let fix = found.fix.as_ref();
                found.rule == "level-heading"
                    && fix.is_some_and(|it| it.applicability == Applicability::Unsafe)
            };
            BROUGHT_TO_LIGHT.iter().any(|it| by(&it))
                || also_unsafe && applied.iter().any(renames)
                // That is why such a fix is not safe where the page links to the id.
                || also_unsafe && rule == "broken-anchor" && applied.iter().any(takes_id)
        };
        let (denies, left) = (denies(&before), denies(&fixed.remaining));
        for (rule, count) in left {
            let known = denies.get(rule).copied().unwrap_or(0);
            if count > known && !has_misread_key && !brought_to_light(rule) {
                return Err(format!("fixing makes a page break {rule}"));
            }
        }
        let again = fix::book(&self.check, chapters(&new), wanted);
        if again.pages.is_empty() && again.refused.is_empty() {
            Ok(())
        } else {
            Err("fixing twice changes more than fixing once".to_owned())
        }
    }
}

/// What stands on a page all along and a rule sees only once another rule's fix is made; by how the rules begin.
const BROUGHT_TO_LIGHT: &[(&str, &[&str])] = &[
    // A line that becomes a heading is no text of the section that it stood in, ends it, and asks for what its
    // own has to hold. What stands below it is a paragraph, a definition of a link, or code, as Python-Markdown has it.
    (
        "heading-space",
        &[
            "broken-",
            "catalog-",
            "code-share",
            "cross-references-",
            "decision-support-",
            "duplicate-title",
            "essential-question-",
            "failure-story-",
            "level-",
            "placeholder",
            "production-metrics-",
            "quick-reference-",
            "table-broken",
            "tier-",
            "when-",
        ],
    ),
    // A field that is known asks for what it says.
    ("frontmatter-field-unknown", &["placeholder"]),
    // A heading that is given its level's name stands where it stood.
    ("level-missing", &["level-order"]),
    // A table leaves out what no column is left for, and takes rows of another one in.
    ("table-swallows-text", &["broken-", "table-"]),
    // Code is a larger part of the lines that are left; a placeholder or a table had a comment inside; what stood
    // directly below one was HTML.
    (
        "template-comment",
        &["broken-", "code-share", "placeholder", "table-broken"],
    ),
    // The blank line above the instructions goes with them, and is one of the lines that are counted.
    ("template-instructions", &["code-share"]),
    ("suppression-unused", &["placeholder", "table-broken"]),
];

/// What is wrong with a page after its fixes that was right before. No fix is about what is `kept`.
fn worse(old: &str, kept: &[String; 2], new: &str, any_words: bool) -> Option<String> {
    let frontmatter =
        |text: &str| Frontmatter::parse(text.strip_prefix('\u{feff}').unwrap_or(text), is_field);
    let (before, after) = (frontmatter(old), frontmatter(new));
    if before.exists() != after.exists() || before.is_sound() && !after.is_sound() {
        return Some("its frontmatter no longer parses".to_owned());
    }
    if old.starts_with('\u{feff}') != new.starts_with('\u{feff}') {
        return Some("its byte-order mark".to_owned());
    }
    if any_words {
        return None;
    }
    let found = words(new);
    let [word, other] = kept
        .each_ref()
        .map(|kept| missing(visible_words(&without_ids(kept)), &found));
    word.and(other).map(|word| format!("{word:?} is lost"))
}

/// A text without ids in braces: a line without a space behind `##` shows its own, and they are no words.
fn without_ids(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{#") {
        out.push_str(before);
        let line = behind.lines().next().unwrap_or("");
        out.push_str(if line.contains('}') { " " } else { "{#" });
        rest = &behind[line.find('}').map_or(0, |end| end + 1)..];
    }
    out + rest
}

fn text_of<'p>(pages: &'p Pages, file: &str) -> Option<&'p str> {
    let path = file.strip_prefix("src/")?;
    let page = pages.iter().find(|(other, _)| other == path)?;
    Some(&page.1)
}

fn chapters(pages: &Pages) -> Vec<Chapter> {
    let chapter = |(path, text): &(String, String)| Chapter {
        name: path.trim_end_matches(".md").to_owned(),
        path: Some(path.clone()),
        source_path: Some(path.clone()),
        content: text.clone(),
    };
    pages.iter().map(chapter).collect()
}

fn said(outcome: &Outcome) -> String {
    format!(
        "{:?} {:?} {:?}",
        outcome.diagnostics, outcome.summary, outcome.refused
    )
}

fn denies(outcome: &Outcome) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for located in &outcome.diagnostics {
        if located.level == LintLevel::Deny {
            *counts.entry(located.rule).or_default() += 1;
        }
    }
    counts
}

/// Words that readers see where mdBook alone renders the page are in our text.
fn words_stay(pages: &Pages, outcome: &Outcome) -> Result<(), String> {
    for ((path, source), rendered) in pages.iter().zip(outcome.texts()) {
        let mut wanted = words(&for_readers(source));
        let alone = visible_words(&without_markers(source));
        for (word, count) in &mut wanted {
            *count = (*count).min(alone.get(word).copied().unwrap_or(0));
        }
        if let Some(word) = missing(wanted, &words(&rendered)) {
            return Err(format!("rendering loses {word:?} of {path}"));
        }
    }
    Ok(())
}

/// How often each word occurs. Digits are none: those of lists are drawn by the browser, and
/// superscripts and subscripts have characters of their own where there is no HTML.
fn words(text: &str) -> BTreeMap<String, usize> {
    let raised = '\u{2070}'..='\u{209f}';
    let is_letter = |c: char| c.is_alphabetic() && !raised.contains(&c);
    let mut words = BTreeMap::new();
    for word in text
        .split(|c| !is_letter(c))
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

fn missing(wanted: BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> Option<String> {
    let is_missing = |word: &String, count| found.get(word).copied().unwrap_or(0) < count;
    let mut wanted = wanted.into_iter();
    wanted.find_map(|(word, count)| is_missing(&word, count).then_some(word))
}

/// The words of a page that mdBook shows by itself; what its author escapes is not ours to follow.
fn visible_words(source: &str) -> BTreeMap<String, usize> {
    let options = MarkdownOptions::default();
    let mut page = String::new();
    let events = mdbook_markdown::new_cmark_parser(body(source), &options);
    pulldown_cmark::html::push_html(&mut page, events);
    let mut visible = words(&html::visible_text(&page, html::State::default()));
    for word in ["amp", "lt", "gt", "quot"] {
        visible.remove(word);
    }
    visible
}

fn body(source: &str) -> &str {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    &text[Frontmatter::parse(text, is_field).span.end..]
}

/// A text without the markers of lists, which stand for other words.
fn without_markers(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, marker)) = rest.split_once("{{#patterns") {
        out.push_str(before);
        if marker.starts_with(char::is_alphabetic) {
            // Another word: it is shown as it is written.
            out.push_str("{{#patterns");
            rest = marker;
            continue;
        }
        let line = marker.lines().next().unwrap_or("");
        // Options may end in braces of their own.
        let end = line
            .find("}}")
            .map(|at| at + line[at..].bytes().take_while(|b| *b == b'}').count());
        rest = &marker[end.unwrap_or(0)..];
    }
    out + rest
}

/// A page's text without what is not meant for readers: comments, names of icons, keys and kinds,
/// tags, attribute lists, what an abbreviation stands for.
fn for_readers(source: &str) -> String {
    let header = |line: &str| ["!!!", "???"].iter().find_map(|sign| line.find(sign));
    let title = |line: &str| {
        line.split_once('"')
            .map_or("", |(_, title)| title)
            .to_owned()
    };
    // Of a header between slashes only a title is read; options stand below it.
    let slashed = |line: &str| {
        let (before, rest) = line.split_once("///")?;
        let title = rest.split_once('|').map_or("", |(_, title)| title);
        let is_title = !rest.contains("caption") && !rest.contains("html");
        Some(format!("{before}{}\n", if is_title { title } else { "" }))
    };
    let is_option = |line: &str| {
        let option = line.trim_start_matches([' ', '>']).split_once(':');
        let names = ["attrs", "type", "open", "new", "select", "markdown"];
        option.is_some_and(|(name, _)| names.contains(&name))
    };
    let readable = |line: &str| match header(line) {
        // A snippet stands for other words.
        _ if line.contains("8<-") || line.contains("pillars/work.md") => "\n".to_owned(),
        // A marker of an annotation takes its comment away.
        None if line.contains(")!") => {
            let comments = ["#", "//", "/*", "<!--", "--"];
            let start = comments.iter().filter_map(|sign| line.find(sign)).min();
            format!("{}\n", &line[..start.unwrap_or(line.len())])
        }
        None if is_option(line) => "\n".to_owned(),
        None if line.contains("///") => slashed(line).unwrap_or_default(),
        Some(at) => format!("{}{}\n", &line[..at], title(&line[at..])),
        None if line.contains("*[") && line.contains("]:") => "\n".to_owned(),
        None => format!("{}\n", line.replace("[TOC]", "")),
    };
    let mut text: String = without_markers(body(source))
        .lines()
        .map(readable)
        .collect();
    for (open, close) in [
        (
            "<!-- TEMPLATE INSTRUCTIONS",
            "<!-- END TEMPLATE INSTRUCTIONS -->",
        ),
        ("<!--", "-->"),
        ("<", ">"),
        ("{", "}"),
        (":", ":"),
        ("++", "++"),
    ] {
        let mut left = String::new();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(open) {
            let behind = start + open.len();
            let Some(len) = rest[behind..].find(close) else {
                break;
            };
            let inside = &rest[behind..behind + len];
            let is_name = !inside.contains(|c: char| c.is_whitespace());
            if !matches!(open, ":" | "++") || is_name {
                left.push_str(&rest[..start]);
                rest = &rest[behind + len + close.len()..];
            } else {
                left.push_str(&rest[..behind]);
                rest = &rest[behind..];
            }
        }
        left.push_str(rest);
        text = left;
    }
    text
}
