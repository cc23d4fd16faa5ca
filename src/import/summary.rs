//! SUMMARY.md of a navigation.

use crate::import::nav::Item;
use crate::text::html;
use std::fmt::Write as _;

/// The title of the chapter above pages that stand nowhere else.
pub const APPENDIX: &str = "Pages not in the navigation";

/// The text of SUMMARY.md: the navigation, and behind it the pages that it does not have.
pub fn write(items: &[Item], appendix: &[Item]) -> String {
    let mut out = String::from("# Summary\n\n");
    list(&mut out, items, 0);
    if !appendix.is_empty() {
        if !items.is_empty() {
            out.push_str("\n---\n\n");
        }
        entry(&mut out, APPENDIX, None, 0);
        list(&mut out, appendix, 1);
    }
    out
}

fn list(out: &mut String, items: &[Item], depth: usize) {
    for item in items {
        match item {
            Item::Page { title, path } => entry(out, title, Some(path), depth),
            Item::Section {
                title,
                index,
                items,
            } => {
                entry(out, title, index.as_deref(), depth);
                list(out, items, depth + 1);
            }
        }
    }
}

/// A line of a list. mdBook's parser takes a link in it and nothing else, also for a chapter without a page.
pub fn entry(out: &mut String, title: &str, path: Option<&str>, depth: usize) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(
        out,
        "{indent}- [{}]({})",
        escaped(title),
        path.map_or_else(String::new, target)
    );
}

/// A title as Markdown. Material shows HTML in titles; here its text is kept.
fn escaped(title: &str) -> String {
    let bare: String = if title.contains('<') {
        html::visible_text(title, html::State::default())
    } else {
        title.to_owned()
    };
    let mut out = String::with_capacity(bare.len() + 8);
    for word in bare.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '~') {
                out.push('\\');
            }
            if !c.is_control() {
                out.push(c);
            }
        }
    }
    out
}

/// A path as the destination of a link.
fn target(path: &str) -> String {
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '/' | '.' | '-' | '_' | '+' | ',' | '=' | '@' | '~' | '!')
    };
    if path.chars().all(is_plain) {
        return path.to_owned();
    }
    let mut out = String::from("<");
    for c in path.chars() {
        if matches!(c, '<' | '>' | '\\' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use super::{entry, escaped};
    use mdbook_summary::{SummaryItem, parse_summary};
    use std::path::Path;

    #[test]
    fn titles_and_paths_come_back_as_they_were() {
        for (title, path) in [
            ("Plain", "a.md"),
            ("[draft] *x* _y_ `z`", "a b/c (1).md"),
            (r"back\slash # hash", "a&amp;b/ü=1.md"),
            ("1. first", "<x>.md"),
            ("- dash", "a,b.md"),
        ] {
            let mut text = String::new();
            entry(&mut text, title, Some(path), 0);
            let summary = parse_summary(&text).unwrap();
            let [SummaryItem::Link(link)] = summary.numbered_chapters.as_slice() else {
                panic!("{text}");
            };
            assert_eq!(
                (link.name.as_str(), link.location.as_deref()),
                (title, Some(Path::new(path)))
            );
        }
        assert_eq!(escaped("<b>Bold</b> &#11088; a"), "Bold &#11088; a");
    }
}
