//! Material blocks as HTML and as Markdown.

use super::{escape, inline};
use crate::page::{Admonition, Marker};
use std::fmt::Write as _;

/// The tags around a block's body; between them stands ordinary Markdown.
/// `prefix` begins each line behind the first.
pub fn html_tags(block: &Admonition, prefix: &str) -> (String, String) {
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
    let title = title(block).or_else(|| folds.then(|| default_title(block)));
    if let Some(title) = title {
        let _ = write!(
            html,
            "\n{prefix}<{title_tag} class=\"patterns-title\">{}</{title_tag}>",
            inline::line(&title)
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
fn title(block: &Admonition) -> Option<String> {
    match block.title.as_deref() {
        Some("") => None,
        Some(title) => Some(title.to_owned()),
        None => Some(default_title(block)),
    }
}

fn default_title(block: &Admonition) -> String {
    let kind = if block.kind.is_empty() {
        "note"
    } else {
        &block.kind
    };
    escape::words(&kind.to_lowercase()).into_owned()
}

/// The title as bold Markdown; `None` for a block that has none.
pub fn markdown_title(block: &Admonition) -> Option<String> {
    let title = title(block)?;
    // The author's own bold would end ours.
    let bold = !title.contains(['*', '_']);
    Some(if bold {
        format!("**{}**", title.trim())
    } else {
        title
    })
}
