//! Material blocks as HTML and as Markdown.

use super::escape;
use crate::page::{Admonition, Marker};
use crate::words::Words;
use mdbook_markdown::pulldown_cmark::{self, Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::fmt::Write as _;

/// The tags around a block's body; between them stands ordinary Markdown.
/// `prefix` begins each line behind the first.
pub fn html_tags(block: &Admonition, prefix: &str, words: &Words) -> (String, String) {
    let folds = matches!(block.marker, Marker::Folded | Marker::Unfolded);
    let (tag, title_tag) = if folds {
        ("details", "summary")
    } else {
        ("div", "p")
    };
    let open = if block.marker == Marker::Unfolded {
        " open"
    } else {
        ""
    };
    let role = if folds { "" } else { " role=\"note\"" };
    let mut html = format!("<{tag} class=\"{}\"{role}{open}>", classes(block).join(" "));
    // `<details>` without a summary would be called "Details" by the browser.
    let title = title(block, words).or_else(|| folds.then(|| default_title(block, words)));
    if let Some(title) = title {
        let _ = write!(
            html,
            "\n{prefix}<{title_tag} class=\"patterns-title\">{}</{title_tag}>",
            inline_html(&title)
        );
    }
    (html, format!("</{tag}>"))
}

fn classes(block: &Admonition) -> Vec<String> {
    if block.marker == Marker::Tab {
        return vec!["patterns-tab".to_owned()];
    }
    let mut classes = vec![
        "patterns-admonition".to_owned(),
        format!("patterns-{}", block.canonical()),
    ];
    if let Some(tier) = block.tier() {
        classes.push("patterns-banner".to_owned());
        classes.push(format!("patterns-{}", tier.name()));
    }
    classes.extend(block.classes.iter().map(|class| match class.as_str() {
        "inline" | "end" => format!("patterns-{class}"),
        class => escape::html(class),
    }));
    classes
}

/// The title to show: the author's, or the kind's name; `None` for `""`.
fn title(block: &Admonition, words: &Words) -> Option<String> {
    match block.title.as_deref() {
        Some("") => None,
        Some(title) => Some(title.to_owned()),
        None => Some(default_title(block, words)),
    }
}

fn default_title(block: &Admonition, words: &Words) -> String {
    let kind = if block.kind.is_empty() {
        "note"
    } else {
        &block.kind
    };
    let kind = kind.to_lowercase();
    match words.of_id(&kind) {
        Some(word) => word.to_owned(),
        None => escape::words(&kind).into_owned(),
    }
}

/// The title as bold Markdown; `None` for a block that has none.
pub fn markdown_title(block: &Admonition, words: &Words) -> Option<String> {
    let title = title(block, words)?;
    // The author's own bold would end ours.
    let bold = !title.contains(['*', '_']);
    Some(if bold {
        format!("**{}**", title.trim())
    } else {
        title
    })
}

/// One line of Markdown as HTML: its inline markup works, its HTML is text, and
/// nothing of it starts a block.
pub fn inline_html(text: &str) -> String {
    let options = MarkdownOptions::default();
    let events: Vec<Event<'_>> = new_cmark_parser(text, &options).collect();
    let is_line = matches!(events.first(), Some(Event::Start(Tag::Paragraph)))
        && matches!(events.last(), Some(Event::End(TagEnd::Paragraph)))
        && events
            .iter()
            .filter(|event| matches!(event, Event::Start(Tag::Paragraph)))
            .count()
            == 1;
    if !is_line {
        return escape::html(text);
    }
    let inner = events.len() - 1;
    let inline = events
        .into_iter()
        .take(inner)
        .skip(1)
        .map(|event| match event {
            Event::InlineHtml(html) | Event::Html(html) => Event::Text(html),
            event => event,
        });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, inline);
    html.replace('\n', " ").replace("{{", "&#123;&#123;")
}
