use crate::diagnostic::{Extent, LintLevel};
use crate::page::Page;
use crate::pattern::measures::{LineClass, share};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "visual-share",
    summary: "tables, diagrams and boxes under 80% of the body's content lines",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: "min",
        default: OptionDefault::Number(0.8),
        summary: "the least share of the body's content lines",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("visual_share.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let lines = cx.pattern.lines();
    let count = |class: LineClass| lines.iter().filter(|line| **line == class).count();
    let (visual, text) = (count(LineClass::Visual), count(LineClass::Text));
    let min = cx.number("min");
    let Some(share) = share(visual, visual + text).filter(|share| *share < min) else {
        return;
    };
    let diagnostic = cx.report(
        page.top(),
        format!(
            "tables, diagrams and boxes are {:.1}% of the content ({visual} of {}), at least {:.1}% is expected",
            share * 100.0,
            lines_of(visual + text),
            min * 100.0,
        ),
    );
    diagnostic.extent(Extent::Less(share));
    if let Some((span, lines)) = wordiest(page, lines) {
        let s = if lines == 1 { "" } else { "s" };
        diagnostic.also(
            span,
            format!("the most text: {lines} line{s} under this heading"),
        );
    }
    diagnostic.help("turn lists and explanations into tables, diagrams or boxes, or shorten them");
}

fn lines_of(count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} line{s}")
}

/// The heading with the most text before the next one, and how many lines that is.
fn wordiest(page: &Page<'_>, lines: &[LineClass]) -> Option<(Span<Text>, usize)> {
    let line_of = |offset: usize| page.lines.line(offset);
    let starts: Vec<usize> = page
        .headings
        .iter()
        .map(|h| line_of(h.span.start))
        .collect();
    let text = starts.iter().enumerate().map(|(index, start)| {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let own = lines.get(*start..end).unwrap_or(&[]);
        (
            *start,
            own.iter().filter(|line| **line == LineClass::Text).count(),
        )
    });
    let (line, count) = text.rev().max_by_key(|(_, count)| *count)?;
    (count > 0).then(|| (page.line_text(line), count))
}
