//! From two drawings, one light and one dark, to the one that stands in a page.
//!
//! The drawer's output is as untrusted as the author's text: only known elements,
//! attributes and values come through, and text is escaped. What is drawn alike in
//! both themes is written once; colours that differ follow the page's colour scheme.

use super::colour;
use super::correct::{self, holds};
use super::style::{self, Declaration, Parts, Rule};
use super::{Drawing, ID};
use crate::hash::fnv1a;
use crate::render::escape;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// Deeper nesting than this is not drawn: recursion is bounded.
const MAX_DEPTH: usize = 120;
/// More elements than this make a page nobody can open.
const MAX_NODES: u32 = 60_000;

const ELEMENTS: &[&str] = &[
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
const DEFINITIONS: &[&str] = &[
    "clipPath",
    "linearGradient",
    "marker",
    "pattern",
    "radialGradient",
    "symbol",
];

/// Attributes whose value is made of numbers, letters for path commands, and a few words.
const PLAIN: &[&str] = &[
    "alignment-baseline",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill-opacity",
    "fill-rule",
    "clip-rule",
    "font-size",
    "font-style",
    "font-weight",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "offset",
    "opacity",
    "orient",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "r",
    "refX",
    "refY",
    "rotate",
    "rx",
    "ry",
    "stop-opacity",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "textLength",
    "transform",
    "transform-origin",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Attributes that refer to another element of the drawing.
const REFERENCES: &[&str] = &[
    "clip-path",
    "fill",
    "href",
    "marker-end",
    "marker-mid",
    "marker-start",
    "stroke",
];

/// Why two drawings cannot be made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is no SVG, or too deep or too large.
    Unreadable,
    /// The two differ in more than colours.
    Different,
}

/// Makes one drawing of a light and a dark one that were given the same id `root`.
pub fn merge(light: &str, dark: &str, root: &str) -> Result<Drawing, Problem> {
    let options = || ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let parse =
        |text| Document::parse_with_options(text, options()).map_err(|_| Problem::Unreadable);
    let (light, dark) = (parse(light)?, parse(dark)?);
    let tree = light.root_element();
    if tree.tag_name().name() != "svg" {
        return Err(Problem::Unreadable);
    }
    // Of C4, the dark theme changes the lines and leaves the text dark.
    let is_c4 = tree.attribute("aria-roledescription") == Some("c4");
    if is_c4 && light.input_text() != dark.input_text() {
        return Err(Problem::Different);
    }
    let parts = parts_of(tree);
    let rules = |tree: Node<'_, '_>| style::rules(&sheet(tree), root);
    let (rules, adapts) =
        style::merge(rules(tree), &rules(dark.root_element())).ok_or(Problem::Different)?;
    let all: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
    let sheet = fnv1a(&all);
    let rules = style::prune(rules, &parts);
    let used = classes_of(&rules);
    let mut writer = Writer {
        references: references(tree),
        used,
        colours: BTreeMap::new(),
        adapts,
        problem: None,
    };
    let mut body = String::new();
    let pairs = children(tree, dark.root_element(), &writer.references);
    for (light, dark) in pairs.ok_or(Problem::Different)? {
        writer.node(light, dark, &mut body, 0, None);
    }
    if let Some(problem) = writer.problem {
        return Err(problem);
    }
    // In front of all others and without specificity: what an attribute is worth in the cascade.
    let colours = writer
        .colours
        .into_iter()
        .map(|(class, declarations)| Rule {
            selectors: vec![format!(" .{class}")],
            declarations,
        });
    let colours: Vec<Rule> = colours.collect();
    let text = |name: &str| {
        tree.children()
            .find(|node| node.tag_name().name() == name)
            .map(|node| text_of(node).trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let (width, height, view_box) = size(tree).ok_or(Problem::Unreadable)?;
    let light_text = rules
        .iter()
        .find(|(_, rule)| rule.selectors.iter().any(String::is_empty))
        .and_then(|(_, rule)| rule.declarations.iter().find(|(name, _)| name == "fill"))
        .is_some_and(|(_, value)| colour::is_light(value));
    Ok(Drawing {
        body,
        view_box,
        width,
        height,
        title: text("title"),
        description: text("desc"),
        links: tree.descendants().any(|node| is_link(node)),
        sheet,
        colours: colours.iter().map(css).collect(),
        rules: rules
            .iter()
            .map(|(number, rule)| (*number, css(rule)))
            .collect(),
        paper: match (writer.adapts, light_text) {
            (true, _) => super::Paper::None,
            (false, false) => super::Paper::Light,
            (false, true) => super::Paper::Dark,
        },
    })
}

fn css(rule: &Rule) -> super::Css {
    super::Css {
        selectors: rule.selectors.clone(),
        declarations: style::css(&rule.declarations),
    }
}

fn sheet(tree: Node<'_, '_>) -> String {
    let sheets = tree
        .descendants()
        .filter(|node| node.tag_name().name() == "style");
    sheets.map(text_of).collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect()
}

fn parts_of<'a>(tree: Node<'a, '_>) -> Parts<'a> {
    let mut parts = Parts::default();
    for node in tree.descendants().filter(Node::is_element) {
        parts.tags.insert(node.tag_name().name());
        parts.ids.extend(node.attribute("id"));
        let classes = node.attribute("class").unwrap_or("");
        parts.classes.extend(classes.split_whitespace());
    }
    parts.tags.retain(|tag| ELEMENTS.contains(tag));
    parts
}

/// The classes that any rule asks for, as they stand in the page.
fn classes_of(rules: &[(usize, Rule)]) -> HashSet<String> {
    let selectors = rules.iter().flat_map(|(_, rule)| &rule.selectors);
    let names = selectors.flat_map(|selector| selector.split([' ', '>', '.']));
    names.map(str::to_owned).collect()
}

/// The ids that something refers to, with the numbers that stand for them in the page.
fn references<'a>(tree: Node<'a, '_>) -> BTreeMap<&'a str, usize> {
    let mut found = BTreeMap::new();
    let elements = tree.descendants().filter(Node::is_element);
    for id in elements.flat_map(|node| {
        node.attributes()
            .filter_map(|a| target(a.name(), a.value()))
    }) {
        let next = found.len();
        found.entry(id).or_insert(next);
    }
    found
}

/// The id that `url(#id)` or `href="#id"` names.
fn target<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    if !REFERENCES.contains(&name) {
        return None;
    }
    match name {
        "href" => value.strip_prefix('#'),
        _ => value.strip_prefix("url(#")?.strip_suffix(')'),
    }
}

/// The size and the view box of the drawing.
fn size(tree: Node<'_, '_>) -> Option<(f32, f32, String)> {
    let view_box = plain("viewBox", tree.attribute("viewBox")?)?;
    let numbers: Option<Vec<f32>> = view_box
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        [_, _, width, height]
            if (1.0..100_000.0).contains(width) && (1.0..100_000.0).contains(height) =>
        {
            Some((*width, *height, view_box))
        }
        _ => None,
    }
}

type Pairs<'l, 'i, 'd, 'j> = Vec<(Node<'l, 'i>, Node<'d, 'j>)>;

/// The nodes of both trees side by side, if there are as many. What nothing refers to
/// does not count: themes bring definitions of their own.
fn children<'l, 'i, 'd, 'j>(
    light: Node<'l, 'i>,
    dark: Node<'d, 'j>,
    references: &BTreeMap<&str, usize>,
) -> Option<Pairs<'l, 'i, 'd, 'j>> {
    let shown = |node: &Node<'_, '_>| {
        node.is_text() || node.is_element() && !is_idle_definition(*node, references)
    };
    let light: Vec<_> = light.children().filter(shown).collect();
    let dark: Vec<_> = dark.children().filter(shown).collect();
    (light.len() == dark.len()).then(|| light.into_iter().zip(dark).collect())
}

fn is_idle_definition(node: Node<'_, '_>, references: &BTreeMap<&str, usize>) -> bool {
    let name = node.tag_name().name();
    let is_definition = name == "filter" || DEFINITIONS.contains(&name);
    match name {
        "defs" => node
            .children()
            .filter(Node::is_element)
            .all(|inner| is_idle_definition(inner, references)),
        _ => {
            is_definition
                && node
                    .attribute("id")
                    .is_none_or(|id| !references.contains_key(id))
        }
    }
}

fn is_link(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "a" && link(node).is_some()
}

/// Where a link leads, if that is a page and no script.
fn link<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let dest = node
        .attributes()
        .find(|a| a.name() == "href")?
        .value()
        .trim();
    let plain = !dest.is_empty() && !dest.chars().any(|c| c.is_control() || c.is_whitespace());
    let scheme = dest.split(['/', '?', '#']).next()?.split_once(':');
    let known = scheme.is_none_or(|(scheme, _)| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
    });
    (plain && known && !dest.starts_with("//") && !dest.contains('\\')).then_some(dest)
}

