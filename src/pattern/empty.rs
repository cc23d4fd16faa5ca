//! Sections without anything to read.

use crate::page::{Heading, Kind, Node};
use crate::pattern::Reading;
use crate::text::html;
use crate::text::span::{Span, Text};

impl Reading<'_> {
    /// Whether a section has nothing to read: headings, comments, bare tags, thematic breaks
    /// and placeholder lines are nothing.
    pub fn is_empty(&self, heading: &Heading) -> bool {
        self.is_empty_up_to(heading, heading.section_end)
    }

    /// The same of the part of a section that ends at the byte `end` of the page's text.
    pub fn is_empty_up_to(&self, heading: &Heading, end: usize) -> bool {
        let page = self.page;
        let body = page.section_body(heading);
        let body = Span::new(body.start..end.clamp(body.start, body.end.max(body.start)));
        let mut skipped = 0;
        let something = page.within(body).any(|(index, node)| match node.kind {
            _ if index < skipped => false,
            Kind::Heading { .. } => {
                skipped = node.end;
                false
            }
            Kind::Text => {
                !page.text_of(node).trim().is_empty()
                    && !self.is_placeholder(node.span)
                    && page.unspaced_heading(index).is_none()
            }
            Kind::Table => {
                skipped = node.end;
                !self.has_placeholders_only(index)
            }
            Kind::Code { .. } | Kind::InlineCode | Kind::Image { .. } => true,
            Kind::Html | Kind::InlineHtml => self.shows_something(node),
            _ => false,
        });
        !something && !self.has_titled_block(body)
    }

    /// Whether text stands in a placeholder line.
    fn is_placeholder(&self, span: Span<Text>) -> bool {
        let lines = self.placeholder_lines();
        let behind = lines.partition_point(|line| line.end <= span.start);
        lines
            .get(behind)
            .is_some_and(|line| line.contains(span.start))
    }

    /// Whether the cells of a table below its header row are placeholders or empty, and not all empty.
    fn has_placeholders_only(&self, table: usize) -> bool {
        let page = self.page;
        let mut placeholders = false;
        for (index, row) in page.children(table) {
            if row.kind != Kind::TableRow {
                continue;
            }
            for (_, cell) in page.children(index) {
                if page.text_of(cell).trim().is_empty() {
                    continue;
                }
                let source = &page[cell.span];
                let open = cell.span.start + source.find('[').unwrap_or(0);
                if !self.is_placeholder(Span::at(open)) {
                    return false;
                }
                placeholders = true;
            }
        }
        placeholders
    }

    fn has_titled_block(&self, body: Span<Text>) -> bool {
        let blocks = self.page.blocks();
        let first = blocks.partition_point(|block| block.header.start < body.start);
        let mut inside = blocks[first..]
            .iter()
            .take_while(|block| block.header.start < body.end);
        inside.any(|block| {
            block
                .title
                .as_deref()
                .is_some_and(|title| !title.is_empty())
        })
    }

    fn shows_something(&self, node: &Node) -> bool {
        let shown = |item: html::Item<'_>| match item {
            html::Item::Open { name, .. } => SHOWN.iter().any(|tag| tag.eq_ignore_ascii_case(name)),
            _ => false,
        };
        let mut pieces = self.page.visible_pieces(node);
        pieces.any(|piece| !piece.trim().is_empty()) || self.page.html_items(node).any(shown)
    }
}

/// Tags that show something without text between them.
const SHOWN: [&str; 9] = [
    "img", "svg", "picture", "video", "audio", "iframe", "object", "canvas", "script",
];

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use crate::pattern::Reading;
    use crate::schema::seed::Seed;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn emptiness() {
        for (body, empty) in [
            ("", true),
            (
                "### Story\n\n<!-- words -->\n\n---\n\n<div class=\"x\">\n</div>\n",
                true,
            ),
            ("Words.\n", false),
            ("### Story\n\n```\ncode\n```\n", false),
            ("<img src=\"a.png\">\n", false),
            ("<p>Words</p>\n", false),
            ("!!! note \"Words\"\n", false),
            ("- \n", true),
            ("[Some words]\n\n- Key point 1\n- Key point 2\n", true),
            ("| a |\n|---|\n| [Some words] |\n", true),
            ("| a |\n|---|\n| [Some words] |\n| b |\n", false),
            ("[Some words] and others\n", false),
        ] {
            let text = format!("## Level 1\n\n{body}\n## Level 2\n\nWords.\n");
            let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
            let pattern = Reading::of(&page, &Seed::embedded().rows);
            let first = pattern.levels.first(1);
            assert_eq!(first.map(|h| pattern.is_empty(h)), Some(empty), "{body}");
        }
    }
}
