use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

pub static RULE: Rule = Rule {
    name: "repeated-content",
    summary: "a diagram, a table or a list stands word for word on several pages",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[OptionSpec {
        name: "min-pages",
        default: OptionDefault::Count(3),
        summary: "on how many pages it has to stand",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("repeated_content.md"),
    check,
};

/// What is shorter may well be said twice: so many letters and digits.
const MIN_TEXT: usize = 40;
/// A shorter list may well be the same by chance.
const MIN_ITEMS: usize = 3;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let min = cx.count("min-pages").max(2);
    // What the page itself has twice is said once.
    let mut seen = HashSet::new();
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        let index = at;
        at += 1;
        if node.span.start >= page.own_end {
            break;
        }
        let what = match node.kind {
            ref kind if kind.is_diagram() => "diagram",
            Kind::Table => "table",
            Kind::List { .. } if is_said(page, index) => "list",
            Kind::List { .. } => {
                at = node.end;
                continue;
            }
            _ => continue,
        };
        at = node.end;
        let text = page.text_of(node);
        let words = text.split_whitespace();
        let signs = text.chars().filter(|c| c.is_alphanumeric());
        if signs.take(MIN_TEXT).count() < MIN_TEXT {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        words.for_each(|word| word.hash(&mut hasher));
        let key = hasher.finish();
        if seen.insert(key) {
            let message = format!("this {what} stands word for word");
            cx.report_where_repeated(page.first_line(node.span), message, key, min);
        }
    }
}

/// Whether a list says something: tasks and links are often the same for many pages.
fn is_said(page: &Page<'_>, list: usize) -> bool {
    let items = page.children(list);
    let mut count = 0;
    for (index, item) in items {
        let first = page.nodes.get(index + 1);
        let is_link = first.is_some_and(|first| {
            let inside = match first.kind {
                Kind::Paragraph => page.nodes.get(index + 2),
                _ => Some(first),
            };
            inside.is_some_and(|node| matches!(node.kind, Kind::Link { .. } | Kind::Image { .. }))
        });
        if is_link || item.kind != (Kind::Item { task: None }) {
            return false;
        }
        count += 1;
    }
    count >= MIN_ITEMS
}
