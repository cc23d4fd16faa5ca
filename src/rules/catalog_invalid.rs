use crate::catalogue::marker;
use crate::catalogue::request::Request;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Out, Span};

pub static RULE: Rule = Rule {
    name: "catalog-invalid",
    summary: "a marker `{{#patterns …}}` with a name, an option or a value that is not known",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("catalog_invalid.md"),
    check,
};

/// Nobody writes more on a page, and each looks for the nearest of all names.
const MOST: usize = 100;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if !marker::may_stand_in(page.text) {
        return;
    }
    let mut left = MOST;
    for found in marker::all(page) {
        if left == 0 {
            return;
        }
        let Err(faults) = Request::of(&found, cx.library, cx.config) else {
            continue;
        };
        let start = found.out.start + marker::OPEN.len();
        left -= 1;
        for fault in faults {
            let out = Span::<Out>::new(start + fault.at.start..start + fault.at.end);
            let span = if out.is_empty() {
                found.span
            } else {
                page.source_range(out)
            };
            cx.report(span, fault.message).help(fault.help);
        }
    }
}
