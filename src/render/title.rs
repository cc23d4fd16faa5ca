//! The title of a box or a tab between its tags.

/// A title as it stands in a page for HTML.
pub enum Title {
    /// On the line of its tags.
    Html(String),
    /// A paragraph of its own, which mdBook reads.
    Markdown(String),
}

impl Default for Title {
    fn default() -> Title {
        Title::Html(String::new())
    }
}

impl Title {
    /// The title in an element of that name; `prefix` begins each line behind the first.
    pub fn html(&self, tag: &str, prefix: &str) -> String {
        match self {
            Title::Html(html) => format!("<{tag} class=\"patterns-title\">{html}</{tag}>"),
            Title::Markdown(line) => {
                // No paragraph can stand in one.
                let tag = if tag == "p" { "div" } else { tag };
                let bare = prefix.trim_end();
                format!(
                    "<{tag} class=\"patterns-title\">\n{bare}\n{prefix}{line}\n{bare}\n{prefix}</{tag}>"
                )
            }
        }
    }
}
