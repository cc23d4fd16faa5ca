use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::sections::RELATED_RESOURCES;
use crate::text::span::{Spans, Text};

pub static RULE: Rule = Rule {
    name: "tables-over-lists",
    summary: "a list of more than seven items, or with a bold lead in four or more, that a table would serve",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[
        OptionSpec {
            name: "max-items",
            default: OptionDefault::Count(7),
            summary: "items of one list",
        },
        OptionSpec {
            name: "max-bold-items",
            default: OptionDefault::Count(3),
            summary: "items of one list that begin with bold words and a colon",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tables_over_lists.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (max, max_bold) = (cx.count("max-items"), cx.count("max-bold-items"));
    let exempt = exempt(page, cx);
    let uncellular = uncellular(page);
    for (index, node) in page.nodes.iter().enumerate() {
        // Numbered steps stay a list.
        if !matches!(node.kind, Kind::List { ordered: false }) || exempt.contain(node.span.start) {
            continue;
        }
        let items: Vec<usize> = page.children(index).map(|(item, _)| item).collect();
        let few = items.len() <= max && items.len() <= max_bold;
        // Lists may stand deep inside one another: what is in them is not looked at for nothing.
        if few
            || uncellular[index] < uncellular[node.end]
            || !items.iter().all(|item| fits_a_row(page, *item))
            || are_links(page, &items)
        {
            continue;
        }
        let bold = items
            .iter()
            .filter(|item| has_bold_lead(page, **item))
            .count();
        let (message, help) = if bold > max_bold {
            (
                format!("{bold} items with a bold lead, at most {max_bold} are expected in a list"),
                "make it a table: the bold words are its first column",
            )
        } else if items.len() > max {
            (
                format!(
                    "a list of {} items, at most {max} are expected",
                    items.len()
                ),
                "make it a table with one row for each item, or group the items",
            )
        } else {
            continue;
        };
        cx.report(page.first_line(node.span), message)
            .more(if bold > max_bold { bold } else { items.len() })
            .label("the list begins here")
            .help(help);
    }
}

/// Where lists are what the template asks for: the tier banner and related links.
fn exempt(page: &Page<'_>, cx: &Context<'_>) -> Spans<Text> {
    let banners = cx.pattern.banners.iter().map(|banner| banner.body);
    let links = cx.pattern.sections(&RELATED_RESOURCES);
    banners
        .chain(links.map(|heading| page.section_body(heading)))
        .collect()
}

/// How many nodes before each one are what no cell of a table can hold.
fn uncellular(page: &Page<'_>) -> Vec<usize> {
    let mut count = 0;
    let counts = page.nodes.iter().map(|node| {
        count += usize::from(matches!(
            node.kind,
            Kind::Code { .. } | Kind::Table | Kind::Quote | Kind::Rule | Kind::Html
        ));
        count
    });
    std::iter::once(0).chain(counts).collect()
}

/// Whether an item of what cells can hold could be a row: it is no task and has one paragraph.
fn fits_a_row(page: &Page<'_>, item: usize) -> bool {
    let paragraphs = page
        .children(item)
        .filter(|(_, node)| node.kind == Kind::Paragraph);
    page.nodes[item].kind == (Kind::Item { task: None }) && paragraphs.count() < 2
}

/// Whether more than half of the items begin with a link.
fn are_links(page: &Page<'_>, items: &[usize]) -> bool {
    let links = items.iter().filter(|item| {
        let first = lead(page, **item).map(|index| &page.nodes[index]);
        let inner = lead(page, **item).and_then(|index| page.nodes.get(index + 1));
        let is_link = |kind: &Kind| matches!(kind, Kind::Link { .. });
        first.is_some_and(|node| {
            is_link(&node.kind)
                || matches!(node.kind, Kind::Strong | Kind::Emphasis)
                    && inner.is_some_and(|node| is_link(&node.kind))
        })
    });
    links.count() * 2 > items.len()
}

/// The first inline node of an item that says anything; emoji say nothing.
fn lead(page: &Page<'_>, item: usize) -> Option<usize> {
    let first = page.children(item).next()?;
    let block = match first.1.kind {
        Kind::Paragraph => first.0,
        _ => item,
    };
    page.children(block)
        .find(|(_, node)| page.text_of(node).contains(char::is_alphanumeric))
        .map(|(index, _)| index)
}

/// `**X**: …`, `**X:** …` and `**X** – …`.
fn has_bold_lead(page: &Page<'_>, item: usize) -> bool {
    let Some(index) = lead(page, item) else {
        return false;
    };
    let node = &page.nodes[index];
    if node.kind != Kind::Strong {
        return false;
    }
    let behind = page.nodes.get(node.end).filter(|n| n.kind == Kind::Text);
    let behind = behind.map_or("", |n| page.text_of(n)).trim_start();
    page.text_of(node).trim_end().ends_with(':') || behind.starts_with([':', '-', '–', '—'])
}
