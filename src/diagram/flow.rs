//! The direction of a flow that is far too wide for a page.

use super::Drawing;

/// In CSS pixels. Wider drawings scroll even where they are shrunk as far as text can be read.
const WIDEST: f32 = 1_440.0;

/// The same flowchart from top to bottom, where it is a chain from left to right that no page holds.
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
    let behind = rest.strip_prefix("LR")?;
    let ends = behind.starts_with(|c: char| c.is_whitespace() || c == ';');
    ends.then(|| format!("{}TB{behind}", &source[..at]))
}

/// Whether turning it was worth it: only where it does not scroll sideways now.
pub fn fits(turned: &Drawing) -> bool {
    turned.width <= WIDEST
}
