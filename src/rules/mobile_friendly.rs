use crate::diagnostic::LintLevel;
use crate::page::{Kind, Node, Page};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::html::{Attribute, Item, is_drawing};
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "mobile-friendly",
    summary: "a table of more than six columns, a code line over 100 characters or a fixed width over 360 pixels",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[
        OptionSpec {
            name: "max-columns",
            default: OptionDefault::Count(6),
            summary: "columns of a table",
        },
        OptionSpec {
            name: "max-code-width",
            default: OptionDefault::Count(100),
            summary: "characters of a line of code",
        },
        OptionSpec {
            name: "max-pixels",
            default: OptionDefault::Count(360),
            summary: "pixels of a fixed `width` in HTML",
        },
    ],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("mobile_friendly.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for (index, node) in page.nodes.iter().enumerate() {
        match node.kind {
            Kind::TableHead => check_columns(page, index, cx),
            Kind::Code { fenced, .. } if node.kind.is_code() => check_code(page, node, fenced, cx),
            _ => {}
        }
    }
    check_widths(page, cx);
}

fn check_columns(page: &Page<'_>, head: usize, cx: &mut Context<'_>) {
    let max = cx.count("max-columns");
    let columns = page.children(head).count();
    if columns > max {
        cx.report(
            page.first_line(page.nodes[head].span),
            format!("a table of {columns} columns, at most {max} are expected"),
        )
        .more(columns)
        .help("leave out columns, make two tables of it, or swap rows and columns");
    }
}

fn check_code(page: &Page<'_>, node: &Node, fenced: bool, cx: &mut Context<'_>) {
    let max = cx.count("max-code-width");
    let lines = page.text_of(node).lines().enumerate();
    // No line has more characters than bytes.
    let wide = lines.filter(|(_, line)| line.len() > max);
    let wide = wide.map(|(index, line)| (index, line.trim_end()));
    let wide = wide.map(|(index, line)| (index, (line, line.chars().count())));
    let mut long = wide.filter(|(_, (_, width))| *width > max);
    let Some((first, (text, width))) = long.next() else {
        return;
    };
    let more = long.count();
    let first_line = page.lines.line(node.span.start) + usize::from(fenced);
    let mut place = page.line_text(first_line + first);
    // In a list, a quote or a box the line holds more than the code.
    if let Some(at) = page[place].rfind(text.trim_start()) {
        place.start += at;
    }
    let message = match more {
        0 => format!("a code line of {width} characters, at most {max} are expected"),
        _ => format!(
            "a code line of {width} characters, and {more} more too long in this block; at most {max} are expected"
        ),
    };
    cx.report(place, message)
        .more(width)
        .help("break the line: a phone shows about 40 characters, the rest has to be scrolled to");
}

fn check_widths(page: &Page<'_>, cx: &mut Context<'_>) {
    // In a drawing, lengths are in its own units.
    let mut drawings = 0usize;
    for (base, item) in page.html_tags() {
        match item {
            Item::Open {
                name,
                attributes,
                self_closing,
                ..
            } => {
                if drawings == 0 {
                    check_width(&attributes, base, cx);
                }
                drawings += usize::from(is_drawing(name) && !self_closing);
            }
            Item::Close { name, .. } if is_drawing(name) => drawings = drawings.saturating_sub(1),
            _ => {}
        }
    }
}

fn check_width(attributes: &[Attribute<'_>], base: usize, cx: &mut Context<'_>) {
    let max = cx.count("max-pixels");
    let named = |name: &str| {
        attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    };
    let style = named("style");
    let property = |name: &str| {
        let declarations = declarations(style?.value);
        let mut found = declarations.filter(|(key, ..)| key.eq_ignore_ascii_case(name));
        // Of two, CSS takes the last.
        found.by_ref().last()
    };
    if property("max-width").is_some() {
        return;
    }
    // CSS goes before the attribute.
    let (value, at) = match (property("width"), style, named("width")) {
        (Some((_, value, at)), Some(style), _) => (value, style.span.start + at),
        (_, _, Some(width)) => (width.value, width.span.start),
        _ => return,
    };
    if let Some(width) = pixels(value).filter(|width| whole(*width) > max) {
        let at = base + at;
        cx.report(
            Span::new(at..at + value.len()),
            format!("a fixed width of {width} pixels, at most {max} are expected"),
        )
        .more(whole(width))
        .help("use `max-width`, or a width in per cent, so that it fits a phone");
    }
}

/// The properties of a style, their values and where these begin.
fn declarations(style: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    let mut start = 0;
    style.split(';').filter_map(move |declaration| {
        let from = start;
        start += declaration.len() + 1;
        let (name, value) = declaration.split_once(':')?;
        let blank = value.len() - value.trim_start().len();
        Some((name.trim(), value.trim(), from + name.len() + 1 + blank))
    })
}

/// A length in pixels; `None` for any other unit.
fn pixels(value: &str) -> Option<f64> {
    let value = value.split('!').next()?.trim();
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = &value[number.len()..];
    let is_pixels = unit.is_empty() || unit.eq_ignore_ascii_case("px");
    let width: f64 = number.trim().parse().ok()?;
    (is_pixels && width.is_finite()).then_some(width)
}

/// A width in whole pixels, begun ones counted.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A cast of a float saturates.
fn whole(width: f64) -> usize {
    width.ceil() as usize
}
