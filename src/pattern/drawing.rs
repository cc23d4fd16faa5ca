//! What a diagram shows.

use crate::page::{Kind, Node, Page};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A diagram that shows anything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    /// Its index in [`Page::nodes`].
    pub(super) node: usize,
    /// The place of the first one that shows the same.
    pub(super) first: usize,
}

/// All that show anything, images with a file among them, in order.
pub(super) fn all(page: &Page<'_>) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    let mut firsts = BTreeMap::new();
    let nodes = page.nodes.iter().enumerate();
    for (node, diagram) in nodes.filter(|(_, node)| node.kind.is_drawing()) {
        let drawing = Drawing::of(page, diagram);
        if !drawing.is_empty() {
            let first = *firsts.entry(drawing).or_insert(drawn.len());
            drawn.push(Drawn { node, first });
        }
    }
    drawn
}

/// A diagram without what does not show: indentation, blank lines, comments. Two are the same if
/// this is.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'p> {
    source: &'p str,
    is_image: bool,
}

impl<'p> Drawing<'p> {
    /// That of a diagram, or of an image: its destination.
    pub fn of(page: &'p Page<'_>, diagram: &'p Node) -> Drawing<'p> {
        match &diagram.kind {
            Kind::Image { dest, .. } => Drawing {
                source: dest,
                is_image: true,
            },
            _ => Drawing {
                source: page.text_of(diagram),
                is_image: false,
            },
        }
    }

    /// The lines that show.
    pub fn lines(self) -> impl Iterator<Item = &'p str> {
        let is_image = self.is_image;
        let lines = self.source.split('\n');
        let lines = lines.map(move |line| if is_image { line } else { line.trim() });
        lines.filter(move |line| is_image || shows(line))
    }

    /// Whether nothing shows.
    pub fn is_empty(self) -> bool {
        self.lines().all(str::is_empty)
    }
}

/// Whether a line is neither blank nor a comment; directives begin like comments.
fn shows(line: &str) -> bool {
    !line.is_empty() && (!line.starts_with("%%") || line.starts_with("%%{"))
}

impl Ord for Drawing<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.lines().cmp(other.lines())
    }
}

impl PartialOrd for Drawing<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Drawing<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Drawing<'_> {}

#[cfg(test)]
mod tests {
    use super::Drawing;

    fn of(source: &str) -> Drawing<'_> {
        Drawing {
            source,
            is_image: false,
        }
    }

    #[test]
    fn what_does_not_show_makes_no_difference() {
        let bare = of("%%{init: {}}%%\ngraph TD\nA-->B");
        assert_eq!(
            of("%%{init: {}}%%\r\n\n  graph TD\n%% a comment\n\tA-->B  \n"),
            bare
        );
        assert_ne!(of("graph TD\nA-->B"), bare);
        assert!(of("\n  %% nothing\n").is_empty());
        assert!(!bare.is_empty());
        let image = Drawing {
            source: "a.png",
            is_image: true,
        };
        assert_eq!(image, of("a.png"));
        assert!(!image.is_empty());
    }
}
