//! Diagnostics as rustc shows them.

use super::{Located, harmless};
use crate::diagnostic::LintLevel;
use crate::engine::Summary;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// One diagnostic with colours; strip them for anything but a terminal.
pub fn diagnostic(located: &Located) -> String {
    let found = &located.diagnostic;
    let level = match found.level {
        LintLevel::Deny => Level::ERROR,
        LintLevel::Warn | LintLevel::Allow => Level::WARNING,
    };
    let message = harmless(&found.message);
    let file = harmless(&found.file);
    let mut group = Group::with_title(level.primary_title(message).id(found.rule));
    for excerpt in &located.excerpts {
        let file = excerpt.file.as_deref().map_or(file.clone(), harmless);
        let mut snippet = Snippet::source(harmless(&excerpt.text))
            .line_start(excerpt.first_line)
            .path(file);
        for (span, words, own) in &excerpt.marks {
            let kind = if *own {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let words = Some(harmless(words)).filter(|words| !words.is_empty());
            snippet = snippet.annotation(kind.span(span.clone()).label(words));
        }
        group = group.element(snippet);
    }
    for help in &found.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(&[group])
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
        parts.push(format!(
            "{counts} in {affected} of {}{others}{unlisted}{RESET}",
            plural(patterns, "pattern page")
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

/// `1 warning`, `2 warnings`
pub fn plural(count: usize, noun: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{s}")
}
