//! Where the lines of a label stand, in no more attributes than it takes.
//!
//! The drawer gives each line an element, a place in `y` and a distance from there in `dy`, and the text
//! around it a place that none of its lines has: three attributes and an element that say one thing.

use roxmltree::Node;

/// The only line of a text, where its place says where the text stands.
pub(super) fn only<'a, 'i>(text: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let mut children = text.children();
    let line = children.next().filter(|line| has_own_place(*line))?;
    let is_bare = |key: &str| matches!(key, "class" | "text-anchor" | "x" | "y" | "dy");
    let mut keys = line.attributes().map(|attribute| attribute.name());
    // These would hold for the words of the line as well.
    let of_words = ["dx", "dy", "x", "rotate", "textLength"];
    let is_plain = of_words.iter().all(|key| text.attribute(*key).is_none());
    (children.next().is_none() && keys.all(is_bare) && is_plain).then_some(line)
}

/// Whether a text's own `y` is that of none of its lines.
pub(super) fn have_own_places(text: Node<'_, '_>) -> bool {
    text.has_children() && text.children().all(has_own_place)
}

/// Whether it is a line that says where it stands, whatever the text around it says.
fn has_own_place(line: Node<'_, '_>) -> bool {
    line.tag_name().name() == "tspan" && line.attribute("x").is_some() && y(line).is_some()
}

/// Where a line stands: its `y` and its `dy` in one. Both are of one unit, `em`.
pub(super) fn y(line: Node<'_, '_>) -> Option<String> {
    let em = |key: &str| -> Option<f64> {
        let number = line.attribute(key)?.strip_suffix("em")?;
        number
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    };
    let sum = format!("{:.2}", em("y")? + em("dy")?);
    let sum = sum.trim_end_matches('0').trim_end_matches('.');
    Some(format!("{sum}em"))
}

#[cfg(test)]
mod tests {
    use super::{have_own_places, only, y};
    use roxmltree::Document;

    #[test]
    fn a_line_alone_is_the_text() {
        for (svg, place) in [
            (
                "<text y='-10'><tspan class='row' x='0' y='-0.1em' dy='1.1em'>a</tspan></text>",
                Some("1em"),
            ),
            (
                "<text><tspan x='3' y='1em' dy='1.1em'/></text>",
                Some("2.1em"),
            ),
            (
                "<text><tspan x='3' y='1em' dy='1.1em' style='fill:red'>a</tspan></text>",
                None,
            ),
            (
                "<text dx='1'><tspan x='3' y='1em' dy='1.1em'>a</tspan></text>",
                None,
            ),
            ("<text><tspan x='3' y='1em' dy='2'>a</tspan></text>", None),
            ("<text><tspan y='1em' dy='1em'>a</tspan></text>", None),
            (
                "<text><tspan x='3' y='NaNem' dy='1em'>a</tspan></text>",
                None,
            ),
            (
                "<text>a<tspan x='3' y='1em' dy='1em'>a</tspan></text>",
                None,
            ),
            (
                "<text><tspan x='3' y='1em' dy='1em'>a</tspan>b</text>",
                None,
            ),
            ("<text>a</text>", None),
            ("<text/>", None),
        ] {
            let document = Document::parse(svg).unwrap();
            let line = only(document.root_element());
            assert_eq!(line.and_then(y).as_deref(), place, "{svg}");
        }
    }

    #[test]
    fn lines_have_places_of_their_own() {
        for (svg, have) in [
            (
                "<text y='1'><tspan x='0' y='0em' dy='1.1em'>a</tspan><tspan x='0' y='1em' dy='1.1em'>b</tspan></text>",
                true,
            ),
            (
                "<text y='1'><tspan x='0' y='0em' dy='1.1em'>a</tspan>b</text>",
                false,
            ),
            (
                "<text y='1'><tspan x='0' dy='1.1em'>a</tspan></text>",
                false,
            ),
            ("<text y='1'>a</text>", false),
            ("<text y='1'/>", false),
        ] {
            let document = Document::parse(svg).unwrap();
            assert_eq!(have_own_places(document.root_element()), have, "{svg}");
        }
    }
}
