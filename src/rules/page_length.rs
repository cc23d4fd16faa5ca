use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "page-length",
    summary: "more than 1000 source lines, template-instruction blocks not counted",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[OptionSpec {
        name: "max",
        default: OptionDefault::Count(1000),
        summary: "source lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("page_length.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max");
    let Length { lines, first_over } = length(page, max);
    let Some(first_over) = first_over else { return };
    let diagnostic = cx.report(
        page.top(),
        format!("the page has {lines} lines, at most {max} are expected"),
    );
    diagnostic.label(format!("{} lines too many", lines - max));
    if !first_over.is_empty() {
        diagnostic.also(first_over, "everything from here on is too much");
    }
    diagnostic
        .help("shorten the page, or move long examples and case studies to pages of their own");
}

struct Length {
    lines: usize,
    /// The first line beyond the limit that holds anything.
    first_over: Option<Range<usize>>,
}

/// Counts line breaks, as `wc -l` does, outside template-instruction blocks.
fn length(page: &Page<'_>, max: usize) -> Length {
    let mut blocks = page.instructions.spans.iter().peekable();
    let mut length = Length {
        lines: 0,
        first_over: None,
    };
    for line in 0..page.lines.count() {
        let span = page.lines.span(line);
        while blocks.next_if(|block| block.end <= span.start).is_some() {}
        let in_block = blocks.peek().is_some_and(|block| block.start < span.end);
        if in_block || !page.text[span].ends_with('\n') {
            continue;
        }
        length.lines += 1;
        if length.lines > max && length.first_over.as_ref().is_none_or(Range::is_empty) {
            length.first_over = Some(page.line_text(line));
        }
    }
    length
}
