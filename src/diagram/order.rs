//! The order of a drawing's parts in the page. Search takes words as they stand there, and the library
//! writes all labels of arrows before all boxes, and the names of participants from the last to the first.

use super::svg::{Pairs, children};
use super::{correct, style};
use crate::text::maps::HashSet;
use roxmltree::Node;
use std::collections::BTreeMap;

/// How deep groups of participants are.
const FLAT: usize = 4;

/// The parts of `parent` in the order of its flow. What is drawn over what stays as it was, except that
/// labels of arrows may be drawn over boxes, and words over all that is no text.
pub fn of_flow<'l, 'i, 'd, 'j>(
    parent: Node<'l, 'i>,
    pairs: Pairs<'l, 'i, 'd, 'j>,
    references: &BTreeMap<&str, usize>,
    used: &HashSet<String>,
) -> Pairs<'l, 'i, 'd, 'j> {
    let is_plain = |node: Node<'_, '_>| is_plain(node, used);
    if parent.attribute("aria-roledescription") == Some("sequence") {
        let (mut shapes, mut texts) = (Vec::new(), Vec::new());
        for (light, dark) in flat(pairs, references, &is_plain, FLAT) {
            let place = light.has_tag_name("text").then(|| number(light, "y"));
            match place.flatten() {
                Some(y) => texts.push(((y, number(light, "x").unwrap_or(0)), (light, dark))),
                None => shapes.push((light, dark)),
            }
        }
        texts.sort_by_key(|(place, _)| *place);
        shapes.extend(texts.into_iter().map(|(_, pair)| pair));
        return shapes;
    }
    if correct::holds(parent, "clusters") {
        // What holds another begins above it, and stays below it.
        let mut pairs = pairs;
        pairs.sort_by_key(|(light, _)| {
            let rect = light.children().find(|inner| inner.has_tag_name("rect"));
            rect.and_then(|rect| Some((number(rect, "y")?, number(rect, "x")?)))
        });
        return pairs;
    }
    let group = |class: &str| {
        let mut groups = pairs.iter();
        groups.position(|(light, _)| correct::holds(*light, class) && is_plain(*light))
    };
    let (Some(labels), Some(boxes)) = (group("edgeLabels"), group("nodes")) else {
        return pairs;
    };
    let inner = |at: usize| children(pairs[at].0, pairs[at].1, references);
    let (Some(mut parts), Some(more)) = (inner(labels), inner(boxes)) else {
        return pairs;
    };
    parts.extend(more);
    let flows_right = flows_right(parent);
    let mut place = (i64::MIN, 0);
    let mut placed = Vec::with_capacity(parts.len());
    for pair in parts {
        // What says nothing of its place stays behind what stood before it.
        if let Some((x, y)) = correct::translation(pair.0) {
            let (x, y) = (rounded(x), rounded(y));
            place = if flows_right { (x, y) } else { (y, x) };
        }
        placed.push((place, pair));
    }
    placed.sort_by_key(|(place, _)| *place);
    let mut parts = Some(placed.into_iter().map(|(_, pair)| pair));
    let mut out = Vec::new();
    for (at, pair) in pairs.into_iter().enumerate() {
        if at == boxes {
            out.extend(parts.take().into_iter().flatten());
        } else if at != labels {
            out.push(pair);
        }
    }
    out
}

/// The group of which a part is the title.
pub fn titled<'a, 'i>(part: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let group = part
        .parent()
        .filter(|_| correct::holds(part, "cluster-label"))?;
    correct::holds(group, "cluster").then_some(group)
}

/// Whether a part is drawn before the titles of groups.
pub fn is_below_titles(part: Node<'_, '_>) -> bool {
    let below = ["clusters", "edgePaths"];
    !part.is_element() || below.iter().any(|class| correct::holds(part, class))
}

/// Whether a group is written as its children alone.
fn is_plain(node: Node<'_, '_>, used: &HashSet<String>) -> bool {
    let classes = node.attribute("class").unwrap_or("");
    let mut classes = classes.split_whitespace().map(style::class);
    node.has_tag_name("g")
        && !node.has_attribute("transform")
        && !node.has_attribute("style")
        && !classes.any(|class| used.contains(&class))
}

/// The parts with those of plain groups in their place.
fn flat<'l, 'i, 'd, 'j>(
    pairs: Pairs<'l, 'i, 'd, 'j>,
    references: &BTreeMap<&str, usize>,
    is_plain: &impl Fn(Node<'_, '_>) -> bool,
    depth: usize,
) -> Pairs<'l, 'i, 'd, 'j> {
    let mut out = Vec::with_capacity(pairs.len());
    for (light, dark) in pairs {
        match children(light, dark, references).filter(|_| depth > 0 && is_plain(light)) {
            Some(inner) => out.extend(flat(inner, references, is_plain, depth - 1)),
            None => out.push((light, dark)),
        }
    }
    out
}

/// Whether arrows lead to the right rather than down: those to the left and to the right of a
/// flow that leads down make up for one another.
fn flows_right(part: Node<'_, '_>) -> bool {
    let paths = part
        .children()
        .filter(|it| correct::holds(*it, "edgePaths"));
    let ends = paths.flat_map(|it| it.children()).filter_map(|path| {
        let numbers = path.attribute("d")?;
        let mut points = numbers.split(|c: char| c.is_ascii_alphabetic());
        let point = |text: &str| {
            let (x, y) = text.trim().split_once(',')?;
            Some((x.parse::<f32>().ok()?, y.parse::<f32>().ok()?))
        };
        let from = points.find_map(point)?;
        let to = numbers.rsplit(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let to = to.map(str::trim).find_map(point)?;
        Some((to.0 - from.0, to.1 - from.1))
    });
    let (x, y) = ends.fold((0.0, 0.0), |sum, end| (sum.0 + end.0, sum.1 + end.1));
    f32::abs(x) > f32::abs(y)
}

fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    Some(rounded(node.attribute(name)?.parse().ok()?))
}

#[expect(clippy::cast_possible_truncation, reason = "places are whole pixels")]
fn rounded(value: f32) -> i64 {
    value.round() as i64
}
