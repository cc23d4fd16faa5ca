use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::page::Page;
use crate::page::yaml::{Node, Value};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "frontmatter-value-cut",
    summary: "a `#` cuts off the rest of a value of the frontmatter",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("frontmatter_value_cut.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for entry in page.frontmatter.entries() {
        look(page, &entry.value, cx);
    }
}

fn look(page: &Page<'_>, node: &Node, cx: &mut Context<'_>) {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .for_each(|entry| look(page, &entry.value, cx)),
        Value::List(items) => items.iter().for_each(|item| look(page, item, cx)),
        Value::Scalar { text, plain: true } => value(page, node, text, cx),
        Value::Scalar { .. } | Value::Null => {}
    }
}

/// Looks at what stands behind a value that has no quotes.
fn value(page: &Page<'_>, node: &Node, text: &str, cx: &mut Context<'_>) {
    let whole = page.lines.span(page.lines.line(node.span.end)).end;
    let behind = page.text[node.span.end..whole].trim_end();
    let rest = behind.trim_start();
    // A comment has a blank behind its sign.
    let cuts = rest.len() < behind.len()
        && rest.strip_prefix('#').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || "\"'(".contains(c))
        });
    let is_text = text.chars().any(char::is_alphabetic) && !page[node.span].contains('\n');
    if !cuts || !is_text {
        return;
    }
    let end = node.span.end + behind.len();
    let span = Span::new(end - rest.len()..end);
    let quoted = page.text[node.span.start..end].replace('\'', "\'\'");
    let edit = Edit::replace(Span::new(node.span.start..end), format!("'{quoted}'"));
    // A number is sooner a number of something than a comment.
    let is_number = rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let applicability = if is_number {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    cx.report(span, format!("the value ends before this: it is `{text}`"))
        .label("a comment to YAML")
        .help(
            "put quotes around the whole value; if this is a comment, write a blank behind the `#`",
        )
        .fix(Fix {
            applicability,
            edits: vec![edit],
            takes_ids: Vec::new(),
        });
}
