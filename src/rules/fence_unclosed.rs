use crate::diagnostic::LintLevel;
use crate::page::fences::{Fence, bare, closes};
use crate::page::{Kind, Node, Page};
use crate::pattern::Reading;
use crate::rules::fence_in_fence;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "fence-unclosed",
    summary: "a block of code that no line closes",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("fence_unclosed.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let fences = cx.pattern.fences();
    let unclosed: Vec<_> = fences.filter(|(_, fence)| !fence.is_closed).collect();
    if unclosed.is_empty() {
        return;
    }
    // Behind a block that ended too early, the line that was to close it opens another one.
    let torn = if cx.runs(&fence_in_fence::RULE) {
        fence_in_fence::all(cx.pattern)
            .first()
            .map(|nested| nested.inner.start)
    } else {
        None
    };
    let mut blamed = None;
    for (node, fence) in unclosed {
        let is_bare = closes(&page[fence.opening], fence.mark, fence.len);
        let is_torn = is_bare && torn.is_some_and(|torn| torn < node.span.start);
        if is_torn || blamed == Some(fence.opening) {
            continue;
        }
        let outside = outside(page, node, fence);
        let diagnostic = cx.report(fence.opening, "nothing closes this block of code");
        diagnostic.label(format!("runs to the end of {}", holder(page, node)));
        if let Some(line) = outside {
            diagnostic
                .also(line, "stands outside, so it does not close the block")
                .help("indent it as far as the line that opens the block");
        } else {
            diagnostic.help(format!(
                "write a line of {} where the code ends",
                fence.signs()
            ));
        }
        if holds_headings(page, node) {
            diagnostic.help(SILENT);
        }
        blamed = outside;
    }
}

const SILENT: &str = "until it is closed, nothing is said of what the page lacks";

/// Whether a block that nothing closes holds headings, and so perhaps what the page seems to lack.
pub(super) fn swallows_sections(pattern: &Reading<'_>) -> bool {
    let mut open = pattern.fences().filter(|(_, fence)| !fence.is_closed);
    open.any(|(node, _)| holds_headings(pattern.page, node))
}

/// Whether lines of a block look like headings of sections. One sign alone begins a comment.
fn holds_headings(page: &Page<'_>, node: &Node) -> bool {
    let mut lines = page.text_of(node).lines();
    lines.any(|line| {
        let signs = line.len() - line.trim_start_matches('#').len();
        (2..=6).contains(&signs) && line[signs..].starts_with(' ')
    })
}

/// What the block runs to the end of.
fn holder(page: &Page<'_>, node: &Node) -> &'static str {
    if page.text[node.span.end..page.own_end.max(node.span.end)]
        .trim_start()
        .is_empty()
    {
        return "the page";
    }
    match node.parent.map(|parent| &page.nodes[parent].kind) {
        Some(Kind::Item { .. }) => "the list item",
        Some(Kind::Quote) => "the quote",
        Some(Kind::Footnote) => "the footnote",
        _ => "the box or tab",
    }
}

/// The line directly below that was to close the block.
fn outside(page: &Page<'_>, node: &Node, fence: &Fence) -> Option<Span<Text>> {
    let line = page.line_text(page.lines.touched(node.span.range()).end);
    let marks = bare(&page[line]);
    let is_fence = !marks.is_empty() && closes(marks, fence.mark, fence.len);
    is_fence.then(|| Span::new(line.end - marks.len()..line.end))
}
