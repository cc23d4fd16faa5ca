//! What Material takes behind a fence's language: `title="…"`, `hl_lines="…"` and the like.
//!
//! mdBook would write it all into the code's class. The title stands above the code, the rest
//! [beside it](super::code_lines).

use super::annotations::Mark;
use super::code_lines::{self, Look};
use super::format::Format;
use crate::material::attributes::List;
use crate::page::{Kind, Node, Page};
use crate::text::edit::Edit;
use crate::text::indent::{continuation, is_prefix, line_start, strip_quotes};
use crate::text::span::{Out, Span};
use crate::text::{escape, markdown};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
    look: Look,
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
        let value = |name: &str| {
            let pair = list.pairs.iter().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.as_str())
        };
        let class = list.classes.first().filter(|_| language.is_empty());
        Some(Header {
            language: class.map_or(language, String::as_str).to_owned(),
            title: value("title").map(|title| title.trim().to_owned()),
            look: Look::parse(value("hl_lines"), value("linenums")),
        })
    }
}

impl Header {
    /// Of an info string in another form: it stays.
    fn plain(info: &str) -> Header {
        Header {
            language: info.to_owned(),
            title: None,
            look: Look::default(),
        }
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

/// What becomes of a page's code.
#[derive(Debug, Default)]
pub struct Code {
    /// Titles above it, what stands beside it, and info strings that mdBook understands.
    pub edits: Vec<Edit<Out>>,
    /// Whether anything stands beside it.
    pub is_marked: bool,
}

/// Writes what fences say besides their language, and the marks of annotations, by the code's node.
pub fn edits(page: &Page<'_>, format: Format, marks: &BTreeMap<usize, Vec<Mark>>) -> Code {
    let mut code = Code::default();
    for (index, node) in page.nodes.iter().enumerate() {
        let Kind::Code { info, fenced: true } = &node.kind else {
            continue;
        };
        if node.kind.is_diagram() {
            continue;
        }
        let marks = marks.get(&index).map_or(&[][..], Vec::as_slice);
        let header = Header::parse(info);
        if (header.is_some() || !marks.is_empty())
            && let Some(fence) = Fence::of(page, node)
        {
            let is_read = header.is_some();
            let header = header.unwrap_or_else(|| Header::plain(info));
            fence.write(&header, is_read, format, marks, &mut code);
        }
    }
    code
}

/// A fence in the unfolded text.
struct Fence<'p> {
    page: &'p Page<'p>,
    node: &'p Node,
    text: &'p str,
    start: usize,
    /// What its lines begin with.
    prefix: String,
    mark: char,
}

impl<'p> Fence<'p> {
    fn of(page: &'p Page<'p>, node: &'p Node) -> Option<Fence<'p>> {
        let text = page.unfolded();
        let fence = page[node.out].trim_start();
        let start = node.out.end - fence.len();
        let before = &text[line_start(text, start)..start];
        let mark = fence.chars().next().filter(|_| is_prefix(before))?;
        Some(Fence {
            page,
            node,
            text: fence,
            start,
            prefix: continuation(before),
            mark,
        })
    }

    fn write(
        &self,
        header: &Header,
        is_read: bool,
        format: Format,
        marks: &[Mark],
        code: &mut Code,
    ) {
        let (start, prefix) = (self.start, &self.prefix);
        let bare = prefix.trim_end();
        if let Some(title) = header.title.as_deref().filter(|title| !title.is_empty()) {
            let title = match format {
                Format::Html => format!(
                    "<p class=\"patterns-code-title\"><code>{}</code></p>",
                    escape::html(title).replace("{{", "&#123;&#123;")
                ),
                Format::Markdown => markdown::write(&markdown::paragraph(markdown::strong(title))),
            };
            let title = format!("{title}\n{bare}\n{prefix}");
            code.edits.push(Edit::insert(start, title));
        }
        // Other renderers, and `mdbook test`, get the info string as it is.
        if format != Format::Html {
            return;
        }
        // An editor has lines of its own.
        let is_edited = header.language.contains("editable");
        let is_plain = is_edited || header.look.is_plain() && marks.is_empty();
        if !is_plain && self.is_closed() {
            self.lay_over(header, marks, code);
        }
        if !is_read {
            return;
        }
        let line = self.text.lines().next().unwrap_or("");
        let marks = line.len() - line.trim_start_matches(self.mark).len();
        code.edits.push(Edit::replace(
            Span::new(start + marks..start + line.len()),
            header.language.clone(),
        ));
    }

    /// Whether its last line closes it: behind another one nothing could stand.
    fn is_closed(&self) -> bool {
        let mut lines = self.text.trim_end().lines();
        let open = lines.next().unwrap_or("");
        let marks = open.len() - open.trim_start_matches(self.mark).len();
        let last = lines.next_back().unwrap_or("");
        let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
        last.len() >= marks && last.trim_start_matches(self.mark).is_empty()
    }

    /// Writes the layer around and over the code.
    fn lay_over(&self, header: &Header, marks: &[Mark], code: &mut Code) {
        let prefix = &self.prefix;
        let bare = prefix.trim_end();
        let shown = self.page.text_of(self.node);
        let shown = shown.strip_suffix('\n').unwrap_or(shown);
        let shown: Vec<&str> = shown
            .split('\n')
            .map(|line| line.trim_end_matches('\r'))
            .collect();
        let shown = code_lines::cut(&shown, marks);
        let (lines, before) = code_lines::lines(&shown, &header.language);
        let mut look = header.look.clone();
        for (first, last) in &mut look.highlighted {
            (*first, *last) = (first.saturating_add(before), last.saturating_add(before));
        }
        let open = format!("{}\n{bare}\n{prefix}", look.open(shown.len()));
        code.edits.push(Edit::insert(self.start, open));
        let marks = marks.iter();
        let marks = marks.map(|mark| (mark.line + before, mark.html.as_str()));
        let close = look.close(&lines, marks);
        let end = self.start + self.text.trim_end_matches(['\n', '\r']).len();
        let mut close = format!("\n{bare}\n{prefix}{close}");
        let next = self.page.unfolded()[end..].split_inclusive('\n').nth(1);
        let next = next.unwrap_or("");
        let quotes = prefix.matches('>').count();
        if !strip_quotes(next, quotes).unwrap_or(next).trim().is_empty() {
            let _ = write!(close, "\n{bare}");
        }
        code.edits.push(Edit::insert(end, close));
        code.is_marked = true;
    }
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[track_caller]
    fn is(info: &str, language: &str, title: Option<&str>) {
        let header = Header::parse(info).expect(info);
        let found = (header.language.as_str(), header.title.as_deref());
        assert_eq!(found, (language, title), "{info}");
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
