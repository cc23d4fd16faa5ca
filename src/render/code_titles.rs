//! What Material takes behind a fence's language: `title="…"`, `hl_lines="…"` and the like.
//!
//! mdBook would write it all into the code's class. The title stands above the code; for
//! what else there is, mdBook has no means.

use super::format::Format;
use crate::material::attributes::List;
use crate::page::{Kind, Page};
use crate::text::edit::Edit;
use crate::text::indent::{continuation, is_prefix, line_start};
use crate::text::span::{Out, Span};
use crate::text::{escape, markdown};

/// The options that Material knows. Other preprocessors have others.
const KEYS: &[&str] = &[
    "anchor_linenums",
    "hl_lines",
    "linenums",
    "linenums_style",
    "linenostart",
    "title",
];

/// What an info string says.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    language: String,
    title: Option<String>,
}

impl Header {
    /// Reads what is in Material's form; `None` for any other.
    fn parse(info: &str) -> Option<Header> {
        let info = info.trim();
        let first = info.split([' ', '\t']).next()?;
        let (language, rest) = if first.starts_with('{') || first.contains('=') {
            ("", info)
        } else {
            (first, info[first.len()..].trim_start())
        };
        if rest.is_empty() || language == "admonish" {
            return None;
        }
        // mdBook would make a language of all that stands in braces.
        let is_braced = language.is_empty()
            && rest.starts_with('{')
            && !rest.starts_with("{{")
            && rest.ends_with('}');
        let list = if rest.starts_with('{') {
            let list = List::parse(rest).filter(|list| list.len == rest.len());
            list.or_else(|| is_braced.then(|| first_word(rest)))
        } else {
            let rest = format!("{{{rest}}}");
            List::parse(&rest).filter(|list| list.len == rest.len())
        }?;
        let known = |(key, _): &(String, String)| KEYS.contains(&key.as_str());
        if !is_braced && !list.pairs.iter().all(known) {
            return None;
        }
        let title = list.pairs.iter().find(|(key, _)| key == "title");
        let class = list.classes.first().filter(|_| language.is_empty());
        Some(Header {
            language: class.map_or(language, String::as_str).to_owned(),
            title: title.map(|(_, title)| title.trim().to_owned()),
        })
    }
}

/// Of braces that are no attribute list only the first word says something: the language.
fn first_word(braces: &str) -> List {
    let inside = braces.trim_matches(['{', '}', ':', ' ', '.']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+');
    let len = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
    let name = &inside[..len];
    let is_key = inside[len..].starts_with('=');
    List {
        classes: Some(name.to_owned())
            .filter(|name| !name.is_empty() && !is_key)
            .into_iter()
            .collect(),
        ..List::default()
    }
}

/// Titles above code, and info strings that mdBook understands.
pub fn edits(page: &Page<'_>, format: Format) -> Vec<Edit<Out>> {
    let text = page.unfolded();
    let mut edits = Vec::new();
    for node in &page.nodes {
        let Kind::Code { info, fenced: true } = &node.kind else {
            continue;
        };
        if node.kind.is_diagram() {
            continue;
        }
        let Some(header) = Header::parse(info) else {
            continue;
        };
        let code = &text[node.out.range()];
        let fence = code.trim_start();
        let start = node.out.end - fence.len();
        let before = &text[line_start(text, start)..start];
        let Some(mark) = fence.chars().next().filter(|_| is_prefix(before)) else {
            continue;
        };
        let prefix = continuation(before);
        if let Some(title) = header.title.filter(|title| !title.is_empty()) {
            let title = match format {
                Format::Html => format!(
                    "<p class=\"patterns-caption\"><code>{}</code></p>",
                    escape::html(&title).replace("{{", "&#123;&#123;")
                ),
                Format::Markdown => markdown::write(&markdown::paragraph(markdown::strong(&title))),
            };
            let title = format!("{title}\n{}\n{prefix}", prefix.trim_end());
            edits.push(Edit::insert(start, title));
        }
        // Other renderers, and `mdbook test`, get the info string as it is.
        if format == Format::Html {
            let line = fence.lines().next().unwrap_or("");
            let marks = line.len() - line.trim_start_matches(mark).len();
            edits.push(Edit::replace(
                Span::new(start + marks..start + line.len()),
                header.language,
            ));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[track_caller]
    fn is(info: &str, language: &str, title: Option<&str>) {
        let wanted = Header {
            language: language.to_owned(),
            title: title.map(str::to_owned),
        };
        assert_eq!(Header::parse(info), Some(wanted), "{info}");
    }

    #[test]
    fn material_writes_options_in_several_ways() {
        is("py title=\"a.py\" hl_lines=\"1 2\"", "py", Some("a.py"));
        is("{ .py .annotate title=\"x y.py\" }", "py", Some("x y.py"));
        is("py { title='x' }", "py", Some("x"));
        is("title=\"x\"", "", Some("x"));
        is("bash linenums=\"1\"", "bash", None);
    }

    #[test]
    fn what_is_not_material_s_stays() {
        for info in [
            "",
            "rust",
            "rust,ignore",
            "rust, ignore",
            "rust title",
            "admonish title=\"x\"",
            "py other=\"x\"",
            "{{x}}",
            "{",
        ] {
            assert_eq!(Header::parse(info), None, "{info}");
        }
    }
}
