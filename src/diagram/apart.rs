//! Labels of arrows that would cover one another.
//!
//! The library puts each label at the middle of its arrow and keeps room for it there, except for
//! arrows that lead from a box to itself. Of two labels that meet, one goes along its own arrow.

use super::correct::{holds, translation};
use crate::text::maps::HashMap;
use roxmltree::{Node, NodeId};

/// Between a label and what it may not cover.
const GAP: f32 = 3.0;
/// Drawings of more labels and boxes are left as they are: each label is held against all of them.
const MOST: usize = 400;
/// Nor is an arrow followed that has more points.
const LONGEST: usize = 2_000;
/// In how many parts a curve is looked at.
const STEPS: u16 = 8;
/// How far beside its arrow a label's middle may stand, in parts of half its width: the arrow still leads through it.
const ASIDE: [f32; 5] = [0.0, 0.4, -0.4, 0.8, -0.8];

type Point = (f32, f32);

#[derive(Clone, Copy)]
struct Area {
    middle: Point,
    half: Point,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        let near = |a: f32, b: f32, reach: f32| (a - b).abs() < reach + GAP;
        near(self.middle.0, other.middle.0, self.half.0 + other.half.0)
            && near(self.middle.1, other.middle.1, self.half.1 + other.half.1)
    }
}

struct Label<'a> {
    node: NodeId,
    area: Area,
    /// The arrow's path.
    path: &'a str,
}

/// Where labels stand instead, by their elements.
pub fn moves(tree: Node<'_, '_>) -> HashMap<NodeId, Point> {
    let roots = tree.descendants().filter(|node| holds(*node, "root"));
    let mut moves = HashMap::default();
    for root in roots {
        in_group(root, &mut moves);
    }
    moves
}

fn in_group(root: Node<'_, '_>, moves: &mut HashMap<NodeId, Point>) {
    let parts = |class: &'static str| {
        let groups = root.children().filter(move |it| holds(*it, class));
        groups.flat_map(|group| group.children().filter(Node::is_element))
    };
    let paths: HashMap<&str, &str> = parts("edgePaths")
        .filter_map(|path| Some((path.attribute("data-id")?, path.attribute("d")?)))
        .collect();
    let mut labels: Vec<Label<'_>> = parts("edgeLabels")
        .filter_map(|node| label(node, &paths))
        .collect();
    let boxes: Vec<Area> = parts("nodes").filter_map(area).collect();
    if labels.len() < 2 || labels.len() + boxes.len() > MOST {
        return;
    }
    for at in 1..labels.len() {
        let Some(other) = (0..at).find(|it| labels[*it].area.meets(&labels[at].area)) else {
            continue;
        };
        let ways = [at, other].map(|moved| Some((moved, elsewhere(&labels, moved, &boxes)?)));
        let far = |(moved, to): &(usize, Point)| distance(labels[*moved].area.middle, *to);
        let nearest = ways.into_iter().flatten();
        if let Some((moved, to)) = nearest.min_by(|a, b| far(a).total_cmp(&far(b))) {
            labels[moved].area.middle = to;
            moves.insert(labels[moved].node, to);
        }
    }
}

/// The nearest place on a label's own arrow where it covers neither another label nor a box.
fn elsewhere(labels: &[Label<'_>], moved: usize, boxes: &[Area]) -> Option<Point> {
    let Label { area, path, .. } = labels[moved];
    let along = points(path);
    let mut places: Vec<Point> = ASIDE
        .iter()
        .flat_map(|aside| {
            along
                .iter()
                .map(move |(x, y)| (x + aside * area.half.0, *y))
        })
        .collect();
    places.sort_by(|a, b| distance(area.middle, *a).total_cmp(&distance(area.middle, *b)));
    places.into_iter().find(|middle| {
        let there = Area {
            middle: *middle,
            ..area
        };
        let others = labels.iter().enumerate().filter(|(at, _)| *at != moved);
        !others
            .map(|(_, label)| &label.area)
            .chain(boxes)
            .any(|it| it.meets(&there))
    })
}

fn distance(a: Point, b: Point) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// A label, if it has words: then there is ground behind them.
fn label<'a>(node: Node<'_, '_>, paths: &HashMap<&str, &'a str>) -> Option<Label<'a>> {
    let middle = translation(node)?;
    let mut inner = node.descendants();
    let path = paths.get(inner.find_map(|it| it.attribute("data-id"))?)?;
    let mut inner = node.descendants();
    let ground = inner.find(|it| holds(*it, "background") && it.has_attribute("width"))?;
    let half = (
        number(ground, "width")? / 2.0,
        number(ground, "height")? / 2.0,
    );
    let area = Area { middle, half };
    Some(Label {
        node: node.id(),
        area,
        path,
    })
}

/// Where a box stands. Shapes of curves have none that is told easily.
fn area(node: Node<'_, '_>) -> Option<Area> {
    let middle = translation(node)?;
    let half = node.descendants().find_map(|shape| {
        let size = |x: &str, y: &str| Some((number(shape, x)?, number(shape, y)?));
        match shape.tag_name().name() {
            "rect" => size("width", "height").map(|(x, y)| (x / 2.0, y / 2.0)),
            "circle" => size("r", "r"),
            "ellipse" => size("rx", "ry"),
            "polygon" => {
                let all = numbers(shape.attribute("points")?);
                let reach = |from: usize| {
                    let values = || all.iter().skip(from).step_by(2).copied();
                    (values().fold(f32::MIN, f32::max) - values().fold(f32::MAX, f32::min)) / 2.0
                };
                (all.len() > 3).then(|| (reach(0), reach(1)))
            }
            _ => None,
        }
    })?;
    Some(Area { middle, half })
}

/// Points of a path of lines and curves; what has other parts has none.
fn points(path: &str) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    let starts: Vec<usize> = path
        .match_indices(|c: char| c.is_ascii_alphabetic())
        .map(|it| it.0)
        .collect();
    if starts.len() > LONGEST {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([path.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let values = numbers(&path[start + 1..end]);
        match (&path[*start..=*start], values.as_slice(), found.last()) {
            ("M" | "L", [x, y], _) => found.push((*x, *y)),
            ("C", [ax, ay, bx, by, x, y], Some(&(fx, fy))) => {
                found.extend((1..=STEPS).map(|step| {
                    let t = f32::from(step) / f32::from(STEPS);
                    let u = 1.0 - t;
                    let at = |from: f32, a: f32, b: f32, to: f32| {
                        u * u * u * from + 3.0 * u * t * (u * a + t * b) + t * t * t * to
                    };
                    (at(fx, *ax, *bx, *x), at(fy, *ay, *by, *y))
                }));
            }
            _ => return Vec::new(),
        }
    }
    found
}

fn numbers(text: &str) -> Vec<f32> {
    let parts = text.split([',', ' ']);
    let values = parts.filter_map(|part| part.trim().parse().ok());
    values.filter(|value: &f32| value.is_finite()).collect()
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f32> {
    node.attribute(name)?.parse().ok()
}
