use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "heading-before-title",
    summary: "headings or tables stand above the page's title",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("heading_before_title.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(title) = page.title() else {
        return;
    };
    let above = &page.nodes[..title.node];
    let first = above
        .iter()
        .find(|node| matches!(node.kind, Kind::Heading { .. } | Kind::Table));
    if let Some(node) = first {
        let what = match node.kind {
            Kind::Table => "table",
            _ => "heading",
        };
        let title = page.first_line(title.span);
        cx.report(
            page.first_line(node.span),
            format!("this {what} stands above the page's title"),
        )
        .also(title, "the title")
        .help("let the page begin with its title, and move what stands above it below");
    }
}
