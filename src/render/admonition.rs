//! Admonitions as HTML and as Markdown.

use super::tag_attributes;
use crate::config::Config;
use crate::material::attributes::List;
use crate::material::{Block, Marker};
use crate::render::snippet;
use crate::render::title::Title;
use crate::text::escape;
use std::fmt::Write as _;

/// The tags around a block's body, which is ordinary Markdown; `title` is the author's. `prefix` begins each line behind the first.
pub fn html_tags(
    block: &Block,
    prefix: &str,
    title: Option<Title>,
    config: &Config,
) -> (String, String) {
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
    let rest = List {
        classes: Vec::new(),
        ..block.attributes.clone()
    };
    let mut html = format!(
        "<{tag} class=\"{}\"{}{role}{open}>",
        classes(block, config).join(" "),
        tag_attributes::html(&rest)
    );
    // `<details>` without a summary is called "Details" by the browser, in the reader's language.
    let has_none = !folds || block.kind.is_empty() && block.is_slashed();
    let untitled = block.title.as_deref() == Some("") && has_none;
    let title = title.or_else(|| {
        (!untitled).then(|| Title::Html(snippet::plain(&default_title(block, config))))
    });
    if let Some(title) = title {
        let _ = write!(html, "\n{prefix}{}", title.html(title_tag, prefix));
    }
    (html, format!("</{tag}>"))
}

fn classes(block: &Block, config: &Config) -> Vec<String> {
    let own = config.kinds.get(&block.kind);
    let mut classes = vec![
        "patterns-admonition".to_owned(),
        // An own kind has the icon of one of Material's; its colour comes with its own class.
        format!(
            "patterns-{}",
            own.map_or(block.canonical(), |own| own.icon.class())
        ),
    ];
    if own.is_some() {
        classes.push(super::kind_styles::class(&block.kind));
    }
    if let Some(tier) = block.tier() {
        classes.push("patterns-banner".to_owned());
        classes.push(format!("patterns-{}", tier.name()));
    }
    let own = block.classes.iter().chain(&block.attributes.classes);
    classes.extend(own.map(|class| match class.as_str() {
        "inline" | "end" => format!("patterns-{class}"),
        class => escape::html(class),
    }));
    classes
}

/// The title of a block whose author has written none: its kind's name.
fn default_title(block: &Block, config: &Config) -> String {
    let own = config.kinds.get(&block.kind);
    if let Some(title) = own.and_then(|kind| kind.title.as_ref()) {
        return title.clone();
    }
    let kind = if block.kind.is_empty() {
        "note"
    } else {
        &block.kind
    };
    let kind = kind.to_lowercase();
    match config.words.of_id(&kind) {
        Some(word) => word.to_owned(),
        None => escape::words(&kind).into_owned(),
    }
}

/// The title as bold Markdown; `own` is the author's. `None` for a block that has none.
pub fn markdown_title(block: &Block, own: Option<&str>, config: &Config) -> Option<String> {
    let title = match (own, block.title.as_deref()) {
        (Some(own), _) => own.to_owned(),
        (None, Some("")) => return None,
        _ => default_title(block, config),
    };
    // The author's own bold would end ours.
    let bold = !title.contains(['*', '_']);
    Some(if bold {
        format!("**{}**", title.trim())
    } else {
        title
    })
}
