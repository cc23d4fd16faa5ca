use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::suggest::and_list;

pub static RULE: Rule = Rule {
    name: "frontmatter-field-missing",
    summary: "a field that every pattern page needs is absent or null: all of them are named at once",
    level: LintLevel::Deny,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::fields::missing(fit, page, cx);
    }
    if !page.frontmatter.is_sound() {
        return;
    }
    let missing: Vec<&str> = cx
        .pattern
        .rows
        .fields
        .iter()
        .filter(|row| row.required && cx.pattern.fields.given(&row.name).is_none())
        .map(|row| row.name.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let fields = if missing.len() == 1 {
        "field"
    } else {
        "fields"
    };
    let edition = cx.edition();
    let field = |name: &&str| cx.pattern.rows.field(name);
    let help = if missing
        .iter()
        .filter_map(field)
        .all(|row| row.known.is_some())
    {
        "`mdbook-patterns explain frontmatter-field-missing` shows what each of them says"
    } else {
        "`mdbook-patterns template pattern --explain` shows what each of them takes"
    };
    let message = format!("the frontmatter lacks the {fields} {}", and_list(&missing));
    let diagnostic = cx.report(page.line_text(0), message);
    diagnostic.parts(&missing).help(help);
    own::asked_for_fields(diagnostic, edition, &missing);
}
