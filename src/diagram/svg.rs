//! From two drawings, one light and one dark, to the one that stands in a page.
//!
//! The drawer's output is as untrusted as the author's text: only known elements,
//! attributes and values come through, and text is escaped. What is drawn alike in
//! both themes is written once; colours that differ follow the page's colour scheme.

use crate::diagram::dialect::Look;
use crate::diagram::sheet::Rules;
use crate::diagram::style::{Parts, Rule, Sheet};
use crate::diagram::value::{is_link, plain, target};
use crate::diagram::write::{DEFINITIONS, ELEMENTS, Writer};
use crate::diagram::{Drawing, Paper, apart, colour, dialect, outline, style};
use crate::text::maps::HashSet;
use roxmltree::{Document, Node, ParsingOptions};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// More elements than this make a page nobody can open.
const MAX_NODES: u32 = 60_000;

/// Why two drawings cannot be made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undrawable {
    /// It is no SVG, or too deep or too large.
    Unreadable,
    /// The two differ in more than colours.
    Different,
}

/// A dark drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dark {
    /// As the library has drawn it.
    Whole(String),
    /// It is the light one but for this stylesheet.
    Sheet(String),
}

/// Makes one drawing of a light and a dark one that were given the same id `root`.
pub fn merge(light: &str, dark: &Dark, root: &str) -> Result<Drawing, Undrawable> {
    let options = || ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let parse =
        |text| Document::parse_with_options(text, options()).map_err(|_| Undrawable::Unreadable);
    let is_c4 = is_c4(light);
    let light = parse(light)?;
    // Of C4, the dark theme changes the lines and leaves the text dark.
    let own = is_c4.then(|| dark_c4(light.input_text()));
    let whole = match (&own, dark) {
        (Some(dark), _) | (None, Dark::Whole(dark)) => Some(parse(dark)?),
        (None, Dark::Sheet(_)) => None,
    };
    let tree = light.root_element();
    if tree.tag_name().name() != "svg" {
        return Err(Undrawable::Unreadable);
    }
    let parts = parts_of(tree);
    let dark_tree = whole.as_ref().map(Document::root_element);
    let dark_css = match (dark_tree, dark) {
        (None, Dark::Sheet(css)) => Cow::Borrowed(css.as_str()),
        (tree, _) => Cow::Owned(tree.map_or_else(String::new, css_of)),
    };
    let sheet = Sheet::of(&css_of(tree), &dark_css, root).ok_or(Undrawable::Different)?;
    let rules = style::prune(&sheet.rules, &parts);
    let used = classes_of(&rules);
    let selectors = rules.iter().flat_map(|(_, rule)| &rule.selectors);
    let mut writer = Writer {
        styles_lines: selectors.into_iter().any(|text| text.contains("tspan")),
        references: references(tree),
        used,
        moves: apart::moves(tree),
        colours: BTreeMap::new(),
        look: Look::default(),
        titles: String::new(),
        definitions: String::new(),
        adapts: sheet.adapts,
        problem: None,
    };
    let mut body = String::new();
    let pairs = match dark_tree {
        Some(dark) => children(tree, dark, &writer.references),
        None => children(tree, tree, &writer.references),
    };
    let pairs = pairs.ok_or(Undrawable::Different)?;
    writer.children(tree, pairs, &mut body, 0, None);
    body.push_str(&writer.titles);
    if let Some(problem) = writer.problem {
        return Err(problem);
    }
    // In front of all others and without specificity: what an attribute is worth in the cascade.
    let mut colours = Rules::default();
    for (class, declarations) in &writer.colours {
        colours.push(0, &[format!(" .{class}")], &style::css(declarations));
    }
    let mut kept = Rules::default();
    for (number, rule) in &rules {
        kept.push(*number, &rule.selectors, &style::css(&rule.declarations));
    }
    let text = |name: &str| {
        tree.children()
            .find(|node| node.tag_name().name() == name)
            .map(|node| text_of(node).trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let (width, height, view_box) = size(tree).ok_or(Undrawable::Unreadable)?;
    let light_text = rules
        .iter()
        .find(|(_, rule)| rule.selectors.iter().any(String::is_empty))
        .and_then(|(_, rule)| rule.declarations.iter().find(|(name, _)| name == "fill"))
        .is_some_and(|(_, value)| colour::is_light(value));
    let outline = outline::of(tree);
    let definitions = match writer.definitions.as_str() {
        "" => String::new(),
        // Mermaid's rules ask for it.
        definitions => format!("<defs>{definitions}</defs>"),
    };
    Ok(Drawing {
        definitions,
        body,
        view_box,
        width,
        height,
        title: text("title").map(|text| dialect::plain(&text)),
        description: text("desc").map(|text| dialect::plain(&text)),
        boxes: outline.boxes,
        outline: outline.words,
        links: tree.descendants().any(|node| is_link(node)),
        sheet: sheet.number,
        colours,
        rules: kept,
        paper: match (writer.adapts, light_text) {
            (true, _) => Paper::None,
            (false, false) => Paper::Light,
            (false, true) => Paper::Dark,
        },
    })
}

/// Whether it is of C4.
pub(super) fn is_c4(svg: &str) -> bool {
    let head = svg.find('>').map_or("", |end| &svg[..end]);
    head.contains("aria-roledescription=\"c4\"")
}

/// A drawing of C4 with what is dark in it, besides its boxes, as light as on dark ground.
fn dark_c4(light: &str) -> String {
    light
        .replace("#444444", "#d4d4d4")
        .replace("fill:#333", "fill:#ccc")
}

fn css_of(tree: Node<'_, '_>) -> String {
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
    // Many elements have the same ones.
    let mut lists = HashSet::default();
    for node in tree.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        if !parts.tags.contains(&tag) && ELEMENTS.contains(&tag) {
            parts.tags.push(tag);
        }
        parts.ids.extend(node.attribute("id"));
        lists.extend(node.attribute("class"));
    }
    let classes = lists.iter().flat_map(|list| list.split_whitespace());
    parts.classes = classes.collect();
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

/// The nodes of two trees side by side.
pub(super) type Pairs<'l, 'i, 'd, 'j> = Vec<(Node<'l, 'i>, Node<'d, 'j>)>;

/// The nodes of both trees side by side, if there are as many. What nothing refers to
/// does not count: themes bring definitions of their own.
pub(super) fn children<'l, 'i, 'd, 'j>(
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
