use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::pattern::usage::Usage;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::sections::{WHEN_NOT_TO_USE, WHEN_TO_USE};

pub static RULE: Rule = Rule {
    name: "when-to-use-thin",
    summary: "the When to Use or the When NOT to Use table has fewer than three rows",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "min-rows",
        default: OptionDefault::Count(3),
        summary: "rows of each table",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_to_use_thin.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let usage = cx.pattern.usage();
    let min = cx.count("min-rows");
    for (part, name) in [
        (usage.when, WHEN_TO_USE.title),
        (usage.when_not, WHEN_NOT_TO_USE.title),
    ] {
        let tables = part.map_or_else(Vec::new, |index| usage.tables(page, index));
        let rows: usize = tables
            .iter()
            .map(|table| Usage::filled_rows(page, *table).len())
            .sum();
        // A part without any row is `when-to-use-table`'s.
        if let Some(table) = tables.first()
            && (1..min).contains(&rows)
        {
            let s = if rows == 1 { "" } else { "s" };
            let message = format!("the `{name}` table has {rows} row{s}, fewer than {min}");
            cx.report(page.first_line(page.nodes[*table].span), message)
                .less(rows)
                .help("add scenarios that readers will meet");
        }
    }
}
