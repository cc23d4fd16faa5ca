//! The direction of a flow that is far too wide for a page.

use super::Drawing;

/// In CSS pixels. Wider drawings scroll even where they are shrunk as far as text can be read.
const WIDEST: f32 = 1_440.0;

/// A direction, and the one across it. What leads down is wide where its groups stand side by side: then they
/// stand below one another.
const TURNS: [(&str, &str); 3] = [("LR", "TB"), ("TB", "LR"), ("TD", "LR")];

/// The same flowchart in the direction across its own, where it is so wide and flat that no page holds it.
/// An author who has written a comment, a directive or a title has thought of its looks: it stays.
pub fn turned(source: &str, drawing: &Drawing) -> Option<String> {
    if drawing.width <= WIDEST || drawing.width < 2.0 * drawing.height || source.contains("%%") {
        return None;
    }
    let start = source.len() - source.trim_start().len();
    let mut words = source[start..].split_inclusive(|c: char| c.is_whitespace() || c == ';');
    let keyword = words
        .next()
        .filter(|word| matches!(word.trim(), "graph" | "flowchart"))?;
    let at = start + keyword.len();
    let rest = source[at..].trim_start_matches([' ', '\t']);
    let at = source.len() - rest.len();
    let (behind, other) = TURNS.iter().find_map(|(own, other)| {
        let behind = rest.strip_prefix(own)?;
        let ends = behind.starts_with(|c: char| c.is_whitespace() || c == ';');
        ends.then_some((behind, other))
    })?;
    Some(format!("{}{other}{behind}", &source[..at]))
}

/// Whether turning it was worth it: only where it does not scroll sideways now.
pub fn fits(turned: &Drawing) -> bool {
    turned.width <= WIDEST
}
