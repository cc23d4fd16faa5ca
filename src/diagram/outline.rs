//! What a drawing shows, in words, for readers who do not see it: its boxes and what leads where.

use super::dialect;
use crate::text::maps::{HashMap, HashSet};
use roxmltree::Node;

/// A longer description is none that anybody listens to, in bytes.
const LONGEST: usize = 1500;
/// Longer ids are not taken apart, in bytes.
const LONGEST_ID: usize = 200;

/// What a drawing shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many boxes it has.
    pub boxes: usize,
    /// `Start → Check; Check → Done (yes); What leads nowhere`.
    pub words: String,
}

/// The outline of a flowchart, of a class, state or sequence diagram as the library draws them.
pub fn of(tree: Node<'_, '_>) -> Outline {
    let elements = || tree.descendants().filter(Node::is_element);
    let mut boxes = Vec::new();
    let mut names: HashMap<&str, String> = HashMap::default();
    for node in elements().filter(|node| has_class(*node, "node")) {
        let name = label(node);
        if let Some(id) = node.attribute("id").and_then(own_id) {
            names.entry(id).or_insert_with(|| name.clone());
        }
        boxes.push(name);
    }
    let mut notes: HashMap<&str, String> = HashMap::default();
    for edge in elements().filter(|node| has_class(*node, "label")) {
        if let Some(id) = edge.attribute("data-id") {
            notes.insert(id, label(edge));
        }
    }
    for actor in elements().filter(|node| node.attribute("data-et") == Some("participant")) {
        if let Some(id) = actor.attribute("data-id") {
            names.entry(id).or_insert_with(|| label(actor));
        }
    }
    let name = |id: &str| names.get(id).filter(|name| !name.is_empty()).cloned();
    let mut words = Words::default();
    let mut joined = HashSet::default();
    for edge in elements() {
        let step = match edge.attribute("data-et") {
            Some("edge") => edge.attribute("data-id").and_then(|id| {
                let (from, to) = ends(id, &names)?;
                let note = notes.get(id).cloned().unwrap_or_default();
                Some((name(from)?, name(to)?, note, true))
            }),
            Some("message") => {
                let end = |key: &str| {
                    let id = edge.attribute(key)?;
                    Some(name(id).unwrap_or_else(|| id.to_owned()))
                };
                let note = edge.prev_sibling_element();
                let note = note.filter(|note| has_class(*note, "messageText"));
                let note = note.map(label).unwrap_or_default();
                end("data-from")
                    .zip(end("data-to"))
                    .map(|(from, to)| (from, to, note, false))
            }
            _ => None,
        };
        let Some((from, to, note, in_brackets)) = step else {
            continue;
        };
        let behind = match (note.is_empty(), in_brackets) {
            (true, _) => String::new(),
            (false, true) => format!(" ({note})"),
            (false, false) => format!(": {note}"),
        };
        words.add(&format!("{from} → {to}{behind}"));
        joined.extend([from, to]);
    }
    // Of states it is not known which lead where: they are named at least.
    let alone = boxes.iter();
    let alone = alone.filter(|name| !name.is_empty() && !joined.contains(*name));
    alone.for_each(|name| words.add(name));
    Outline {
        boxes: boxes.len(),
        words: words.0,
    }
}

/// Sentences up to [`LONGEST`]; the last one is `…` where there are more.
#[derive(Default)]
struct Words(String);

impl Words {
    fn add(&mut self, words: &str) {
        if self.0.ends_with('…') {
            return;
        }
        let is_last = self.0.len() + words.len() > LONGEST;
        if !self.0.is_empty() {
            self.0.push_str("; ");
        }
        self.0.push_str(if is_last { "…" } else { words });
    }
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    let classes = node.attribute("class").unwrap_or("");
    classes.split_ascii_whitespace().any(|own| own == class)
}

/// The author's id in that of a box: `A` of `drawing-flowchart-A-0`.
fn own_id(id: &str) -> Option<&str> {
    let (_, id) = id.split_once('-')?;
    let (_, id) = id.split_once('-')?;
    Some(id.rsplit_once('-')?.0)
}

/// The ends of an edge in its id: `A` and `B` of `L_A_B_0`, whichever signs ids have in them.
fn ends<'i>(id: &'i str, names: &HashMap<&str, String>) -> Option<(&'i str, &'i str)> {
    let (_, ids) = id.split_once('_').filter(|_| id.len() <= LONGEST_ID)?;
    let (ids, _) = ids.rsplit_once('_')?;
    let splits = ids.match_indices('_');
    let mut pairs = splits.map(|(at, _)| (&ids[..at], &ids[at + 1..]));
    pairs.find(|(from, to)| names.contains_key(from) && names.contains_key(to))
}

/// The words of a part of the drawing, on one line.
fn label(part: Node<'_, '_>) -> String {
    let mut out = String::new();
    let mut row = None;
    for text in part.descendants().filter(Node::is_text) {
        // What stands in another row or in another text is another word.
        let is_row = |node: &Node<'_, '_>| {
            node.has_tag_name("text") || has_class(*node, "row") || node.has_attribute("x")
        };
        let own = text.ancestors().find(is_row).map(|node| node.id());
        if row != own {
            out.push(' ');
            row = own;
        }
        out.push_str(text.text().unwrap_or(""));
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    dialect::plain(&words.join(" "))
}
