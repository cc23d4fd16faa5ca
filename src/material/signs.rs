//! Whether a page shows that it is written for Material.

use super::{elements, header};

/// What a page for plain CommonMark has no use for.
const SIGNS: [&str; 8] = [
    "{: ",
    "{:.",
    "{:#",
    "{ .",
    ":material-",
    ":octicons-",
    ":fontawesome-",
    "[TOC]",
];

/// Whether a text holds syntax of Material's; where CommonMark and Python-Markdown both make
/// sense of a text, this decides what it means.
pub fn shown(text: &str) -> bool {
    has_frontmatter(text)
        || header::last_candidate(text).is_some()
        || elements::last_candidate(text).is_some()
        || SIGNS
            .iter()
            .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// Whether a page begins with a mapping between two lines `---`, which mdBook knows nothing of.
fn has_frontmatter(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines
            .next()
            .is_some_and(|line| line.contains(':') || line.starts_with('#'))
        && lines.any(|line| line == "---" || line == "...")
}
