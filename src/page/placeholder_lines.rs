//! Lines that nobody has filled in: `[Pattern explanation in simple terms]`, `Key principle 1`.

use crate::page::{Kind, Node, Page};
use crate::text::span::{Span, Text};

/// What the stubs of an enumeration are called. `Availability zone 1` may well be meant.
const STUBS: &[&str] = &[
    "action",
    "advantage",
    "benefit",
    "challenge",
    "concept",
    "disadvantage",
    "example",
    "feature",
    "idea",
    "insight",
    "item",
    "lesson",
    "limitation",
    "point",
    "principle",
    "question",
    "reason",
    "requirement",
    "step",
    "takeaway",
    "tip",
];

impl Page<'_> {
    /// The paragraphs, items and cells that are placeholders and nothing else, in order.
    pub fn placeholder_lines(&self) -> Vec<Span<Text>> {
        let mut found = Vec::new();
        for paragraph in self.paragraphs() {
            let first = self.pieces(&paragraph).next();
            if first.is_some_and(|(_, piece)| piece.trim_start().starts_with('['))
                && self.is_bracketed(paragraph.nodes.clone(), paragraph.span)
            {
                found.push(paragraph.span);
            }
        }
        for (index, node) in self.nodes.iter().enumerate() {
            match node.kind {
                Kind::TableCell if self.is_bracketed(index + 1..node.end, node.span) => {
                    let cell = &self[node.span];
                    let open = node.span.start + cell.find('[').unwrap_or(0);
                    let close = node.span.start + cell.rfind(']').map_or(cell.len(), |at| at + 1);
                    found.push(Span::new(open..close.max(open)));
                }
                Kind::List { .. } => self.stubs(index, &mut found),
                _ => {}
            }
        }
        found.sort_by_key(|span| span.start);
        found
    }

    /// Whether each line of some running text is words in brackets that are no link.
    fn is_bracketed(&self, nodes: std::ops::Range<usize>, span: Span<Text>) -> bool {
        let nodes = self.nodes.get(nodes).unwrap_or_default();
        if !self.begins_with_bracket(nodes) {
            return false;
        }
        let mut text = String::new();
        for node in nodes {
            match node.kind {
                Kind::Text => text.push_str(self.text_of(node)),
                Kind::Break => text.push('\n'),
                ref kind if is_stress(kind) => {}
                _ => return false,
            }
        }
        // A backslash says that the bracket is meant.
        let is_meant = self[span].contains("\\[") || self.text[..span.start].ends_with('\\');
        !text.trim().is_empty() && !is_meant && text.split('\n').all(|line| is_words(line.trim()))
    }

    /// Whether what some nodes say first is a bracket: most text has no other one to look for.
    fn begins_with_bracket(&self, nodes: &[Node]) -> bool {
        let mut inside = nodes.iter().filter(|node| !is_stress(&node.kind));
        let first = inside.find_map(|node| match node.kind {
            Kind::Text => self.text_of(node).trim_start().chars().next(),
            _ => Some('\n'),
        });
        first == Some('[')
    }

    /// The items of the list at `index`, if they are the stubs of an enumeration.
    fn stubs(&self, index: usize, found: &mut Vec<Span<Text>>) {
        let mut spans = Vec::new();
        let mut stem = "";
        for (number, (at, item)) in self.children(index).enumerate() {
            // Lists may stand very deep, and none of them is read more than once.
            if self.inside(at).any(|(_, node)| {
                !matches!(
                    node.kind,
                    Kind::Text | Kind::Paragraph | Kind::Emphasis | Kind::Strong
                )
            }) {
                return;
            }
            let text = self.text_of(item).trim();
            let Some(own) = text.strip_suffix(&(number + 1).to_string()) else {
                return;
            };
            if number > 0 && own != stem {
                return;
            }
            stem = own;
            let first = self.nodes.get(at + 1);
            spans.push(self.first_line(first.map_or(item.span, |node| node.span)));
        }
        let last = stem.split_whitespace().next_back().unwrap_or("");
        let is_stub = STUBS.iter().any(|stub| stub.eq_ignore_ascii_case(last));
        if spans.len() > 1 && stem.ends_with(' ') && is_stub {
            found.extend(spans);
        }
    }
}

fn is_stress(kind: &Kind) -> bool {
    matches!(kind, Kind::Emphasis | Kind::Strong)
}

/// Whether a line is `[Some words]`: names of values have no blanks, data has other signs.
fn is_words(line: &str) -> bool {
    let inner = line.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    inner.is_some_and(|inner| {
        inner.starts_with(char::is_uppercase)
            && inner.trim().contains(' ')
            && inner
                .chars()
                .all(|c| c.is_alphanumeric() || " -–—,.'’\"“”/()&:;%+…?!".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn lines_that_nobody_has_filled_in() {
        let text = "# [No heading]\n\n[First words]\n\n- [Second words]\n- **[Third words]**\n\n\
            1. Key point 1\n2. Key point 2\n\n- Zone 1\n- Zone 2\n\n- Key point 2\n- Key point 3\n\n\
            | a | b |\n|---|---|\n| [Fourth words] | [Fifth words] x |\n\n\
            [Sixth words]\n[Seventh words]\n\n\\[No words]\n\n[A link]\n\n[word]\n\n[TOC]\n\n[a = b]\n\n\
            [Words of] text\n\n    [In code]\n\n[A link]: a.md\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let found: Vec<_> = page
            .placeholder_lines()
            .iter()
            .map(|span| &page[*span])
            .collect();
        let expected = [
            "[First words]",
            "[Second words]",
            "**[Third words]**",
            "Key point 1",
            "Key point 2",
            "[Fourth words]",
            "[Sixth words]\n[Seventh words]",
        ];
        assert_eq!(found, expected);
    }
}
