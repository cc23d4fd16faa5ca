//! Material's inline markup as it is written: tags and drawings in HTML, text elsewhere.

use super::format::Format;
use super::tag_attributes;
use crate::icons;
use crate::material::marks;
use crate::material::markup::{Element, Replacement, What};
use crate::page::destinations::Holder;
use crate::page::{Kind, Page};
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::span::{Out, Span, Spans};
use std::cell::LazyCell;
use std::fmt::Write as _;

/// The edits for all inline markup of a page. `dest` is asked where links and images lead to
/// instead.
pub fn edits(
    page: &Page<'_>,
    format: Format,
    mut dest: impl FnMut(&str, Holder) -> Option<String>,
) -> Vec<Edit<Out>> {
    let text = page.unfolded();
    let links = LazyCell::new(|| {
        let nodes = page.nodes.iter();
        let links = nodes.filter(|node| matches!(node.kind, Kind::Link { .. }));
        links.map(|link| link.out).collect::<Spans<Out>>()
    });
    let in_link = |icon: Span<Out>| links.contain(icon.start);
    let changes = page.markup.changes.iter();
    changes
        .map(|change| match format {
            Format::Html if !change.in_image => {
                html(change, &mut dest, |icon| apart(icon, text, in_link))
            }
            _ => plain(change, text),
        })
        .collect()
}

/// Whether the page's markup draws or styles anything in HTML.
pub fn has_tags(page: &Page<'_>) -> bool {
    let mut changes = page.markup.changes.iter();
    changes.any(|change| {
        !change.in_image
            && !matches!(
                change.what,
                What::Nothing | What::Emoji(_) | What::HeadingAttributes(_)
            )
    })
}

fn html(
    change: &Replacement,
    dest: &mut impl FnMut(&str, Holder) -> Option<String>,
    apart: impl Fn(Span<Out>) -> (Span<Out>, &'static str),
) -> Edit<Out> {
    let mut lead = |to: &str, holder| dest(to, holder).unwrap_or_else(|| escape::attribute(to));
    let text = match &change.what {
        What::Nothing => String::new(),
        What::Open { element, .. } => match element {
            Element::Span(list) => format!("<span{}>", tag_attributes::html(list)),
            // A place to lead to, and no link that would get the focus: `[](){ #name }`.
            Element::Link {
                dest,
                attributes: list,
                ..
            } if dest.is_empty() && list.id.is_some() => {
                format!("<a{}>", tag_attributes::html(list))
            }
            Element::Link {
                dest,
                title,
                attributes: list,
            } => format!(
                "<a href=\"{}\"{}{}>",
                lead(dest, Holder::Anchor),
                tag_attributes::title(title, list),
                tag_attributes::html(list)
            ),
            element => format!("<{}>", tag(element)),
        },
        What::Close { element, .. } => format!("</{}>", tag(element)),
        What::Image {
            dest,
            alt,
            title,
            attributes: list,
            ..
        } => {
            // An `<img>` alone on its line would begin a block of HTML.
            format!(
                "<span class=\"patterns-image\"><img src=\"{}\" alt=\"{}\"{}{}></span>",
                lead(dest, Holder::Attribute),
                escape::attribute(alt),
                tag_attributes::title(title, list),
                tag_attributes::html(list)
            )
        }
        What::Keys(labels) => keys(labels),
        What::Icon {
            icon,
            classes,
            label,
            ..
        } => {
            let (span, place) = apart(change.span);
            let classes = [classes, place].join(" ");
            let html = icons::html(*icon, classes.trim(), label.as_deref());
            return Edit::replace(span, html);
        }
        What::Emoji(emoji) => (*emoji).to_owned(),
        What::Abbreviation { short, title } => {
            format!(
                "<abbr title=\"{}\">{short}</abbr>",
                escape::attribute(title)
            )
        }
        What::HeadingAttributes(kept) => kept.clone(),
    };
    Edit::replace(change.span, text)
}

/// The bytes of an icon with the blank that sets it apart from the words of its link, and the class that does so
/// instead: browsers would underline the blank.
fn apart(
    icon: Span<Out>,
    text: &str,
    in_link: impl Fn(Span<Out>) -> bool,
) -> (Span<Out>, &'static str) {
    let (before, behind) = (&text[..icon.start], &text[icon.end..]);
    let is_first = before.ends_with('[') && behind.starts_with(' ');
    let is_last = before.ends_with(' ') && behind.starts_with(']');
    if !(is_first || is_last) || !in_link(icon) {
        return (icon, "");
    }
    if is_first {
        return (Span::new(icon.start..icon.end + 1), "patterns-first");
    }
    // An icon before it takes the blank.
    if before.trim_end().ends_with([':', '}']) {
        return (icon, "");
    }
    (Span::new(icon.start - 1..icon.end), "patterns-last")
}

const fn tag(element: &Element) -> &'static str {
    match element {
        Element::Mark => "mark",
        Element::Insertion => "ins",
        Element::Deletion => "del",
        Element::Superscript => "sup",
        Element::Subscript => "sub",
        Element::Span(_) => "span",
        Element::Link { .. } => "a",
    }
}

