use crate::diagnostic::LintLevel;
use crate::page::{Heading, Kind, Node, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::rules::{placeholder, todo_comment};
use crate::schema::answers;
use crate::text::html;
use crate::text::maps::HashSet;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "section-empty",
    summary: "a heading with nothing below it, or nothing but placeholders",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_empty.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let pattern = cx.pattern;
    // Of these `level-empty` speaks.
    let levels = pattern.levels.all.iter().filter(|_| cx.is_pattern());
    let levels: HashSet<usize> = levels.map(|level| level.heading.node).collect();
    let placeholders = if cx.runs(&placeholder::RULE) {
        pattern.placeholder_lines()
    } else {
        &[]
    };
    // What a page of a team's own template may leave out, and what not.
    let of_template = |optional: bool| -> HashSet<usize> {
        let sections = cx.fit().into_iter().flat_map(|fit| {
            let sections = fit.template.sections.iter().enumerate();
            let sections = sections.filter(move |(_, section)| section.optional == optional);
            sections.flat_map(|(at, _)| fit.headings(at).iter().copied())
        });
        sections.collect()
    };
    let (free, needed) = (of_template(true), of_template(false));
    let is_own = cx.fit().is_some();
    let is_put_off =
        |heading: &Heading| is_own && answers::is_put_off(page, page.section_body(heading));
    let mut end = 0;
    // What a changelog begins with may well be empty: nothing is new.
    for (index, heading) in page.headings.iter().enumerate() {
        let put_off = is_put_off(heading);
        if heading.span.start < end
            || heading.normal == "unreleased"
            || !(put_off || pattern.is_empty(heading))
        {
            continue;
        }
        let body = page.section_body(heading);
        let below = page.headings[index + 1..].iter();
        let mut below = below.take_while(|below| below.span.start < body.end);
        let has_headings = below.clone().next().is_some();
        if heading.rank == 1 && below.any(|below| levels.contains(&below.node)) {
            continue;
        }
        end = body.end;
        // A page may be a title for those that follow it, and a title may have the rank of a section.
        if index == 0 && !has_headings {
            continue;
        }
        let first = placeholders.partition_point(|line| line.start < body.start);
        let holds = |line: &Span<Text>| line.start < body.end;
        let is_said = placeholders.get(first).is_some_and(holds) || levels.contains(&heading.node);
        let mut nodes = page.within(body).map(|(_, node)| node);
        if is_said || nodes.any(|node| is_filled_later(page, node)) || is_left_to_do(page, body, cx)
        {
            continue;
        }
        let diagnostic = cx.report(page.first_line(heading.span), "this section is empty");
        if has_headings {
            diagnostic.label("and so are the sections in it");
        } else if put_off {
            diagnostic.label("`TODO` says nothing");
        }
        diagnostic.help(if needed.contains(&index) {
            "write what belongs here, or `N/A` if this page has nothing to say: the template asks for the heading"
        } else if free.contains(&index) {
            "write what belongs here, or delete the heading: the template does not ask for it"
        } else {
            "write what belongs here, or delete the heading"
        });
    }
}

/// Whether a reminder in a section of a team's own template says already that it is not written.
fn is_left_to_do(page: &Page<'_>, body: Span<Text>, cx: &Context<'_>) -> bool {
    let first = page
        .comments
        .partition_point(|it| it.span.start < body.start);
    let inside = page.comments[first..].iter();
    let mut inside = inside.take_while(|it| it.span.start < body.end);
    cx.fit().is_some() && inside.any(|it| it.text.contains("TODO")) && cx.runs(&todo_comment::RULE)
}

/// Whether HTML has a name by which a script may fill it.
fn is_filled_later(page: &Page<'_>, node: &Node) -> bool {
    let has_name = |item: html::Item<'_>| match item {
        html::Item::Open {
            name, attributes, ..
        } => {
            let mut names = attributes.iter().map(|attribute| attribute.name);
            !name.eq_ignore_ascii_case("a") && names.any(|name| name.eq_ignore_ascii_case("id"))
        }
        _ => false,
    };
    matches!(node.kind, Kind::Html | Kind::InlineHtml) && page.html_items(node).any(has_name)
}
