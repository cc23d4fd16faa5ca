use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::INVALID;
use crate::schema::fit::PAGE_KEY;
use crate::template::fields::TYPE;

pub static RULE: Rule = Rule {
    name: INVALID,
    summary: "what cannot be read as a template: a section twice, a line of the frontmatter that is none, a file that is missing",
    level: LintLevel::Deny,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("template_invalid.md"),
    check,
};

/// Most of it is about templates, and reported where they are read. Of a page it is said that it claims
/// to be of another template than the one whose path it has.
fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    let own = fit.template.name.as_str();
    let templates = cx.config.templates.iter();
    let by_path = templates.clone().find(|it| it.pages.is_match(cx.path));
    let Some(kind) = page.frontmatter.get(TYPE.name) else {
        return;
    };
    let said = kind.text().map_or("", str::trim);
    let is_other = said != own && templates.clone().any(|it| it.name == said);
    if by_path.is_none_or(|it| it.name != own)
        || !is_other
        || page.frontmatter.get(PAGE_KEY).is_some()
    {
        return;
    }
    let message = format!("the page says that it is of `{said}`, its path that it is of `{own}`");
    cx.report(page.first_line(kind.span), message)
        .label("`templates` in book.toml names the path")
        .help(format!(
            "write `{PAGE_KEY}: {said}` if it is, or take it out of the globs of `{own}`"
        ));
}
