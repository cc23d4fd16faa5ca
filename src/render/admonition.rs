//! Material blocks as HTML and as Markdown.

use crate::material::{Admonition, Marker, inline};
use crate::page::Dialect;
use crate::text::escape;
use std::fmt::Write as _;

/// The tags around a block's body; between them stands ordinary Markdown.
/// `prefix` begins each line behind the first.
pub fn html_tags(block: &Admonition, prefix: &str, dialect: Dialect<'_>) -> (String, String) {
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
    let mut html = format!(
        "<{tag} class=\"{}\"{role}{open}>",
        classes(block, dialect).join(" ")
    );
    // `<details>` without a summary would be called "Details" by the browser.
    let title = title(block, dialect).or_else(|| folds.then(|| default_title(block, dialect)));
    if let Some(title) = title {
        let _ = write!(
            html,
            "\n{prefix}<{title_tag} class=\"patterns-title\">{}</{title_tag}>",
            inline::line(&title)
        );
    }
    (html, format!("</{tag}>"))
}

fn classes(block: &Admonition, dialect: Dialect<'_>) -> Vec<String> {
    let own = dialect.kinds.get(&block.kind);
    let mut classes = vec![
        "patterns-admonition".to_owned(),
        // An own kind has the icon of one of Material's; its colour comes with its own class.
        format!(
            "patterns-{}",
            own.map_or(block.canonical(), |own| own.icon.class())
        ),
    ];
    if own.is_some() {
        classes.push(crate::render::kinds::class(&block.kind));
    }
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
fn title(block: &Admonition, dialect: Dialect<'_>) -> Option<String> {
    match block.title.as_deref() {
        Some("") => None,
        Some(title) => Some(title.to_owned()),
        None => Some(default_title(block, dialect)),
    }
}

fn default_title(block: &Admonition, dialect: Dialect<'_>) -> String {
    let own = dialect.kinds.get(&block.kind);
    if let Some(title) = own.and_then(|kind| kind.title.as_ref()) {
        return title.clone();
    }
    let kind = if block.kind.is_empty() {
        "note"
    } else {
        &block.kind
    };
    let kind = kind.to_lowercase();
    match dialect.words.of_id(&kind) {
        Some(word) => word.to_owned(),
        None => escape::words(&kind).into_owned(),
    }
}

/// The title as bold Markdown; `None` for a block that has none.
pub fn markdown_title(block: &Admonition, dialect: Dialect<'_>) -> Option<String> {
    let title = title(block, dialect)?;
    // The author's own bold would end ours.
    let bold = !title.contains(['*', '_']);
    Some(if bold {
        format!("**{}**", title.trim())
    } else {
        title
    })
}
