//! What several rules ask of a page: its diagrams, its links, and how to delete a passage.

use crate::page::Page;
use crate::page::tree::{Kind, Node};
use crate::text::html;
use crate::text::span::{Span, Text};
use std::borrow::Cow;

/// A link, an image or an HTML attribute that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'p> {
    /// Where it leads, entities resolved.
    pub dest: Cow<'p, str>,
    /// What to underline: the destination, or where a reference to it stands.
    pub span: Span<Text>,
    /// A Markdown link's text; empty for HTML.
    pub text: &'p str,
    /// Whether it shows a file rather than leading readers to it: images, scripts, style sheets.
    pub embeds: bool,
}

impl Page<'_> {
    /// All tags of the page's HTML, in order, each with the byte that its spans count from.
    pub fn html_tags(&self) -> impl Iterator<Item = (usize, html::Item<'_>)> {
        let html = |node: &&Node| matches!(node.kind, Kind::Html | Kind::InlineHtml);
        self.nodes
            .iter()
            .filter(html)
            .flat_map(|node| self.html_items(node).map(|item| (node.span.start, item)))
    }

    /// Whether a row of a table was meant as text that follows it: it has no bar.
    pub fn is_swallowed(&self, row: &Node) -> bool {
        let source = self[row.span].trim();
        // Attributes of the whole table are a row to Material, too.
        !source.is_empty() && !source.contains('|') && !source.starts_with('{')
    }

    /// Whether a node breaks up running text: a table, a diagram or code, also in HTML.
    pub fn is_visual(&self, node: &Node) -> bool {
        const TAGS: [&str; 3] = ["table", "svg", "pre"];
        match &node.kind {
            Kind::Table | Kind::Code { .. } => true,
            Kind::Html => self.html_items(node).any(|item| match item {
                html::Item::Open { name, .. } => {
                    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
                }
                _ => false,
            }),
            kind => kind.is_drawing(),
        }
    }

    /// The lists that hold nothing but links, such as a table of contents, as indices of nodes; what
    /// stands inside one is no other.
    pub fn lists_of_links(&self) -> Vec<usize> {
        // Counted once for all: lists may stand deep inside one another.
        let (mut links, mut words) = (vec![0; self.nodes.len() + 1], vec![0; self.nodes.len() + 1]);
        let (mut linked, mut listed) = (0, 0);
        for (index, node) in self.nodes.iter().enumerate() {
            // What stands in no list is not asked for.
            if matches!(node.kind, Kind::List { .. }) {
                listed = listed.max(node.end);
            } else if index >= listed {
                links[index + 1] = links[index];
                words[index + 1] = words[index];
                continue;
            }
            let is_link = matches!(node.kind, Kind::Link { .. });
            if is_link {
                linked = linked.max(node.end);
            }
            let says = match node.kind {
                Kind::Text | Kind::InlineCode => self.text_of(node).contains(char::is_alphanumeric),
                Kind::Code { .. } | Kind::Table | Kind::Image { .. } | Kind::Html => true,
                Kind::Item { task } => task.is_some(),
                _ => false,
            };
            links[index + 1] = links[index] + usize::from(is_link);
            words[index + 1] = words[index] + usize::from(says && index >= linked);
        }
        let mut lists = Vec::new();
        let mut end = 0;
        for (index, node) in self.nodes.iter().enumerate() {
            let is_list = matches!(node.kind, Kind::List { .. }) && index >= end;
            if is_list && words[node.end] == words[index] && links[node.end] > links[index] {
                lists.push(index);
                end = node.end;
            }
        }
        lists
    }

    /// The destinations of HTML links with their bytes.
    pub fn html_links(&self) -> Vec<(&str, Span<Text>)> {
        let mut found = Vec::new();
        for node in &self.nodes {
            if !matches!(node.kind, Kind::Html | Kind::InlineHtml) {
                continue;
            }
            for item in self.html_items(node) {
                let html::Item::Open {
                    name, attributes, ..
                } = item
                else {
                    continue;
                };
                let href = attributes
                    .iter()
                    .find(|a| a.name.eq_ignore_ascii_case("href"));
                if let Some(href) = href.filter(|_| name.eq_ignore_ascii_case("a")) {
                    found.push((href.value, node.span.part(href.span.clone())));
                }
            }
        }
        found
    }

    /// Everything on the page that leads somewhere: links, images, `href` and `src` in HTML.
    pub fn links(&self) -> Vec<Link<'_>> {
        let mut found = Vec::new();
        for node in &self.nodes {
            match &node.kind {
                Kind::Link { dest } | Kind::Image { dest, .. } => found.push(Link {
                    dest: Cow::Borrowed(dest),
                    span: self.destination(node, dest),
                    text: self.text_of(node),
                    embeds: matches!(node.kind, Kind::Image { .. }),
                }),
                Kind::Html | Kind::InlineHtml => {
                    for (name, attributes) in html::elements(self.html_items(node)) {
                        let leads = |a: &&html::Attribute<'_>| {
                            a.name.eq_ignore_ascii_case("href")
                                || a.name.eq_ignore_ascii_case("src")
                        };
                        let anchor =
                            name.eq_ignore_ascii_case("a") || name.eq_ignore_ascii_case("area");
                        found.extend(attributes.iter().filter(leads).map(|attribute| Link {
                            dest: match attribute.value.trim() {
                                value if value.contains('&') => value.replace("&amp;", "&").into(),
                                value => value.into(),
                            },
                            span: Span::new(
                                node.span.start + attribute.span.start
                                    ..node.span.start + attribute.span.end,
                            ),
                            text: "",
                            embeds: !anchor,
                        }));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The bytes of an inline link's destination; those of the link where it only refers to one.
    fn destination(&self, node: &Node, dest: &str) -> Span<Text> {
        // Its text may repeat the destination.
        let inner = self
            .nodes
            .get(node.end - 1)
            .filter(|inner| node.span.contains(inner.span.start) && inner.span.end < node.span.end);
        let from = inner.map_or(node.span.start, |inner| inner.span.end);
        let behind = self.text.get(from..node.span.end).unwrap_or("");
        match behind.find(dest) {
            Some(at) if !dest.is_empty() => Span::new(from + at..from + at + dest.len()),
            _ => self.first_line(node.span),
        }
    }

    /// Whether without `span` its line is nothing but marks, which then mean something by themselves: the
    /// underline of a heading, an empty one, a fence, the end of the frontmatter.
    pub fn leaves_marks(&self, span: Span<Text>) -> bool {
        let touched = self.lines.touched(span.range());
        let start = self.lines.span(touched.start).start;
        let end = self.lines.span(touched.end - 1).end.max(span.end);
        let (before, after) = (&self.text[start..span.start], &self.text[span.end..end]);
        let is_mark = |c| matches!(c, '#' | '-' | '=' | '_' | '*' | '+' | '`' | '~');
        let mut has_marks = false;
        // From the span outwards, so that each of many on one line looks only at what is next to it.
        before.chars().rev().chain(after.chars()).all(|c| {
            has_marks |= is_mark(c);
            is_mark(c) || c.is_whitespace()
        }) && has_marks
    }

    /// What to delete so that nothing is left of `span`, a block or a piece of
    /// text: where it stands alone on its lines also these, and one of the blank
    /// lines on both sides. Blocks that it separates are not joined.
    pub fn removal(&self, span: Span<Text>) -> Span<Text> {
        let touched = self.lines.touched(span.range());
        let (first, next) = (touched.start, touched.end);
        let start = self.lines.span(first).start;
        let end = self.lines.span(next - 1).end.max(span.end);
        let before = &self.text[start..span.start];
        let after = &self.text[span.end..end];
        // Each looks from the span outwards, and only as far as something stands there: many of these can
        // stand on one line.
        let nothing_behind = after.chars().all(char::is_whitespace);
        if !before.chars().rev().all(char::is_whitespace) || !nothing_behind {
            let space = |text: &str| text.ends_with([' ', '\t']);
            if nothing_behind {
                return Span::new(start + before.trim_end().len()..span.end);
            }
            let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
            let gap = if before.is_empty() || space(before) {
                gap
            } else {
                0
            };
            return Span::new(span.start..span.end + gap);
        }
        let is_blank = |line: usize| self.text[self.lines.span(line)].trim().is_empty();
        let body_start = self.frontmatter.span.end;
        let blank_before = start > body_start && first > 0 && is_blank(first - 1);
        let blank_after = next < self.lines.count() && is_blank(next);
        let at_end = next >= self.lines.count();
        if at_end && blank_before {
            Span::new(self.lines.span(first - 1).start..end)
        } else if blank_after && (blank_before || start == 0) {
            Span::new(start..self.lines.span(next).end)
        } else if at_end
            || blank_after
            || blank_before
            || start <= body_start
            // An empty line would end the HTML block.
            || self.is_html(start)
        {
            Span::new(start..end)
        } else {
            Span::new(start..span.end)
        }
    }

    /// Whether a block of HTML that began on an earlier line goes on at `line_start`.
    fn is_html(&self, line_start: usize) -> bool {
        let before = self.nodes[..self.node_at(line_start)].last();
        before.is_some_and(|node| node.kind == Kind::Html && node.span.end > line_start)
    }
}

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn a_removed_comment_leaves_no_trace() {
        for (before, after) in [
            ("a <!-- x --> b\n", "a b\n"),
            ("a <!-- x -->\nb\n", "a\nb\n"),
            ("a\n\n<!-- x -->\n\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x\n\ny -->\n\nb\n", "a\n\nb\n"),
            ("a\n<!-- x -->\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x -->\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x -->", "a\n"),
            ("<!-- x -->\n\na\n", "a\n"),
            ("<!-- x -->", ""),
            ("> <!-- x -->\n> a\n", ">\n> a\n"),
            ("| <!-- x --> | a |\n|---|---|\n", "| | a |\n|---|---|\n"),
            ("---\nt: x\n---\n<!-- x -->\n\na\n", "---\nt: x\n---\n\na\n"),
            ("!!! note\n    <!-- x -->\n\n    a\n", "!!! note\n\n    a\n"),
        ] {
            for crlf in [false, true] {
                let ends = |text: &str| {
                    if crlf {
                        text.replace('\n', "\r\n")
                    } else {
                        text.to_owned()
                    }
                };
                let text = ends(before);
                let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
                let mut found = text.clone();
                found.replace_range(page.removal(page.comments[0].span).range(), "");
                assert_eq!(found, ends(after), "{before:?}");
            }
        }
    }
}
