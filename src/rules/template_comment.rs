use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::seed::on_one_line;
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "template-comment",
    summary: "a guidance comment of the template, such as `<!-- GOAL: … -->`, is still there",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("template_comment.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::leftovers::comment(fit, page, cx);
    }
    // Which comments are a block's own is not known before its markers are settled.
    if !page.instructions.problems.is_empty() {
        return;
    }
    let rows = cx.pattern.rows;
    for comment in &page.comments {
        if page.in_instructions(comment.span.start)
            || !rows.is_guidance(&on_one_line(&comment.text))
        {
            continue;
        }
        let diagnostic = cx.report(
            page.first_line(comment.span),
            "a guidance comment of the template is still on the page",
        );
        diagnostic.label("stripped from the output");
        diagnostic.help("delete it, or say it in your own words if it is still needed");
        // A comment that is never closed hides whatever follows: only a person can say what that is.
        if page[comment.span].ends_with("-->") && !page.leaves_marks(comment.span) {
            let span = page.removal(comment.span);
            diagnostic.fix(Fix::safe(vec![Edit::delete(span)]));
        }
    }
}
