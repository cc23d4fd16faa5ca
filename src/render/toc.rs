//! `[TOC]` alone in a paragraph: the page's sections, as links.

use super::format::Format;
use crate::page::{Heading, Kind, Node, Page};
use crate::text::edit::Edit;
use crate::text::indent::{continuation, is_prefix, line_start};
use crate::text::span::Out;
use crate::text::{escape, markdown};
use crate::words::{Word, Words};
use std::fmt::Write as _;

const MARKER: &str = "[TOC]";

/// The marker's replacement by a list of the H2 and H3.
pub fn edits(page: &Page<'_>, format: Format, words: &Words) -> Vec<Edit<Out>> {
    let text = page.unfolded();
    if memchr::memmem::find(text.as_bytes(), MARKER.as_bytes()).is_none() {
        return Vec::new();
    }
    let is_marker = |node: &&Node| {
        node.kind == Kind::Paragraph
            && text[node.out.range()].trim() == MARKER
            && is_prefix(before(text, node))
    };
    let headings = page.headings.iter();
    let sections: Vec<&Heading> = headings
        .filter(|heading| matches!(heading.rank, 2 | 3))
        .collect();
    let list = match format {
        _ if sections.is_empty() => String::new(),
        Format::Html => html(&sections, words),
        Format::Markdown => plain(&sections),
    };
    // One list is enough, however often it is asked for.
    let places = page.nodes.iter().filter(is_marker).enumerate();
    places
        .map(|(index, node)| {
            let list = if index == 0 { list.as_str() } else { "" };
            let prefix = continuation(before(text, node));
            // The line below may not be blank, and would be swallowed by the HTML.
            let list = list.trim_end().replace('\n', &format!("\n{prefix}"));
            Edit::replace(node.out, format!("{list}\n{}\n", prefix.trim_end()))
        })
        .collect()
}

/// What stands before a node on its line.
fn before<'t>(text: &'t str, node: &Node) -> &'t str {
    &text[line_start(text, node.out.start)..node.out.start]
}

/// On one line: it is one block of HTML.
fn html(sections: &[&Heading], words: &Words) -> String {
    let label = escape::html(words.get(Word::Contents));
    let mut html = format!("<nav class=\"patterns-toc\" aria-label=\"{label}\"><ul>");
    let (mut open, mut nested) = (false, false);
    for section in sections {
        let is_below = section.rank == 3 && open;
        html.push_str(match (is_below, nested) {
            (true, false) => "<ul>",
            (false, true) => "</ul></li>",
            (false, false) if open => "</li>",
            _ => "",
        });
        let _ = write!(
            html,
            "<li><a href=\"#{}\">{}</a>{}",
            escape::html(&section.anchor),
            escape::html(&section.text),
            if is_below { "</li>" } else { "" }
        );
        (open, nested) = (true, is_below);
    }
    html.push_str(if nested { "</ul></li>" } else { "</li>" });
    html.push_str("</ul></nav>");
    html
}

fn plain(sections: &[&Heading]) -> String {
    let mut list = String::new();
    for section in sections {
        let is_below = section.rank == 3 && !list.is_empty();
        let indent = if is_below { "  " } else { "" };
        let link = markdown::link(&section.text, &format!("#{}", section.anchor));
        let _ = writeln!(
            list,
            "{indent}- {}",
            markdown::write(&markdown::paragraph(link))
        );
    }
    list
}
