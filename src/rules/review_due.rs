use crate::catalogue::review;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::{LAST_REVIEWED_ON, OWNER, REVIEW_IN};

pub static RULE: Rule = Rule {
    name: "review-due",
    summary: "`last_reviewed_on` and `review_in` together lie in the past",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("review_due.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let fields = &cx.pattern.fields;
    let (Some(node), Some(last)) = (
        fields.get(&LAST_REVIEWED_ON),
        fields.words(&LAST_REVIEWED_ON),
    ) else {
        return;
    };
    let interval = fields.words(&REVIEW_IN);
    let Some(due) = interval.and_then(|interval| review::due(last, interval)) else {
        return;
    };
    if cx.today.is_past(due) {
        let owner = fields
            .words(&OWNER)
            .map_or(String::new(), |owner| format!("{owner}: "));
        cx.report(
            page.first_line(node.span),
            format!("the page had to be reviewed by {due}"),
        )
        .help(format!(
            "{owner}read the page; where it is still right, write today's date into `{}`",
            LAST_REVIEWED_ON.name
        ));
    }
}
