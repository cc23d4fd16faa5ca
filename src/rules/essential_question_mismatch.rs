use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::page::Page;
use crate::pattern::question::folded;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::ESSENTIAL_QUESTION;
use crate::text::edit::Edit;
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "essential-question-mismatch",
    summary: "the question of the section and the one of the frontmatter differ (case, white space, closing punctuation aside)",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("essential_question_mismatch.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(entry) = cx.pattern.fields.entry(&ESSENTIAL_QUESTION) else {
        return;
    };
    let field = &entry.value;
    let Some((asked, span)) = cx
        .pattern
        .question
        .as_ref()
        .and_then(|question| question.text(page))
    else {
        return;
    };
    let Some(announced) = field.text().filter(|text| !text.trim().is_empty()) else {
        return;
    };
    // The template's own words are no question yet.
    let unfilled = asked.starts_with('[') && asked.ends_with(']');
    if unfilled || folded(announced) == folded(&asked) {
        return;
    }
    let value = field.span.part(0..page[field.span].trim_end().len());
    let indicator = page.text.get(entry.key_span.end..value.start).unwrap_or("");
    let indicator = indicator.trim_start_matches([':', ' ', '"', '\'']);
    let new = if indicator.starts_with(['>', '|']) {
        // The lines of a block scalar need no quotes.
        asked
    } else {
        scalar(&asked, &page[value])
    };
    let edit = Edit::replace(value, new);
    // YAML takes no control characters.
    let is_text = !edit.text.contains(char::is_control);
    let diagnostic = cx.report(
        page.first_line(Span::new(span)),
        "the section asks another question than `essential_question`",
    );
    diagnostic
        .also(page.first_line(value), "the question in the frontmatter")
        .help("ask the same in both places");
    if is_text {
        // Which of two texts of an author is right no machine knows.
        diagnostic.fix(Fix {
            applicability: Applicability::Unsafe,
            ..Fix::safe(vec![edit])
        });
    }
}

/// One line of text as YAML, in the quotes that the old value had.
fn scalar(text: &str, old: &str) -> String {
    let starts_plain = text.starts_with(|c: char| c.is_alphanumeric());
    let is_word = |c: char| c.is_alphanumeric() || " '’()/.?!-–—%$+".contains(c);
    if old.starts_with('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else if !old.starts_with('"') && starts_plain && text.chars().all(is_word) && is_text(text) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Whether YAML reads it as text without quotes: a number or `true` has no space in it.
fn is_text(text: &str) -> bool {
    text.contains(' ')
}
