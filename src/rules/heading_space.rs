use crate::diagnostic::{Fix, LintLevel};
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "heading-space",
    summary: "a line such as `##Heading` is no heading, for it lacks the space",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("heading_space.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for (index, node) in page.nodes.iter().enumerate() {
        let begins = node.parent.is_some_and(|parent| {
            let holder = &page.nodes[parent].kind;
            parent + 1 == index && matches!(holder, Kind::Paragraph | Kind::Item { .. })
        });
        if node.kind != Kind::Text || !begins {
            continue;
        }
        let line = page.first_line(node.span);
        let escaped = page.text[..line.start].ends_with('\\');
        let Some(signs) = signs(&page[line]).filter(|_| !escaped) else {
            continue;
        };
        let end = line.start + signs;
        let marks = &page[line][..signs];
        cx.report(
            line,
            format!("no space behind `{marks}`: this is text, no heading"),
        )
        .help(format!(
            "write `{marks} ` before the heading's words, or `\\{marks}` where text is meant"
        ))
        .fix(Fix::safe(vec![Edit::insert(end, " ")]));
    }
}

/// How many signs a line begins with, if a heading's words follow them directly. One alone may be
/// a number's or a tag's: `#12`, `#retry`.
fn signs(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('#');
    let signs = line.len() - rest.len();
    let words = |c: char| c.is_alphanumeric() || matches!(c, '`' | '*' | '_' | '"' | '[');
    ((2..=6).contains(&signs) && rest.starts_with(words)).then_some(signs)
}