fn keys(labels: &[String]) -> String {
    let mut html = String::from("<span class=\"patterns-keys\">");
    for (index, label) in labels.iter().enumerate() {
        let plus = if index == 0 { "" } else { "+" };
        let _ = write!(html, "{plus}<kbd>{}</kbd>", escape::entities(label));
    }
    html.push_str("</span>");
    html
}

/// Without HTML; `text` is what the change is one of.
fn plain(change: &Replacement, text: &str) -> Edit<Out> {
    let span = change.span;
    match &change.what {
        What::Nothing => Edit::delete(span),
        What::Open { element, inner } => open(element, span, *inner, text),
        What::Close {
            element: Element::Deletion,
            ..
        } => struck_close(text, span),
        What::Close { list, .. } => Edit::delete(list.unwrap_or(span)),
        What::Image { list, .. } => Edit::delete(*list),
        What::Keys(labels) => {
            let labels = labels.iter().map(|label| escape::entities(label));
            Edit::replace(span, labels.collect::<Vec<_>>().join("+"))
        }
        What::Icon {
            label: Some(label), ..
        } => Edit::replace(span, escape::entities(label)),
        What::Icon { space, .. } => {
            Edit::delete(Span::new(span.start..span.end + usize::from(*space)))
        }
        What::Emoji(emoji) => Edit::replace(span, *emoji),
        What::Abbreviation { short, .. } => Edit::replace(span, short.as_str()),
        What::HeadingAttributes(kept) => Edit::replace(span, kept.as_str()),
    }
}

/// Where an element begins; one that signs stand for is replaced as a whole.
fn open(element: &Element, span: Span<Out>, inner: Span<Out>, text: &str) -> Edit<Out> {
    let content = &text[inner.range()];
    let whole = Span::new(span.start..inner.end + span.len());
    let signs = match element {
        Element::Superscript => marks::superscript(content),
        Element::Subscript => marks::subscript_signs(content),
        Element::Span(_) | Element::Link { .. } => return Edit::insert(span.start, ""),
        Element::Deletion => return struck_open(text, span, inner),
        Element::Mark | Element::Insertion => None,
    };
    match signs {
        Some(signs) => Edit::replace(whole, signs),
        // Without any sign, `10^x^` would read as another number.
        None if *element == Element::Superscript => Edit::replace(span, "&#94;"),
        None => Edit::delete(span),
    }
}

/// What strikes out in plain Markdown.
const STRUCK: &str = "~~";

/// The sign stands behind blank space: before it, it would strike nothing out.
fn struck_open(text: &str, span: Span<Out>, inner: Span<Out>) -> Edit<Out> {
    let content = &text[inner.range()];
    let blank = &content[..content.len() - content.trim_start().len()];
    let whole = Span::new(span.start..span.end + blank.len());
    Edit::replace(whole, format!("{blank}{STRUCK}"))
}

fn struck_close(text: &str, span: Span<Out>) -> Edit<Out> {
    let before = &text[..span.start];
    let blank = &before[before.trim_end().len()..];
    let whole = Span::new(span.start - blank.len()..span.end);
    Edit::replace(whole, format!("{STRUCK}{blank}"))
}
