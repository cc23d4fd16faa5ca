use crate::diagnostic::{Fix, LintLevel};
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "template-instructions",
    summary: "a block of template instructions is still there; the output leaves it out",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("template_instructions.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for block in &page.instructions.spans {
        let lines = page.lines.touched(block.range()).len();
        let diagnostic = cx.report(
            page.first_line(*block),
            "the template's instructions are still on the page",
        );
        diagnostic.label(match lines {
            1 => "stripped from the output".to_owned(),
            _ => format!("{lines} lines from here on are stripped from the output"),
        });
        diagnostic.help("delete the block, both comments included");
        // A comment that is never closed hides whatever follows: only a person can say what that is.
        if page[*block].ends_with("-->") && !page.leaves_marks(*block) {
            diagnostic.fix(Fix::safe(vec![Edit::delete(page.removal(*block))]));
        }
    }
}
