use crate::diagnostic::{Applicability, Fix, LintLevel};
use crate::page::{Heading, Kind, Page, outline};
use crate::pattern::Reading;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::LevelRow;
use crate::text::edit::Edit;
use crate::text::span::Span;

/// The option that holds the minutes of each level.
pub const MINUTES: &str = "minutes";

/// The rank of a level's heading.
const RANK: u8 = 2;

pub static RULE: Rule = Rule {
    name: "level-heading",
    summary: "a level's heading has not the template's form `## Level N: Name (M min) {#anchor}`",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[OptionSpec {
        name: MINUTES,
        default: OptionDefault::Minutes,
        summary: "minutes of levels 1 to 5",
    }],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("level_heading.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (levels, rows) = (&cx.pattern.levels, cx.pattern.rows);
    let minutes = cx.counts(MINUTES).to_vec();
    for (spec, minutes) in rows.levels.iter().zip(minutes) {
        // A level that appears twice is to be merged first, not to be named twice.
        let Some(heading) = levels.first(spec.number) else {
            continue;
        };
        let text = format!("Level {}: {} ({minutes} min)", spec.number, spec.name);
        let wrong = differences(page, heading, &text, &spec.anchor);
        if wrong.is_empty() {
            continue;
        }
        let expected = format!("## {text} {{#{}}}", spec.anchor);
        let source = &page[heading.span];
        let length = source.trim_end_matches(['\n', '\r']).len();
        let span = heading.span.start..heading.span.start + length;
        let start = span.start + source.len() - source.trim_start().len();
        // A name of the author's own says something that the template's name does not.
        let renames = outline::normalise(split(&heading.text).0)
            != outline::normalise(split(&text).0)
            && !has_bare_name(heading, spec.number);
        let own = split(&heading.text).1;
        let retimes = own.is_some() && number(&heading.text) != Some(minutes);
        let applicability = if renames || retimes || is_linked(page, heading, spec.number) {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        let fix = Fix {
            applicability,
            edits: vec![Edit::replace(Span::new(start..span.end), expected.clone())],
            takes_ids: taken_id(heading, spec).into_iter().collect(),
        };
        let loses = loses_content(page, cx.pattern, heading);
        let found = cx.report(
            page.first_line(Span::new(span)),
            format!("the heading of level {} is not `{expected}`", spec.number),
        );
        found.label(wrong.join(", "));
        if loses {
            found.help("make the headings below it deeper by one, too");
        } else {
            found.fix(fix);
        }
    }
}

/// Whether all content of a level stands below headings that would no longer belong to it.
fn loses_content(page: &Page<'_>, pattern: &Reading<'_>, heading: &Heading) -> bool {
    let body = page.section_body(heading);
    let headings = &page.headings;
    let inside = headings.partition_point(|it| it.span.start < body.start);
    let inside = headings[inside..].iter();
    let mut inside = inside.take_while(|it| it.span.start < body.end);
    let next = inside.find(|it| it.rank <= RANK);
    next.is_some_and(|next| {
        pattern.is_empty_up_to(heading, next.span.start) && !pattern.is_empty(heading)
    })
}

/// What is not as in the template, in words.
fn differences(page: &Page<'_>, heading: &Heading, text: &str, anchor: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if !&page[heading.span].trim_start().starts_with('#') {
        wrong.push("underlined instead of `##`".to_owned());
    } else if heading.rank != RANK {
        wrong.push(format!("rank {} instead of 2", heading.rank));
    }
    let plain = page
        .inside(heading.node)
        .all(|(_, node)| node.kind == Kind::Text);
    let (name, time) = split(&heading.text);
    let (expected_name, expected_time) = split(text);
    if name != expected_name {
        wrong.push(format!("`{name}` instead of `{expected_name}`"));
    } else if !plain {
        wrong.push("markup in the heading".to_owned());
    }
    match (time, expected_time) {
        (None, Some(_)) => wrong.push("no time box".to_owned()),
        (Some(time), Some(expected)) if time != expected => {
            wrong.push(format!("`{time}` instead of `{expected}`"));
        }
        // Whatever else differs, such as a space.
        _ if wrong.is_empty() && heading.text != text => wrong.push(format!("not `{text}`")),
        _ => {}
    }
    match &heading.id {
        Some(id) if id == anchor => {}
        Some(id) => wrong.push(format!("the anchor `{id}` instead of `{anchor}`")),
        None => wrong.push(format!("no anchor `{{#{anchor}}}`")),
    }
    wrong
}

/// A heading's text before its last brackets, and those brackets.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.rfind('(') {
        Some(open) if text.ends_with(')') => (text[..open].trim_end(), Some(&text[open..])),
        _ => (text, None),
    }
}

/// The minutes of a heading's time box, where that is one number.
fn number(text: &str) -> Option<u64> {
    let (_, time) = outline::time_box(text)?;
    time.split_whitespace().next()?.parse().ok()
}

/// Whether the heading says nothing but `Level N`.
fn has_bare_name(heading: &Heading, number: u8) -> bool {
    heading.normal == format!("level {number}")
}

/// How the id begins that the heading has now, where it is another than the template's.
fn taken_id(heading: &Heading, spec: &LevelRow) -> Option<String> {
    match &heading.id {
        Some(id) if *id == spec.anchor => None,
        Some(id) => Some(id.clone()),
        None => Some(format!("level-{}", spec.number)),
    }
}

/// Whether the page links to the heading by an id that the fix would take away.
fn is_linked(page: &Page<'_>, heading: &Heading, number: u8) -> bool {
    let made = format!("level-{number}");
    page.nodes.iter().any(|node| match &node.kind {
        Kind::Link { dest } => dest
            .strip_prefix('#')
            .is_some_and(|id| heading.id.as_deref() == Some(id) || id.starts_with(&made)),
        _ => false,
    })
}
