//! Icons by their names, such as `material-flask`, as inline SVG.

pub mod emoji;
mod table;

use crate::text::escape;
use std::fmt::Write as _;

/// The icon sets that Material for MkDocs ships.
pub const SETS: [&str; 4] = ["material-", "fontawesome-", "octicons-", "simple-"];

/// A drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon<'s> {
    view_box: &'s str,
    /// Its paths.
    body: &'s str,
}

impl Icon<'_> {
    /// About how many bytes it takes where it is drawn.
    pub fn size(&self) -> usize {
        self.view_box.len() + self.body.len() + 80
    }
}

/// Whether the name is one of the sets' form, known or not.
pub fn is_icon(name: &str) -> bool {
    SETS.iter()
        .any(|set| name.strip_prefix(set).is_some_and(|rest| !rest.is_empty()))
}

/// The icon of that name.
pub fn find(name: &str) -> Option<Icon<'static>> {
    let (view_box, body) = table::find(name)?;
    Some(Icon { view_box, body })
}

/// The icon in a text. Without a label it only decorates.
pub fn html(icon: Icon<'_>, classes: &str, label: Option<&str>) -> String {
    let Icon { view_box, body } = icon;
    let mut html = String::from("<svg class=\"patterns-icon");
    if !classes.is_empty() {
        let _ = write!(html, " {}", escape::attribute(classes));
    }
    let _ = match label {
        Some(label) => write!(
            html,
            "\" role=\"img\" aria-label=\"{}\"",
            escape::attribute(label)
        ),
        None => write!(html, "\" aria-hidden=\"true\""),
    };
    let _ = write!(html, " viewBox=\"{view_box}\">{body}</svg>");
    html
}

/// The icon as an image for CSS, to stand in double quotes.
pub fn data_uri(icon: Icon<'_>) -> String {
    let Icon { view_box, body } = icon;
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='{view_box}'>{}</svg>",
        body.replace('"', "'")
    );
    let mut uri = String::from("data:image/svg+xml,");
    for c in svg.chars() {
        match c {
            '<' => uri.push_str("%3C"),
            '>' => uri.push_str("%3E"),
            '#' => uri.push_str("%23"),
            '%' => uri.push_str("%25"),
            c => uri.push(c),
        }
    }
    uri
}

/// What an icon shows, in words: `octicons-arrow-right-24` is `arrow right`.
pub fn words(name: &str) -> String {
    let set = SETS.iter().find_map(|set| name.strip_prefix(set));
    let name = set.unwrap_or(name);
    let family = ["solid-", "regular-", "brands-"]
        .iter()
        .find_map(|family| name.strip_prefix(family));
    let name = family.unwrap_or(name);
    let size = |c: char| c.is_ascii_digit();
    let bare = name.trim_end_matches(size).strip_suffix('-');
    bare.unwrap_or(name).replace(['-', '_'], " ")
}

/// The nearest name that there is: one letter less, more, another or two swapped.
pub fn nearest(name: &str) -> Option<String> {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-";
    // Material writes hyphens only; and of long names there are too many.
    let name = name.to_ascii_lowercase().replace('_', "-");
    if name.len() > 48 {
        return None;
    }
    let start = SETS.iter().find(|set| name.starts_with(**set))?.len();
    let known = |candidate: &String| table::has(candidate);
    let bytes = name.as_bytes();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    let dropped = (start..bytes.len()).map(|at| text([&bytes[..at], &bytes[at + 1..]].concat()));
    let swapped = (start + 1..bytes.len()).map(|at| {
        let mut bytes = bytes.to_vec();
        bytes.swap(at - 1, at);
        text(bytes)
    });
    let with = |at: usize, behind: usize| {
        LETTERS
            .iter()
            .map(move |letter| text([&bytes[..at], &[*letter], &bytes[behind..]].concat()))
    };
    let other = (start..bytes.len()).flat_map(|at| with(at, at + 1));
    let more = (start..=bytes.len()).flat_map(|at| with(at, at));
    let same = std::iter::once(name.clone());
    same.chain(dropped)
        .chain(swapped)
        .chain(other)
        .chain(more)
        .find(known)
}

#[cfg(test)]
mod tests {
    use super::find;
    use super::html;
    use super::nearest;
    use super::words;

    #[test]
    fn every_set_has_its_icons() {
        for name in [
            "material-flask",
            "material-book-open-variant",
            "octicons-arrow-right-24",
            "simple-github",
            "fontawesome-solid-gear",
            "fontawesome-brands-github",
            "fontawesome-brands-x-twitter",
            "fontawesome-solid-info-circle",
            "fontawesome-regular-face-smile",
        ] {
            let svg = html(find(name).expect(name), "lg", None);
            assert!(
                svg.starts_with(
                    "<svg class=\"patterns-icon lg\" aria-hidden=\"true\" viewBox=\"0 0 "
                ),
                "{svg}"
            );
            assert!(svg.contains("<path") && svg.ends_with("</svg>"), "{svg}");
            assert!(!svg.contains("<title") && !svg.contains(" id="), "{svg}");
        }
        for name in ["material-", "material-flaks", "fontawesome-gear", "flask"] {
            assert_eq!(find(name), None, "{name}");
        }
    }

    #[test]
    fn near_names_and_words() {
        assert_eq!(nearest("material-flaks").as_deref(), Some("material-flask"));
        assert_eq!(
            nearest("material-book_open").as_deref(),
            Some("material-book-open")
        );
        assert_eq!(nearest("material-nothing-like-it"), None);
        assert_eq!(words("octicons-arrow-right-24"), "arrow right");
        assert_eq!(words("fontawesome-brands-github"), "github");
    }
}
