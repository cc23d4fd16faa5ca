//! One element of a drawing as it stands in the page.

use crate::diagram::correct::holds;
use crate::diagram::dialect::Look;
use crate::diagram::style::Declaration;
use crate::diagram::svg::{Pairs, Undrawable, children};
use crate::diagram::value::{is_default, link, plain, target};
use crate::diagram::{ID, colour, correct, dialect, lines, order, path, style};
use crate::text::escape;
use crate::text::maps::{HashMap, HashSet};
use roxmltree::{Node, NodeId};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Deeper nesting than this is not drawn: recursion is bounded.
const MAX_DEPTH: usize = 120;
/// The elements that come through.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "tspan",
    "use",
];

/// Elements that show only where something refers to them.
pub(super) const DEFINITIONS: &[&str] = &[
    "clipPath",
    "linearGradient",
    "marker",
    "pattern",
    "radialGradient",
    "symbol",
];

/// Writes what both drawings show.
pub(super) struct Writer<'a> {
    /// The ids that something refers to, with the numbers that stand for them.
    pub(super) references: BTreeMap<&'a str, usize>,
    /// The classes that any rule asks for.
    pub(super) used: HashSet<String>,
    /// Whether a rule asks for lines of labels.
    pub(super) styles_lines: bool,
    /// Where labels stand that would cover others.
    pub(super) moves: HashMap<NodeId, (f32, f32)>,
    /// Classes for presentation attributes whose colour differs.
    pub(super) colours: BTreeMap<String, Vec<Declaration>>,
    /// How text looks behind what has been written of a label.
    pub(super) look: Look,
    /// Titles of groups, which stand behind the arrows: none is drawn through them.
    pub(super) titles: String,
    /// What has been written of [`DEFINITIONS`].
    pub(super) definitions: String,
    /// Whether any colour follows the theme.
    pub(super) adapts: bool,
    /// Why there is nothing to show.
    pub(super) problem: Option<Undrawable>,
}

impl<'a> Writer<'a> {
    /// Writes a node; `label` is the text colour that fits an author's own fill around it.
    pub(super) fn node(
        &mut self,
        light: Node<'a, '_>,
        dark: Node<'_, '_>,
        out: &mut String,
        depth: usize,
        label: Option<&str>,
    ) {
        if self.problem.is_some() {
            return;
        }
        if depth > MAX_DEPTH {
            self.problem = Some(Undrawable::Unreadable);
            return;
        }
        if light.is_text() {
            if light
                .parent()
                .is_some_and(|parent| matches!(parent.tag_name().name(), "text" | "tspan"))
            {
                self.text(light.text().unwrap_or(""), out);
            }
            return;
        }
        let name = light.tag_name().name();
        if name != dark.tag_name().name() {
            self.problem = Some(Undrawable::Different);
            return;
        }
        let unwraps = name == "switch"
            || name == "a" && link(light).is_none() && light.attribute("transform").is_none();
        if !unwraps && !ELEMENTS.contains(&name) {
            return;
        }
        let referred = light
            .attribute("id")
            .and_then(|id| self.references.get(id))
            .copied();
        if DEFINITIONS.contains(&name) && referred.is_none() {
            return;
        }
        if name == "text" {
            self.look = Look::default();
        }
        let own = label_colour(light, dark, name);
        let label = own.as_deref().or(label);
        let mut inner = String::new();
        let line = self.only_line(light);
        let around = line.unwrap_or(light);
        let dark_around = line.and(dark.first_child()).unwrap_or(dark);
        let Some(pairs) = children(around, dark_around, &self.references) else {
            self.problem = Some(Undrawable::Different);
            return;
        };
        self.children(around, pairs, &mut inner, depth + 1, label);
        if unwraps {
            out.push_str(&inner);
            return;
        }
        let attributes = self.attributes(light, dark, name, referred, label);
        if let Some(group) = order::titled(light) {
            let classes = self.classes(group).join(" ");
            let title = format!("<g class='{classes}'><g{attributes}>{inner}</g></g>");
            self.titles.push_str(&title);
            return;
        }
        let bare = attributes.is_empty();
        match name {
            "g" | "tspan" if bare => out.push_str(&inner),
            "g" | "text" | "tspan" | "defs" if inner.is_empty() => {}
            "rect" if light.attribute("width").is_none() => {}
            _ => {
                let name = if name == "a" && link(light).is_none() {
                    "g"
                } else {
                    name
                };
                let out = if DEFINITIONS.contains(&name) {
                    &mut self.definitions
                } else {
                    out
                };
                let _ = write!(out, "<{name}{attributes}");
                if inner.is_empty() {
                    out.push_str("/>");
                } else {
                    let _ = write!(out, ">{inner}</{name}>");
                }
            }
        }
    }