struct Writer<'a> {
    references: BTreeMap<&'a str, usize>,
    used: HashSet<String>,
    /// Classes for presentation attributes whose colour differs.
    colours: BTreeMap<String, Vec<Declaration>>,
    adapts: bool,
    problem: Option<Problem>,
}

impl<'a> Writer<'a> {
    /// Writes a node; `label` is the text colour that fits an author's own fill around it.
    fn node(
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
            self.problem = Some(Problem::Unreadable);
            return;
        }
        if light.is_text() {
            if light
                .parent()
                .is_some_and(|parent| matches!(parent.tag_name().name(), "text" | "tspan"))
            {
                text(light.text().unwrap_or(""), out);
            }
            return;
        }
        let name = light.tag_name().name();
        if name != dark.tag_name().name() {
            self.problem = Some(Problem::Different);
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
        let own = label_colour(light, dark, name);
        let label = own.as_deref().or(label);
        let mut inner = String::new();
        let Some(pairs) = children(light, dark, &self.references) else {
            self.problem = Some(Problem::Different);
            return;
        };
        for (light, dark) in pairs {
            self.node(light, dark, &mut inner, depth + 1, label);
        }
        if unwraps {
            out.push_str(&inner);
            return;
        }
        let attributes = self.attributes(light, dark, name, referred, label);
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
                let _ = write!(out, "<{name}{attributes}");
                if inner.is_empty() {
                    out.push_str("/>");
                } else {
                    let _ = write!(out, ">{inner}</{name}>");
                }
            }
        }
    }

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
            let _ = write!(out, " id=\"{ID}{number}\"");
        }
        if name == "svg" {
            // What is put there by a guess of its size must not be cut.
            out.push_str(" overflow=\"visible\"");
        }
        let mut classes = self.classes(light);
        let mut styles = Vec::new();
        let transform = correct::transform(light);
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
                    None => self.problem = Some(Problem::Different),
                }
            } else if let Some(id) = target(key, value) {
                if let Some(number) = self.references.get(id)
                    && name != "a"
                {
                    let value = match key {
                        "href" => format!("#{ID}{number}"),
                        _ => format!("url(#{ID}{number})"),
                    };
                    let _ = write!(out, " {key}=\"{value}\"");
                }
            } else if style::COLOURS.contains(&key) {
                let (Some(value), other) =
                    (style::value_of(key, value), style::value_of(key, other))
                else {
                    continue;
                };
                let _ = write!(out, " {key}=\"{value}\"");
                if let Some(other) = other.filter(|other| *other != value) {
                    classes.push(self.colour(key, &value, &other));
                } else if name == "rect" && key == "fill" && holds(light, "rect") {
                    // An author's ground for part of a sequence: the text on it is the theme's.
                    let faint = format!("color-mix(in srgb,{value} 25%,transparent)");
                    classes.push(self.colour(key, &value, &faint));
                }
            } else if PLAIN.contains(&key)
                && !is_default(key, value)
                && !(key == "text-anchor"
                    && (name == "tspan" || correct::begins_at_its_place(light)))
                && let Some(value) = plain(key, value)
            {
                let _ = write!(out, " {key}=\"{value}\"");
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
            out.push_str(" text-anchor=\"middle\"");
        }
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", classes.join(" "));
        }
        let mut css = style::css(&styles);
        if let Some(more) = correct::style(light) {
            css.push_str(if css.is_empty() { "" } else { ";" });
            css.push_str(more);
        }
        if !css.is_empty() {
            let _ = write!(out, " style=\"{}\"", escape::html(&css));
        }
        if name == "a"
            && let Some(dest) = link(light)
        {
            let _ = write!(
                out,
                " href=\"{}\" rel=\"noopener noreferrer\"",
                escape::html(dest)
            );
        }
        out
    }

    /// The element's classes that a rule asks for.
    fn classes(&self, node: Node<'_, '_>) -> Vec<String> {
        let mut seen = HashSet::new();
        let names = node.attribute("class").unwrap_or("").split_whitespace();
        let id = node.attribute("id").unwrap_or("");
        let suffixes = id
            .match_indices(['-', '_'])
            .filter_map(|(at, _)| style::class_of_id(&id[at..]));
        names
            .map(style::class)
            .chain(suffixes)
            .filter(|class| self.used.contains(class) && seen.insert(class.clone()))
            .collect()
    }

    /// The class that gives a presentation attribute its two colours.
    fn colour(&mut self, property: &str, light: &str, dark: &str) -> String {
        self.adapts = true;
        let plain = |value: &str| value.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        let class = format!("c{}-{}-{}", &property[..1], plain(light), plain(dark));
        let declarations = vec![(property.to_owned(), style::light_dark(light, dark))];
        self.colours.insert(class.clone(), declarations);
        class
    }
}

