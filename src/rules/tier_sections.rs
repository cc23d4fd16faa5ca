use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::{Heading, Kind, Node, outline, prose};
use crate::rule::and_list;
use crate::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Tier;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "tier-sections",
    summary: "a section that the page's tier asks for is absent or lacks what it is for",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("tier_sections.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((tier, asked)) = page.tier() else {
        return;
    };
    let mut missing = Vec::new();
    let mut incomplete = Vec::new();
    for part in parts(tier) {
        let found: Vec<&Heading> = page
            .headings
            .iter()
            .filter(|heading| part.names.iter().any(|name| is_named(heading, name)))
            .collect();
        let complete =
            |heading: &&Heading| (part.holds)(page, page.indices(page.section_body(heading)));
        match found.first() {
            None => missing.push(part),
            Some(_) if found.iter().any(complete) => {}
            Some(first) => incomplete.push((first.span.clone(), part)),
        }
    }
    if tier == Tier::Bronze && !has_history(page) {
        missing.push(&HISTORY);
    }
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|part| part.title).collect();
        let sections = if names.len() == 1 {
            "section"
        } else {
            "sections"
        };
        let message = format!(
            "a {} page needs the {sections} {}",
            tier.name(),
            and_list(&names)
        );
        let diagnostic = cx.report(page.first_line(asked), message);
        for part in missing {
            diagnostic.help(part.help);
        }
    }
    for (heading, part) in incomplete {
        cx.report(
            page.first_line(heading),
            format!("`{}` {}", part.title, part.lack),
        )
        .help(part.help);
    }
}

/// A section that a tier asks for.
struct Part {
    title: &'static str,
    /// Its names in normal form; more words may follow.
    names: &'static [&'static str],
    /// Whether the nodes of such a section hold what it is for.
    holds: fn(&Page<'_>, Range<usize>) -> bool,
    /// What is wrong with one that does not.
    lack: &'static str,
    help: &'static str,
}

fn parts(tier: Tier) -> &'static [Part] {
    match tier {
        Tier::Gold => GOLD,
        Tier::Silver => SILVER,
        Tier::Bronze => BRONZE,
    }
}

static GOLD: &[Part] = &[
    Part {
        title: "Implementation Details",
        names: &["implementation details"],
        holds: has_content,
        lack: "is empty",
        help: "`Implementation Details`: how it is built, as far as an engineer needs it",
    },
    Part {
        title: "Performance Characteristics",
        names: &["performance characteristics"],
        holds: |page, nodes| page.has_figure(nodes),
        lack: "has no figure",
        help: "`Performance Characteristics`: latency, throughput, memory, in figures",
    },
    Part {
        title: "Scaling Considerations",
        names: &["scaling considerations"],
        holds: has_diagram,
        lack: "has no diagram",
        help: "`Scaling Considerations`: the way from a small system to a large one, as a diagram",
    },
];

static SILVER: &[Part] = &[Part {
    title: "Comparison with Alternatives",
    names: &["comparison with alternatives"],
    holds: compares_complexity,
    lack: "has no table with a `Complexity` row",
    help: "`Comparison with Alternatives`: a table, one row for each aspect, `Complexity` among them",
}];

static BRONZE: &[Part] = &[Part {
    title: "Migration from Legacy",
    names: &["migration from", "migration guide"],
    holds: |page, nodes| has_diagram(page, nodes.clone()) || has_link(page, nodes),
    lack: "has neither a link nor a diagram",
    help: "`Migration from Legacy` or `Migration Guide`: the steps to the modern pattern, as a diagram or with a link",
}];

static HISTORY: Part = Part {
    title: "Historical Context",
    names: &[],
    holds: |_, _| true,
    lack: "",
    help: "`Historical Context`, `History` or `Origins`; a paragraph will do that gives a year and says `introduced`, `superseded` or `replaced`",
};

fn is_named(heading: &Heading, name: &str) -> bool {
    let rest = heading.normal.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn has_content(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| match &page.nodes[index].kind {
        Kind::Paragraph | Kind::List { .. } | Kind::Table | Kind::Code { .. } => true,
        Kind::Html => !page.text[page.nodes[index].span.clone()]
            .trim_start()
            .starts_with("<!--"),
        _ => false,
    })
}

fn has_diagram(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| page.nodes[index].kind.is_drawing())
}

fn has_link(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| matches!(page.nodes[index].kind, Kind::Link { .. }))
}

fn compares_complexity(page: &Page<'_>, mut nodes: Range<usize>) -> bool {
    nodes.any(|index| {
        let mut cells = page
            .children(index)
            .map(|(_, cell)| page.text_of(cell).trim());
        page.nodes[index].kind == Kind::TableRow
            && cells.next().is_some_and(|aspect| {
                let normal = outline::normalise(aspect);
                normal.split(' ').any(|word| word == "complexity")
            })
            && cells.any(|cell| !cell.is_empty())
    })
}

fn has_history(page: &Page<'_>) -> bool {
    let named = |heading: &Heading| {
        let first = heading.normal.split(' ').next();
        first.is_some_and(|word| matches!(word, "historical" | "history" | "origins"))
    };
    let tells = |(index, node): (usize, &Node)| {
        matches!(node.kind, Kind::Paragraph | Kind::Item { .. }) && {
            // The items of a list inside are paragraphs of their own.
            let is_list = |n: &Node| matches!(n.kind, Kind::List { .. });
            let nested = page.inside(index).find(|(_, inner)| is_list(inner));
            let text = page.prose(index..nested.map_or(node.end, |(inner, _)| inner));
            let says = |word: &str| {
                let word = word.to_lowercase();
                matches!(word.as_str(), "introduced" | "superseded" | "replaced")
            };
            prose::has_year(&text) && text.split(|c: char| !c.is_alphanumeric()).any(says)
        }
    };
    page.headings.iter().any(named) || page.nodes.iter().enumerate().any(tells)
}