    /// The line that a text is written as, where it has no other and nothing asks for lines.
    fn only_line<'n, 'i>(&self, text: Node<'n, 'i>) -> Option<Node<'n, 'i>> {
        let is_text = text.tag_name().name() == "text" && !self.styles_lines;
        let line = is_text.then(|| lines::only(text)).flatten()?;
        self.classes(line).is_empty().then_some(line)
    }

    /// Writes the parts of `parent` in the order of its flow.
    pub(super) fn children(
        &mut self,
        parent: Node<'a, '_>,
        pairs: Pairs<'a, '_, '_, '_>,
        out: &mut String,
        depth: usize,
        label: Option<&str>,
    ) {
        let has_titles = correct::holds(parent, "root");
        for (light, dark) in order::of_flow(parent, pairs, &self.references, &self.used) {
            if has_titles && !order::is_below_titles(light) {
                out.push_str(&std::mem::take(&mut self.titles));
            }
            self.node(light, dark, out, depth, label);
        }
        if has_titles {
            out.push_str(&std::mem::take(&mut self.titles));
        }
    }

    fn text(&mut self, value: &str, out: &mut String) {
        let words = value.replace(|c: char| c.is_control(), " ");
        for (look, words) in dialect::pieces(&correct::words(&words), &mut self.look) {
            let weight = if look.bold { " font-weight='bold'" } else { "" };
            let style = if look.italic {
                " font-style='italic'"
            } else {
                ""
            };
            let words = escape::html(&words);
            let _ = if look == Look::default() {
                write!(out, "{words}")
            } else {
                write!(out, "<tspan{weight}{style}>{words}</tspan>")
            };
        }
    }

    /// Writes where a text or a line stands, if that is not as the drawer has it; whether its own place
    /// needs no writing any more.
    fn place(&self, light: Node<'a, '_>, name: &str, out: &mut String) -> bool {
        let line = self.only_line(light);
        let x = line.and_then(|line| line.attribute("x"));
        if let Some(x) = x.filter(|x| *x != "0").and_then(|x| plain("x", x)) {
            let _ = write!(out, " x='{x}'");
        }
        let y = match name {
            "tspan" => lines::y(light),
            _ => line.and_then(lines::y),
        };
        if let Some(y) = &y {
            let _ = write!(out, " y='{y}'");
        }
        y.is_some() || name == "text" && lines::have_own_places(light)
    }

    /// The element's attributes. They stand in single quotes, since the other ones would each be escaped
    /// in the JSON that mdBook reads.
    fn attributes(
        &mut self,
        light: Node<'a, '_>,
        dark: Node<'_, '_>,
        name: &str,
        referred: Option<usize>,
        label: Option<&str>,
    ) -> String {
        let mut out = String::new();
        if let Some(number) = referred {
            let _ = write!(out, " id='{ID}{number}'");
        }
        if name == "svg" {
            // What is put there by a guess of its size must not be cut.
            out.push_str(" overflow='visible'");
        }
        let is_placed = self.place(light, name, &mut out);
        let mut classes = self.classes(light);
        let mut styles = Vec::new();
        let transform = match self.moves.get(&light.id()) {
            Some((x, y)) => Some(format!("translate({x},{y})")),
            None => correct::transform(light),
        };
        for attribute in light.attributes() {
            let key = attribute.name();
            let (value, other) = (attribute.value(), dark.attribute(key).unwrap_or(""));
            let value = match &transform {
                Some(transform) if key == "transform" => transform,
                _ => value,
            };
            if key == "style" {
                let (light, dark) = (style::declarations(value), style::declarations(other));
                match style::merge_declarations(&light, &dark) {
                    Some((merged, adapts)) => {
                        styles = merged;
                        self.adapts |= adapts;
                    }
                    None => self.problem = Some(Undrawable::Different),
                }
            } else if let Some(id) = target(key, value) {
                if let Some(number) = self.references.get(id)
                    && name != "a"
                {
                    let value = match key {
                        "href" => format!("#{ID}{number}"),
                        _ => format!("url(#{ID}{number})"),
                    };
                    let _ = write!(out, " {key}='{value}'");
                }
            } else if style::COLOURS.contains(&key) {
                let (Some(value), other) =
                    (style::value_of(key, value), style::value_of(key, other))
                else {
                    continue;
                };
                let _ = write!(out, " {key}='{value}'");
                if let Some(other) = other.filter(|other| *other != value) {
                    classes.push(self.colour(key, &value, &other));
                } else if name == "rect" && key == "fill" && holds(light, "rect") {
                    // An author's ground for part of a sequence: the text on it is the theme's.
                    let faint = format!("color-mix(in srgb,{value} 25%,transparent)");
                    classes.push(self.colour(key, &value, &faint));
                }
            } else if !(is_placed && matches!(key, "y" | "dy") || is_needless(light, key, value))
                && let Some(value) = plain(key, value)
            {
                let _ = write!(out, " {key}='{}'", shorter(light, key, value));
            }
        }
        if name == "text"
            && let Some(colour) = label
            && styles
                .iter()
                .all(|(name, _)| name != "fill" && name != "color")
        {
            styles.push(("fill".to_owned(), format!("{colour}!important")));
        }
        if name == "text" && light.attribute("text-anchor").is_none() && correct::is_centred(light)
        {
            out.push_str(" text-anchor='middle'");
        }
        if !classes.is_empty() {
            let _ = write!(out, " class='{}'", classes.join(" "));
        }
        let mut css = style::css(&styles);
        if let Some(more) = correct::style(light) {
            css.push_str(if css.is_empty() { "" } else { ";" });
            css.push_str(more);
        }
        if !css.is_empty() {
            let _ = write!(out, " style='{}'", escape::html(&css));
        }
        if name == "a"
            && let Some(dest) = link(light)
        {
            let _ = write!(
                out,
                " href='{}' rel='noopener noreferrer'",
                escape::html(dest)
            );
        }
        out
    }

