//! What the drawer gets wrong, found by looking at its drawings beside Mermaid's own.
//!
//! Each function answers for one element and says which defect it makes good.

use roxmltree::Node;

/// Whether a class is one of the element's.
pub fn holds(node: Node<'_, '_>, class: &str) -> bool {
    let classes = node.attribute("class").unwrap_or("");
    classes.len() >= class.len() && classes.split_whitespace().any(|word| word == class)
}

/// A label on an edge is moved to the left by half its width and centred there
/// again, so that half of it is cut off: it has to begin where it stands.
pub fn begins_at_its_place(text: Node<'_, '_>) -> bool {
    text.parent().is_some_and(|parent| {
        background(parent).is_some_and(|rect| rect.attribute("x") == Some("-2"))
    })
}

/// The element's place, where it is another than the drawer says.
pub fn transform(node: Node<'_, '_>) -> Option<String> {
    if node.tag_name().name() != "g" {
        return None;
    }
    let (x, y) = translation(node)?;
    let label = node.parent()?;
    // Of a label that is centred in its background, `y` moves the text below it.
    if let Some(rect) = background(label) {
        let height: f32 = rect.attribute("height")?.parse().ok()?;
        return ((y - height / 2.0).abs() < 0.1).then(|| format!("translate({x},0)"));
    }
    // A state's name begins where a guess of its width says; it is centred in the end.
    is_name_of_state(node).then(|| format!("translate(0,{y})"))
}

/// Whether the text is centred although the drawer has it begin at its place.
pub fn is_centred(text: Node<'_, '_>) -> bool {
    let mut around = text.ancestors().filter(|node| holds(*node, "label"));
    around.next().is_some_and(is_name_of_state)
}

/// What CSS says of an element that cannot come through: the shape of a milestone.
pub fn style(node: Node<'_, '_>) -> Option<&'static str> {
    (node.tag_name().name() == "rect" && holds(node, "milestone"))
        .then_some("transform:rotate(45deg) scale(.8)")
}

/// Words as readers read them: entities that were escaped twice, and no names of icons.
pub fn words(text: &str) -> String {
    let text: Vec<&str> = text
        .split(' ')
        .filter(|word| !(word.starts_with("fa:fa-") || word.starts_with("fab:fa-")))
        .collect();
    let text = text.join(" ");
    let mut rest = text.as_str();
    let mut out = String::new();
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let decoded = behind
            .split_once(';')
            .and_then(|(name, behind)| Some((entity(name)?, behind)));
        let (c, behind) = decoded.unwrap_or(('&', behind));
        out.push(c);
        rest = behind;
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?),
    }
}

fn is_name_of_state(label: Node<'_, '_>) -> bool {
    let root = label.document().root_element();
    holds(label, "label")
        && label.parent().is_some_and(|node| holds(node, "node"))
        && root.attribute("aria-roledescription") == Some("stateDiagram")
}

/// The background of a label, which stands before its text.
fn background<'a, 'i>(label: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let first = label.children().find(Node::is_element)?;
    let is_background = first.tag_name().name() == "rect" && holds(first, "background");
    (is_background && first.has_attribute("width")).then_some(first)
}

/// How far an element is moved.
pub fn translation(node: Node<'_, '_>) -> Option<(f32, f32)> {
    let inner = node.attribute("transform")?.strip_prefix("translate(")?;
    let (x, y) = inner.strip_suffix(')')?.split_once(',')?;
    Some((x.trim().parse().ok()?, y.trim().parse().ok()?))
}
