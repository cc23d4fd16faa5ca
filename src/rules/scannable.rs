use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "scannable",
    summary: "more than 40 lines of running text with no heading, table, diagram, box or code",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[OptionSpec {
        name: "max-lines",
        default: OptionDefault::Count(40),
        summary: "lines of running text, blank ones aside",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("scannable.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max-lines");
    let lines = classify(page, cx.pattern.lists_of_links());
    let mut next = 0;
    for run in lines.split(|class| *class == Some(false)) {
        let start = next;
        next += run.len() + 1;
        let count = run.iter().flatten().count();
        let first = run.iter().position(Option::is_some);
        let Some(first) = first.filter(|_| count > max) else {
            continue;
        };
        let message = format!(
            "{count} lines of running text without a heading, table, diagram, box or code, at most {max} are expected"
        );
        cx.report(page.line_text(start + first), message)
            .more(count)
            .label("the text begins here")
            .help("break it up: a heading for each thought, a table instead of a list, a box for what matters most");
    }
}

/// Which lines hold running text, and which break it up; others do neither.
fn classify(page: &Page<'_>, tables_of_contents: &[usize]) -> Vec<Option<bool>> {
    let mut lines: Vec<Option<bool>> = vec![None; page.lines.count()];
    let mut marked: Span<Text> = Span::at(0);
    let mut mark = |span: Span<Text>, is_text: bool| {
        // Much text is of pieces on one line.
        if is_text && marked.contains(span.start) && span.end <= marked.end {
            return;
        }
        let touched = page.lines.touched(span.range());
        if is_text {
            marked = Span::new(page.lines.span(touched.end - 1));
        }
        for line in touched {
            if let Some(slot) = lines.get_mut(line).filter(|slot| **slot != Some(false)) {
                *slot = Some(is_text);
            }
        }
    };
    let mut tables_of_contents = tables_of_contents.iter().peekable();
    let mut index = 0;
    while let Some(node) = page.nodes.get(index) {
        index += 1;
        match node.kind {
            _ if tables_of_contents.next_if_eq(&&(index - 1)).is_some() => index = node.end,
            Kind::Heading { .. } => mark(node.span, false),
            _ if page.is_visual(node) => {
                mark(node.span, false);
                index = node.end;
            }
            Kind::Text | Kind::InlineCode => mark(node.span, true),
            _ => {}
        }
    }
    // A tab's label is a heading to the eye.
    let headers = page.blocks().iter().map(|a| a.header);
    for span in page.boxes().iter().copied().chain(headers) {
        mark(span, false);
    }
    lines
}
