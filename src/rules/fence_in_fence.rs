use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::fences::{Fence, bare, closes, run, signs};
use crate::pattern::Reading;
use crate::rules::fence_unclosed;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::indent::columns;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "fence-in-fence",
    summary: "a line that opens a block of code inside an open one",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("fence_in_fence.md"),
    check,
};

fn check(_: &Page<'_>, cx: &mut Context<'_>) {
    let all = all(cx.pattern);
    if all.is_empty() {
        return;
    }
    // A line that was to close a block opens one where that has ended before.
    let torn = if cx.runs(&fence_unclosed::RULE) {
        let unclosed = cx.pattern.fences().find(|(_, fence)| !fence.is_closed);
        unclosed.map(|(_, fence)| fence.opening.start)
    } else {
        None
    };
    for nested in all {
        let is_torn = torn.is_some_and(|torn| torn < nested.outer.start);
        if nested.is_bare && is_torn {
            continue;
        }
        let diagnostic = cx.report(
            nested.inner,
            "this line opens no block of code, for it stands in an open one",
        );
        diagnostic.also(nested.outer, "opened here and not closed before");
        if nested.is_markdown {
            let longer = signs(nested.mark, nested.longest + 1);
            diagnostic.help(format!(
                "begin and end an example of Markdown with {longer}"
            ));
        } else if nested.is_bare {
            diagnostic
                .help("delete the line above if it was to close a block: that one ends before");
        } else {
            let marks = signs(nested.mark, nested.len);
            diagnostic.help(format!("close the block above with a line of {marks}"));
        }
    }
}

/// A line in a block of code that looks like the beginning of another one.
pub(super) struct Nested {
    /// The line that opens the block.
    outer: Span<Text>,
    /// The line in it.
    pub(super) inner: Span<Text>,
    mark: char,
    len: usize,
    /// How many signs of that kind stand in a row.
    longest: usize,
    is_markdown: bool,
    /// Whether nothing stands behind the outer fence.
    is_bare: bool,
}

/// The first such line of each block.
pub(super) fn all(pattern: &Reading<'_>) -> Vec<Nested> {
    let page = pattern.page;
    let mut found = Vec::new();
    for (node, fence) in pattern.fences() {
        let inner = lines_with(page, fence, node.span).find_map(|line| {
            let whole = page.lines.span(line);
            let span = page.line_text(line);
            let rest = bare(&page[span]);
            let start = span.end - rest.len();
            let (mark, len) = run(rest)?;
            // One that stands deeper is part of the code, such as of a comment in it.
            let is_near = columns(&page.text[whole.start..start]) <= fence.indent + 3;
            let opens = mark == fence.mark && len >= fence.len && !closes(rest, mark, len);
            (is_near && opens && is_language(&rest[len..]))
                .then(|| (Span::new(start..span.end), len))
        });
        let language = node.kind.language().unwrap_or("");
        found.extend(inner.map(|(inner, longest)| Nested {
            outer: fence.opening,
            inner,
            mark: fence.mark,
            len: fence.len,
            longest,
            is_bare: closes(&page[fence.opening], fence.mark, fence.len),
            is_markdown: matches!(language, "md" | "markdown" | "mdx"),
        }));
    }
    found
}

/// The lines below a fence that hold its sign, up to the end of its block: few lines of code do.
fn lines_with(page: &Page<'_>, fence: &Fence, block: Span<Text>) -> impl Iterator<Item = usize> {
    let mut from = page.lines.span(page.lines.line(fence.opening.start)).end;
    let end = block.end.max(from);
    let text = page.text.as_bytes();
    let mark = u8::try_from(fence.mark);
    std::iter::from_fn(move || {
        let at = from + memchr::memchr(mark.ok()?, &text[from..end])?;
        let line = page.lines.line(at);
        from = page.lines.span(line).end.min(end);
        Some(line)
    })
}

/// Whether what stands behind a fence names a language.
fn is_language(info: &str) -> bool {
    let info = info.trim();
    let word = info.split([' ', '{', ',']).next().unwrap_or("");
    let is_word = word.starts_with(char::is_alphabetic)
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || "+#-_.".contains(c));
    let rest = info[word.len()..].trim_start();
    let is_attribute = |rest: &str| rest.starts_with(['{', ',']) || rest.contains('=');
    (is_word && (rest.is_empty() || is_attribute(rest))) || info.starts_with("{.")
}