/// The colour of a node's text where an author has given a colour or a fill: the first
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

fn text(value: &str, out: &mut String) {
    let words = value.replace(|c: char| c.is_control(), " ");
    out.push_str(&escape::html(&correct::words(&words)));
}

/// A value of numbers and words, shortened; `None` for anything else.
fn plain(name: &str, value: &str) -> Option<String> {
    let letters = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '+' | '%' | '(' | ')')
    };
    // Paths are written on several lines.
    let value = value.trim().replace(['\n', '\r', '\t'], " ");
    let value = value.as_str();
    if value.is_empty() || !value.chars().all(letters) || value.to_ascii_lowercase().contains("url")
    {
        return None;
    }
    Some(match name {
        "d" | "points" | "transform" | "viewBox" | "x" | "y" | "x1" | "x2" | "y1" | "y2" | "cx"
        | "cy" | "r" | "width" | "height" => rounded(value),
        _ => value.to_owned(),
    })
}

/// Numbers with at most two decimals: a hundredth of a pixel is seen by nobody.
fn rounded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '.') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(rest.len());
        let number = &rest[..end];
        let exponent = rest[end..].starts_with(['e', 'E']);
        match number.split_once('.') {
            Some((_, decimals)) if decimals.len() > 2 && !decimals.contains('.') && !exponent => {
                let shorter = number
                    .parse::<f64>()
                    .map_or_else(|_| number.to_owned(), |n| format!("{n:.2}"));
                out.push_str(shorter.trim_end_matches('0').trim_end_matches('.'));
            }
            _ => out.push_str(number),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn is_default(name: &str, value: &str) -> bool {
    matches!(
        (name, value),
        ("font-style" | "font-weight", "normal") | ("opacity" | "fill-opacity", "1")
    )
}
