//! Diagnostics as rustc shows them.

use crate::diagnostic::located::Located;
use crate::diagnostic::place::Position;
use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::engine::Summary;
use crate::report::excerpt::{Excerpt, SHOWN_LABELS, excerpts};
use crate::report::fix_preview::{FixPreview, SHOWN_EDITS, changes};
use crate::report::harmless;
use crate::text::edit::Edit;
use crate::text::span::File;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use std::fmt::Write as _;

/// One diagnostic; with colours where it is `styled`.
pub fn diagnostic(found: &Located, styled: bool) -> String {
    let level = match found.level {
        LintLevel::Deny => Level::ERROR,
        LintLevel::Warn | LintLevel::Allow => Level::WARNING,
    };
    let message = harmless(&found.message);
    let mut group = Group::with_title(level.primary_title(message).id(found.rule));
    let excerpts = excerpts(found);
    for excerpt in &excerpts {
        group = group.element(snippet(excerpt));
    }
    let mut help = found.help.as_slice();
    let mut groups = Vec::new();
    if let Some(fix) = &found.fix
        && let changes = changes(&found.place.file, &fix.edits)
        && !changes.is_empty()
    {
        // What to do is the diff's title, and said once.
        let title = help.split_off_first().map_or(FALLBACK_TITLE, AsRef::as_ref);
        // The diff needs no header of its own below that of the same file.
        let path = excerpts.first().map(path).unwrap_or_default();
        groups.push(suggestion(title, fix, &changes, &path));
    }
    let hidden = found.labels.len().saturating_sub(SHOWN_LABELS);
    if hidden > 0 {
        let places = plural(hidden, "more place");
        group = group.element(Level::NOTE.message(format!("not shown: {places} of this kind")));
    }
    for help in help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    groups.insert(0, group);
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    with_own_positions(renderer.render(&groups))
}

fn snippet<'a>(excerpt: &Excerpt) -> Snippet<'a, Annotation<'a>> {
    let annotations = excerpt.marks.iter().map(|mark| {
        let kind = if mark.own {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let words = Some(harmless(&mark.words)).filter(|words| !words.is_empty());
        kind.span(mark.span.clone()).label(words)
    });
    Snippet::source(harmless(&excerpt.text))
        .line_start(excerpt.first_line)
        .path(path(excerpt))
        .annotations(annotations)
}

/// Control characters around a position that is told with the path. Whatever comes
/// from a book has none left.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// The file, with the position where a cut line would make the renderer count wrong.
fn path(excerpt: &Excerpt) -> String {
    let file = harmless(&excerpt.file.name);
    match excerpt.position {
        Some(Position { line, column, .. }) => format!("{file}{OPEN}{line}:{column}{CLOSE}"),
        None => file,
    }
}

/// Puts the positions told with paths in the place of those that were counted.
fn with_own_positions(report: String) -> String {
    if !report.contains(OPEN) {
        return report;
    }
    let mut out = String::with_capacity(report.len());
    let mut rest = report.as_str();
    while let Some((before, told)) = rest.split_once(OPEN) {
        let (position, counted) = told.split_once(CLOSE).unwrap_or((told, ""));
        out.extend([before, ":", position]);
        rest = counted.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    out + rest
}

/// Above a diff where the rule has no words of its own.
const FALLBACK_TITLE: &str = "write it like this";

/// A fix as a diff.
fn suggestion<'a>(
    title: &str,
    fix: &Fix<Edit<File>>,
    changes: &[FixPreview],
    file: &str,
) -> Group<'a> {
    let mut title = harmless(title);
    let lines: usize = changes.iter().filter_map(|change| change.lines).sum();
    if lines > 0 {
        let _ = write!(title, " ({lines} lines)");
    }
    if fix.edits.len() > SHOWN_EDITS {
        let all = fix.edits.len();
        let _ = write!(title, " (the first {SHOWN_EDITS} of {all} places)");
    }
    if fix.applicability == Applicability::Unsafe {
        title.push_str(" (only with `mdbook-patterns fix --unsafe`)");
    }
    let mut group = Group::with_title(Level::HELP.secondary_title(title));
    for change in changes {
        let patches = change
            .patches
            .iter()
            .map(|(span, text)| Patch::new(span.clone(), harmless(text)));
        group = group.element(
            Snippet::source(harmless(&change.text))
                .line_start(change.first_line)
                .path(file.to_owned())
                .patches(patches),
        );
    }
    group
}

/// The last line of a report; empty where there is nothing to say.
pub fn summary(summary: &Summary) -> String {
    const BOLD: &str = "\u{1b}[1m";
    const RESET: &str = "\u{1b}[0m";
    let Summary {
        deny,
        warn,
        affected,
        patterns,
        others,
        fixable,
        unlisted,
        known,
        fixed,
        ..
    } = *summary;
    let counts = match (deny, warn) {
        (0, 0) => String::new(),
        (0, _) => format!(
            "{BOLD}\u{1b}[33mwarning{RESET}{BOLD}: {}",
            plural(warn, "warning")
        ),
        (_, 0) => format!("{BOLD}\u{1b}[91merror{RESET}{BOLD}: {deny} denied"),
        _ => format!(
            "{BOLD}\u{1b}[91merror{RESET}{BOLD}: {deny} denied, {}",
            plural(warn, "warning")
        ),
    };
    let mut parts = Vec::new();
    if !counts.is_empty() {
        let others = match others {
            0 => String::new(),
            _ => format!(" and in {}", plural(others, "other chapter")),
        };
        let unlisted = match unlisted {
            0 => String::new(),
            _ => format!(" and in {}", plural(unlisted, "unlisted page")),
        };
        // A book without patterns has pages all the same.
        let pages = match patterns {
            0 => format!("{} of {}", summary.others, plural(summary.pages, "page")),
            _ => format!("{affected} of {}{others}", plural(patterns, "pattern page")),
        };
        parts.push(format!("{counts} in {pages}{unlisted}{RESET}"));
    }
    if fixable > 0 {
        parts.push(format!(
            "{BOLD}\u{1b}[96mhelp{RESET}: `mdbook-patterns fix` settles {fixable} of them"
        ));
    }
    if known > 0 {
        parts.push(format!(
            "{} known from the baseline",
            plural(known, "violation")
        ));
    }
    if fixed > 0 {
        parts.push(format!(
            "{fixed} fewer than the baseline: write it anew with `check --write-baseline`"
        ));
    }
    parts.join("\n")
}

/// What is said of a book without a violation: what was looked at.
pub fn clean(summary: &Summary) -> String {
    if summary.patterns == 0 {
        return format!("{}: no violation", plural(summary.pages, "page"));
    }
    let others = match summary.pages - summary.patterns {
        0 => String::new(),
        others => format!(" and {}", plural(others, "other chapter")),
    };
    let patterns = plural(summary.patterns, "pattern page");
    format!("{patterns}{others}: no violation")
}

/// `1 warning`, `2 warnings`
pub fn plural(count: usize, noun: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{s}")
}
