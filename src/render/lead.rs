//! The question that leads a pattern page: the Essential Question's own words where that section
//! says nothing else, and gives way; else the frontmatter's.

use crate::page::{Heading, Kind, Page};
use crate::pattern::question::folded;
use crate::render::RenderContext;
use crate::template::fields::ESSENTIAL_QUESTION as FIELD;
use crate::template::sections::ESSENTIAL_QUESTION;
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::span::Out;

/// What leads the page.
#[derive(Debug, Default)]
pub struct Lead {
    /// The question as HTML.
    pub html: Option<String>,
    /// The id of the heading that gave way.
    pub id: Option<String>,
    /// The words of that heading.
    pub heading: Option<String>,
    /// The frontmatter's question, where it is another one.
    pub other: Option<String>,
    /// Takes the section away.
    pub edits: Vec<Edit<Out>>,
}

/// What an Essential Question section holds.
enum Body {
    /// Nothing.
    Empty,
    /// One question in bold, by its node.
    Bold(usize),
    /// More than that.
    More,
}

impl Lead {
    /// Finds it. `first` is the first heading below the title: a section further down stays.
    pub fn of(page: &Page<'_>, cx: &RenderContext<'_>, first: Option<&Heading>) -> Lead {
        let written = cx.pattern.fields.words(&FIELD);
        let html = written.map(escape::html);
        let section = first.filter(|heading| {
            ESSENTIAL_QUESTION.is_opened_by(&heading.normal)
                && page.nodes[heading.node].parent.is_none()
        });
        let Some(heading) = section else {
            return Lead {
                html,
                ..Lead::default()
            };
        };
        let (body, edits) = body(page, heading);
        let (body, id, words_of_it) = match body {
            Body::More => {
                // The section asks right below.
                let asks = |written: &&str| {
                    let asked = cx.pattern.question.as_ref();
                    let asked = asked.and_then(|question| question.text(page));
                    asked.is_some_and(|(asked, _)| folded(&asked) == folded(written))
                };
                return Lead {
                    html: html.filter(|_| !written.is_some_and(|written| asks(&written))),
                    ..Lead::default()
                };
            }
            body if is_alone(page, heading) => (
                body,
                Some(heading.anchor.clone()),
                Some(format!("{}:", heading.text.trim_end_matches([':', ' ']))),
            ),
            _ => {
                return Lead {
                    html,
                    ..Lead::default()
                };
            }
        };
        match body {
            Body::Bold(bold) => {
                let asked = page.text_of(&page.nodes[bold]);
                let other = written.filter(|written| folded(written) != folded(asked));
                Lead {
                    html: Some(words(page, bold)),
                    id,
                    heading: words_of_it,
                    other: other.map(str::to_owned),
                    edits,
                }
            }
            // A heading without anything below it is kept where nothing can stand for it.
            _ if html.is_none() => Lead::default(),
            _ => Lead {
                html,
                id,
                heading: words_of_it,
                edits,
                ..Lead::default()
            },
        }
    }
}

/// Whether no other heading's id depends on this one's: mdBook counts those of the same words.
fn is_alone(page: &Page<'_>, heading: &Heading) -> bool {
    let mut others = page
        .headings
        .iter()
        .filter(|other| other.node != heading.node);
    !heading.anchor.is_empty() && !others.any(|other| other.anchor.starts_with(&heading.anchor))
}

/// What the section holds, and the edits that take it away.
fn body(page: &Page<'_>, heading: &Heading) -> (Body, Vec<Edit<Out>>) {
    let mut edits = vec![Edit::delete(page.nodes[heading.node].out)];
    let mut bold = None;
    let top = page.within(page.section_body(heading));
    for (index, node) in top.filter(|(_, node)| node.parent.is_none()) {
        match node.kind {
            Kind::Html if is_unseen(page, index) => {}
            Kind::Rule => edits.push(Edit::delete(node.out)),
            Kind::Paragraph if bold.is_none() => match only_bold(page, index) {
                Some(found) => {
                    bold = Some(found);
                    edits.push(Edit::delete(node.out));
                }
                None => return (Body::More, Vec::new()),
            },
            _ => return (Body::More, Vec::new()),
        }
    }
    (bold.map_or(Body::Empty, Body::Bold), edits)
}

/// Whether a piece of HTML is nothing but comments.
fn is_unseen(page: &Page<'_>, index: usize) -> bool {
    let node = &page.nodes[index];
    let text = page[node.out].trim();
    text.starts_with("<!--") && page.html_items(node).next().is_none()
        || text.starts_with("<!--") && page.visible_html(node).trim().is_empty()
}

/// The bold text of a paragraph that is nothing else, and whose words say all of it.
fn only_bold(page: &Page<'_>, paragraph: usize) -> Option<usize> {
    let mut bold = None;
    for (index, node) in page.children(paragraph) {
        match node.kind {
            Kind::Strong if bold.is_none() => bold = Some(index),
            Kind::Text if page.text_of(node).trim().is_empty() => {}
            Kind::Break => {}
            _ => return None,
        }
    }
    let bold = bold?;
    let plain = page.inside(bold).all(|(_, node)| {
        matches!(
            node.kind,
            Kind::Text | Kind::InlineCode | Kind::Emphasis | Kind::Break
        )
    });
    // Icons, keys and the like are text to the parser.
    let source = &page[page.nodes[bold].out];
    let is_marked = |word: &str| word.matches(':').count() > 1;
    let markup = source.contains(['[', '{', '<', '^', '~', '&', '\\'])
        || source.contains("==")
        || source.contains("++")
        || source.split_whitespace().any(is_marked);
    let says = page
        .text_of(&page.nodes[bold])
        .contains(char::is_alphanumeric);
    (plain && says && !markup).then_some(bold)
}

/// The words of bold text, with their code and emphasis.
fn words(page: &Page<'_>, bold: usize) -> String {
    let mut html = String::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, node) in page.inside(bold) {
        while open.last().is_some_and(|end| *end <= index) {
            open.pop();
            html.push_str("</em>");
        }
        match node.kind {
            Kind::Emphasis => {
                html.push_str("<em>");
                open.push(node.end);
            }
            Kind::InlineCode => {
                let code = escape::html(page.text_of(node));
                html.extend(["<code>", &code, "</code>"]);
            }
            Kind::Break => html.push(' '),
            _ => html.push_str(&escape::html(page.text_of(node))),
        }
    }
    html + &"</em>".repeat(open.len())
}
