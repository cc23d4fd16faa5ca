use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "when-not-to-use-late",
    summary: "the When NOT to Use part starts after source line 200",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "max-line",
        default: OptionDefault::Count(200),
        summary: "the last source line where it may start",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("when_not_to_use_late.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let part = cx.pattern.usage().when_not;
    let Some(heading) = part.and_then(|index| page.headings.get(index)) else {
        return;
    };
    let max = cx.count("max-line");
    let line = page.lines.line(heading.span.start) + 1;
    if line > max {
        let message = format!("the `When NOT to Use` part starts on line {line}, after line {max}");
        cx.report(page.first_line(heading.span), message)
            .more(line)
            .help("move it up, before the levels");
    }
}
