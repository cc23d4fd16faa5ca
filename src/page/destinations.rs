//! Where the destinations of links stand in the unfolded text, for rendering.
//!
//! The parser says what is a link and where it leads, but not at which bytes its
//! destination stands. Whatever is found here reads as what the parser says, or is left out.

use crate::page::Page;
use crate::page::tree::Kind;
use crate::text::html::{self, Tokenizer};
use crate::text::span::{Out, Span};
use mdbook_markdown::pulldown_cmark::{Event, Parser, RefDefs, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// The destination of a link, an image, a definition or an HTML attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination<'p> {
    /// Where it leads, entities and escapes resolved.
    pub dest: Cow<'p, str>,
    /// Its bytes in the unfolded text, without `<>` or quotes.
    pub out: Span<Out>,
    /// What it stands in.
    pub holder: Holder,
}

/// What a destination stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Markdown: a link, an image or a definition.
    Markdown,
    /// `href` of an `<a>`.
    Anchor,
    /// `href` or `src` of another tag, where mdBook changes nothing.
    Attribute,
}

/// `[label]: destination`
#[derive(Debug, Clone)]
pub struct Definition {
    dest: String,
    /// The whole definition in the unfolded text.
    out: Span<Out>,
}

/// The definitions that the parser found.
pub(super) fn definitions(found: &RefDefs<'_>) -> Vec<Definition> {
    let definitions = found.iter().map(|(_, found)| Definition {
        dest: found.dest.to_string(),
        out: Span::new(found.span.clone()),
    });
    definitions.collect()
}

impl Page<'_> {
    /// All destinations, each once however often it is referred to.
    pub fn destinations(&self) -> Vec<Destination<'_>> {
        let text = self.unfolded();
        let mut found = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            match &node.kind {
                Kind::Link { dest } | Kind::Image { dest, .. } => {
                    found.extend(self.inline(index, dest));
                }
                Kind::Html | Kind::InlineHtml => {
                    attributes(self.unfolded_items(node.out), node.out.start, &mut found);
                }
                _ => {}
            }
        }
        found.extend(self.definitions.iter().filter_map(|definition| {
            let label = label_end(text.get(definition.out.range())?)?;
            let from = definition.out.start + label;
            at(text, from..definition.out.end, &definition.dest)
        }));
        found
    }

    /// The definitions, as they are written, that a link or an image may refer to; none where
    /// its destination stands in itself.
    pub fn definitions_of(&self, index: usize) -> impl Iterator<Item = &str> {
        let text = self.unfolded();
        let node = &self.nodes[index];
        let dest = match &node.kind {
            Kind::Link { dest } | Kind::Image { dest, .. } => Some(dest),
            _ => None,
        };
        let refers = text
            .get(node.out.range())
            .is_some_and(|link| link.ends_with(']'));
        let dest = dest.filter(|_| refers);
        let found = self.definitions.iter();
        found
            .filter(move |definition| dest == Some(&definition.dest))
            .filter_map(|definition| text.get(definition.out.range()))
    }

    /// The destination of `[text](destination)`; none for links of another form.
    fn inline<'p>(&'p self, index: usize, dest: &'p str) -> Option<Destination<'p>> {
        let text = self.unfolded();
        let node = &self.nodes[index];
        // References end in `]`, bare addresses in `>`.
        if !text.get(node.out.range())?.ends_with(')') {
            return None;
        }
        let last = self.children(index).last();
        let from = last.map_or(node.out.start + 1, |(_, child)| child.out.end);
        let open = text.get(from..node.out.end)?.find("](")?;
        at(text, from + open + 2..node.out.end, dest)
    }
}

/// The bytes of a destination that begins in `range`, if it reads as `dest`.
fn at<'p>(text: &str, range: Range<usize>, dest: &'p str) -> Option<Destination<'p>> {
    let rest = text.get(range.clone())?;
    let bare = rest.trim_start_matches([' ', '\t', '\n', '\r', '>']);
    let start = range.start + rest.len() - bare.len();
    let (start, len) = match bare.strip_prefix('<') {
        Some(inner) => (start + 1, pointed(inner)?),
        None => (start, plain(bare)),
    };
    let out = start..start + len;
    let raw = &text[out.clone()];
    (raw == dest || reads_as(raw, dest)).then_some(Destination {
        dest: Cow::Borrowed(dest),
        out: Span::new(out),
        holder: Holder::Markdown,
    })
}

/// The length of a destination in `<>`.
fn pointed(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'>' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// The length of a destination without `<>`: up to white space or a `)` that closes none of its own.
fn plain(text: &str) -> usize {
    let mut escaped = false;
    let mut open = 0usize;
    let end = text.bytes().position(|byte| {
        let ends = byte.is_ascii_whitespace() || byte == b')' && !escaped && open == 0;
        match byte {
            b'(' if !escaped => open += 1,
            b')' if !escaped => open = open.saturating_sub(1),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

/// Whether a destination with escapes or entities means `dest`: the parser is asked.
fn reads_as(raw: &str, dest: &str) -> bool {
    if !raw.contains(['\\', '&']) {
        return false;
    }
    let link = format!("[](<{raw}>)");
    let found = Parser::new(&link).find_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.as_ref() == dest),
        _ => None,
    });
    found.unwrap_or(false)
}

/// Where the label of a definition and its colon end.
fn label_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    let close = text.bytes().position(|byte| {
        let ends = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    text[close..].starts_with("]:").then_some(close + 2)
}

fn attributes<'p>(items: Tokenizer<'p>, start: usize, found: &mut Vec<Destination<'p>>) {
    for (name, attributes) in html::elements(items) {
        for attribute in attributes {
            let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
            if is("href") || is("src") {
                let anchor = is("href") && name.eq_ignore_ascii_case("a");
                let dest = match attribute.value.trim() {
                    value if value.contains('&') => value.replace("&amp;", "&").into(),
                    value => Cow::Borrowed(value),
                };
                let span = attribute.span;
                found.push(Destination {
                    dest,
                    out: Span::new(start + span.start..start + span.end),
                    holder: if anchor {
                        Holder::Anchor
                    } else {
                        Holder::Attribute
                    },
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let found = page.destinations();
        let found: Vec<_> = found
            .iter()
            .map(|found| &page.unfolded()[found.out.range()])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn destinations_are_found_as_they_are_written() {
        check("[a](x/)", &["x/"]);
        check("[x/ **x/**]( <x/ y> 'x/' )", &["x/ y"]);
        check("[a\\](b](x\\_y(z\\)) \"t\")", &["x\\_y(z\\))"]);
        check("[a](x&amp;y(z))", &["x&amp;y(z)"]);
        check("[a `](b)`](x/)", &["x/"]);
        check("[![i](i.png)](x/)", &["x/", "i.png"]);
        check("> [a](\n> x/ 't')", &["x/"]);
        check("<x:y> [a] [b][a]\n\n[a]: <x/> 'y'\n", &["x/"]);
        check("!!! note\n    [a\\]]\n\n    [a\\]]:\n    x/\n", &["x/"]);
        check("!!! note \"[a](x/)\"\n    b\n", &["x/"]);
        check("=== \"[a](x/)\"\n    b\n", &["x/"]);
        check("[a]()", &[""]);
        check(
            "<a class='b' href=x/><img src=\"y&amp;z\">",
            &["x/", "y&amp;z"],
        );
        check("`[a](x/)` <!-- <a href=x> -->", &[]);
    }
}