    /// The element's classes that a rule asks for.
    fn classes(&self, node: Node<'_, '_>) -> Vec<String> {
        let names = node.attribute("class").unwrap_or("").split_whitespace();
        let id = node.attribute("id").unwrap_or("");
        let suffixes = id
            .match_indices(['-', '_'])
            .filter_map(|(at, _)| style::class_of_id(&id[at..]));
        let mut found = Vec::new();
        for class in names.map(style::class).chain(suffixes) {
            if self.used.contains(&class) && !found.contains(&class) {
                found.push(class);
            }
        }
        found
    }

    /// The class that gives a presentation attribute its two colours.
    fn colour(&mut self, property: &str, light: &str, dark: &str) -> String {
        self.adapts = true;
        let plain = |value: &str| value.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        let class = format!("c-{property}-{}-{}", plain(light), plain(dark));
        let declarations = vec![(property.to_owned(), style::light_dark(light, dark))];
        self.colours.insert(class.clone(), declarations);
        class
    }
}

/// The colour of a node's text where an author has given a colour or a fill: the first
/// Whether an attribute says what holds without it, or what is not to hold.
fn is_needless(light: Node<'_, '_>, key: &str, value: &str) -> bool {
    let is_line = light.tag_name().name() == "tspan";
    let is_anchored = || is_line || correct::begins_at_its_place(light);
    is_default(key, value) || key == "text-anchor" && is_anchored()
}

/// The value in fewer signs, if it is a path.
fn shorter(light: Node<'_, '_>, key: &str, value: String) -> String {
    // A sign in the middle of a path stands where two of its parts meet.
    let is_edge = key == "d" && light.attribute("marker-mid").is_none();
    let shorter = is_edge.then(|| path::shorter(&value)).flatten();
    shorter.unwrap_or(value)
}

/// as it is, else what can be read on the second.
fn label_colour(light: Node<'_, '_>, dark: Node<'_, '_>, name: &str) -> Option<String> {
    if name != "g" {
        return None;
    }
    let own = |node: Node<'_, '_>, property: &str, tags: &[&str]| {
        let inner = node.descendants();
        let mut inner = inner.filter(|inner| tags.contains(&inner.tag_name().name()));
        inner.find_map(|inner| {
            let declarations = style::declarations(inner.attribute("style")?);
            let found = declarations.into_iter().find(|(name, _)| name == property);
            found.map(|(_, value)| value.trim_end_matches("!important").to_owned())
        })
    };
    // What differs is the theme's, and its text colour fits.
    let fill = |light: Node<'_, '_>, dark: Node<'_, '_>, tags: &[&str]| {
        let fill = own(light, "fill", tags)?;
        (own(dark, "fill", tags)? == fill).then(|| colour::text_on(&fill).map(str::to_owned))?
    };
    // Of a table only the head has the author's fill.
    if holds(light, "label") && holds(light, "name") {
        return fill(light.parent()?, dark.parent()?, &["g"]);
    }
    if !["node", "cluster", "statediagram-cluster"]
        .iter()
        .any(|class| holds(light, class))
    {
        return None;
    }
    let shapes = ["rect", "polygon", "circle", "ellipse", "path"];
    own(light, "color", &["g"]).or_else(|| fill(light, dark, &shapes))
}
