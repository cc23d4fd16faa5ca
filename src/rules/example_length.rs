use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::sections::BASIC_EXAMPLE;

pub static RULE: Rule = Rule {
    name: "example-length",
    summary: "the code block under Basic Example has more than 15 lines between its fences",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Count(15),
        summary: "lines between the fences",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("example_length.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max");
    let mut seen = 0;
    for heading in cx.pattern.sections(&BASIC_EXAMPLE) {
        // Of two nested sections of that name, the outer one has shown the inner one's code.
        for (index, node) in page.within(page.section_body(heading)) {
            if !node.kind.is_code() || index < seen {
                continue;
            }
            seen = index + 1;
            let lines = page.text_of(node).lines().count();
            if lines <= max {
                continue;
            }
            cx.report(
                page.first_line(node.span),
                format!("the basic example has {lines} lines, at most {max} are expected"),
            )
            .more(lines)
            .help("show the core of the pattern only, and move the rest to Implementation Details");
        }
    }
}
