use crate::diagnostic::LintLevel;
use crate::page::{Frontmatter, Page};
use crate::rules::merge_conflict;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::is_field;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "frontmatter-misplaced",
    summary: "a block of fields does not begin on the first line, or is TOML",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_misplaced.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((span, fault)) = find(page) else {
        return;
    };
    // Text may look so, too, where nobody says that the page has fields.
    let is_certain = cx.config.is_listed(cx.path);
    let (message, help) = match fault {
        Fault::Late => (
            "this is shown as text: frontmatter begins on the first line",
            "move it to the first line of the file",
        ),
        Fault::Toml => (
            "this is shown as text: frontmatter is YAML",
            "write `key: value` lines between two lines `---`",
        ),
    };
    let diagnostic = cx.report(span, message).help(help);
    if !is_certain {
        diagnostic.level = diagnostic.level.min(LintLevel::Warn);
    }
}

/// Why a block is no frontmatter.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    Late,
    Toml,
}

/// The first line of a block that looks like frontmatter and is none.
pub(super) fn find(page: &Page<'_>) -> Option<(Span<Text>, Fault)> {
    if page.frontmatter.exists() {
        return None;
    }
    let start = above(page);
    let line = page.line_text(page.lines.line(start));
    let text = &page.text[start..page.own_end.max(start)];
    let is_late = start > 0 && is_frontmatter(text);
    if is_late && merge_conflict::all(page).is_empty() {
        Some((line, Fault::Late))
    } else if is_toml(text) {
        Some((line, Fault::Toml))
    } else {
        None
    }
}

/// Where the page begins to say something: behind blank lines, comments and directives.
fn above(page: &Page<'_>) -> usize {
    let mut at = 0;
    let mut comments = page.comments.iter().peekable();
    loop {
        let rest = &page.text[at..page.own_end.max(at)];
        at += rest.len() - rest.trim_start().len();
        while comments
            .next_if(|comment| comment.span.start < at)
            .is_some()
        {}
        if let Some(comment) = comments.next_if(|comment| comment.span.start == at) {
            at = comment.span.end;
            continue;
        }
        let line = page.lines.span(page.lines.line(at));
        let text = page.text[at..line.end.max(at)].trim_end();
        if text.starts_with("{{#") && text.ends_with("}}") {
            at = line.end;
            continue;
        }
        return at;
    }
}

/// Whether a text begins with a block of fields.
fn is_frontmatter(text: &str) -> bool {
    let lines = text.lines().map(str::trim_end);
    let mut lines = lines.skip_while(|line| *line == "---");
    let is_key = |line: &str| {
        let (key, value) = line.split_once(':').unwrap_or(("", ""));
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        key.starts_with(char::is_alphabetic)
            && key.chars().all(is_name)
            && (value.is_empty() || value.starts_with(' '))
    };
    text.starts_with("---")
        && lines.next().is_some_and(is_key)
        && lines.any(|line| matches!(line, "---" | "..."))
        && !Frontmatter::parse(text, is_field).entries().is_empty()
}

/// Whether a text begins with the fields of other generators.
fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.next() == Some("+++")
        && lines.next().is_some_and(|line| line.contains('='))
        && lines.any(|line| line == "+++")
}
