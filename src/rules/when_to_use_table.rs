use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::usage::Usage;
use crate::rules::repeated_content;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::sections::{WHEN_NOT_TO_USE, WHEN_TO_USE};

pub static RULE: Rule = Rule {
    name: "when-to-use-table",
    summary: "When to Use or When NOT to Use is not a table with at least one filled row",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_table.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let usage = cx.pattern.usage();
    let parts = [
        (
            usage.when,
            &WHEN_TO_USE,
            "`Scenario`, `Example` and `Impact`",
        ),
        (
            usage.when_not,
            &WHEN_NOT_TO_USE,
            "`Scenario`, `Why` and `Alternative`",
        ),
    ];
    for (part, section, columns) in parts {
        let name = section.title;
        let Some((index, heading)) = part.and_then(|i| Some((i, page.headings.get(i)?))) else {
            continue;
        };
        let tables = usage.tables(page, index);
        if let Some(table) = tables.first() {
            let header = page.first_line(page.nodes[*table].span);
            let is_filled = |table: &&usize| !Usage::filled_rows(page, **table).is_empty();
            let filled: Vec<usize> = tables.iter().filter(is_filled).copied().collect();
            if filled.is_empty() {
                cx.report(header, format!("the `{name}` table has no filled row"));
                continue;
            }
            let is_meant = |node: usize| filled.contains(&node);
            let own = repeated_content::own(cx, is_meant);
            if own.pieces.len() == filled.len() {
                let message = format!("the `{name}` table is not this page's own");
                let heading = page.first_line(heading.span);
                if let Some(diagnostic) = cx.report_where_too_few(heading, message, own, 1) {
                    diagnostic.help(format!("write the cases of this pattern, in {columns}"));
                }
            }
        } else {
            let heading = page.first_line(heading.span);
            cx.report(heading, format!("the `{name}` part has no table"))
                .help(format!("write it as a table with the columns {columns}"));
        }
    }
}
