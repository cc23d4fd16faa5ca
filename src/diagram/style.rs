//! A diagram's stylesheet: read, screened, and the light and the dark one made one.
//!
//! Mermaid lets authors write CSS (`themeCSS`, `classDef`, `style`). So only rules
//! inside the diagram, known properties and harmless values come through.

use super::palette;
use crate::text::hash::fnv1a;
use crate::text::maps::HashSet;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

/// Whatever a drawing may set. Nothing of it moves a box or fetches a file.
const PROPERTIES: &[&str] = &[
    "alignment-baseline",
    "clip-rule",
    "color",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "opacity",
    "paint-order",
    "rx",
    "ry",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "visibility",
];

/// The properties whose value is a colour.
pub const COLOURS: &[&str] = &["color", "fill", "flood-color", "stop-color", "stroke"];

/// Grounds of the dark theme, of labels on edges and of notes, that are too light for
/// their text by WCAG's measure.
const PALE: &[&str] = &["#585858", "#474949"];

/// What `palette` makes of the colour of lines.
const LINE: &str = "var(--dl)";

/// How the families begin that Mermaid names where nobody has chosen others.
const FONT: &str = "'trebuchet ms'";

/// More stylesheets are not remembered. Each kind of diagrams has one, and few diagrams have one of their own.
const MOST_KNOWN: usize = 32;

/// The stylesheets that were read. To read one takes longer than all else of most drawings.
static KNOWN: Mutex<Vec<Arc<Sheet>>> = Mutex::new(Vec::new());

/// The stylesheets of a light and a dark drawing made one.
#[derive(Debug)]
pub struct Sheet {
    root: String,
    light: String,
    dark: String,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Whether the two differ in any.
    pub adapts: bool,
    /// What tells it from others.
    pub number: u64,
}

/// One rule; its selectors lead from the drawing's root inward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Each begins with a space or a `.`, or is empty for the root itself.
    pub selectors: Vec<String>,
    /// Properties and values.
    pub declarations: Vec<Declaration>,
}

/// A property and its value.
pub type Declaration = (String, String);

/// What a drawing consists of: selectors for anything else are left out.
#[derive(Debug, Default)]
pub struct Parts<'a> {
    /// The names of its elements, of those that come through.
    pub tags: Vec<&'a str>,
    /// Its classes.
    pub classes: HashSet<&'a str>,
    /// Its ids.
    pub ids: Vec<&'a str>,
}

impl Sheet {
    /// The one of a light and a dark drawing with the id `root`; `None` where the dark one lacks a rule.
    pub fn of(light: &str, dark: &str, root: &str) -> Option<Arc<Sheet>> {
        // A poisoned lock guards a list that is whole all the same.
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |it: &&Arc<Sheet>| it.root == root && it.light == light && it.dark == dark;
        if let Some(sheet) = known().iter().find(is_it) {
            return Some(Arc::clone(sheet));
        }
        let (rules, adapts) = merge(rules(light, root), &rules(dark, root))?;
        let sheet = Arc::new(Sheet {
            root: root.to_owned(),
            light: light.to_owned(),
            dark: dark.to_owned(),
            number: fnv1a(&[&format!("{rules:?}")]),
            rules,
            adapts,
        });
        let mut known = known();
        if known.len() < MOST_KNOWN {
            known.push(Arc::clone(&sheet));
        }
        Some(sheet)
    }
}

/// The harmless rules of a stylesheet. `root` is the id with which every selector begins.
fn rules(css: &str, root: &str) -> Vec<Rule> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let head = rest[..open].trim();
        let Some(length) = block_length(&rest[open..]) else {
            break;
        };
        let body = &rest[open + 1..open + length - 1];
        rest = &rest[open + length..];
        // Another look than ours; its rules differ from theme to theme in number.
        if head.starts_with('@') || head.contains("[data-look") {
            continue;
        }
        let selectors: Vec<String> = head
            .split(',')
            .filter_map(|selector| selector_of(selector.trim(), root))
            .collect();
        let mut declarations = declarations(body);
        if selectors.iter().any(|s| s.ends_with(".m-edgeLabel rect")) {
            // Through half a background, an edge strikes out its label.
            declarations.retain(|(name, _)| name != "opacity");
        }
        for (_, fill) in declarations.iter_mut().filter(|(name, _)| name == "fill") {
            if PALE.contains(&fill.as_str()) {
                "#444".clone_into(fill);
            }
        }
        if !selectors.is_empty() && !declarations.is_empty() {
            found.push(Rule {
                selectors,
                declarations,
            });
        }
    }
    found
}

/// The bytes of a block with its braces; `None` where it is not closed.
fn block_length(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// A selector without its root and with our class names, if it is a plain one.
fn selector_of(selector: &str, root: &str) -> Option<String> {
    let inner = selector.strip_prefix('#')?.strip_prefix(root)?;
    if !(inner.is_empty() || inner.starts_with([' ', '.', '>'])) {
        return None;
    }
    let mut out = String::new();
    let mut rest = inner;
    while let Some(first) = rest.chars().next() {
        if let Some(id) = rest.strip_prefix("[id$=\"") {
            let end = id.find("\"]")?;
            let suffix = &id[..end];
            let _ = write!(out, ".{}", class_of_id(suffix)?);
            rest = &id[end + 2..];
        } else if first == ' ' || first == '>' {
            out.push(first);
            rest = &rest[1..];
        } else {
            let is_class = first == '.';
            let name = &rest[usize::from(is_class)..];
            let end = name
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
                .unwrap_or(name.len());
            let name = &name[..end];
            if name.is_empty() {
                return None;
            }
            if is_class {
                let _ = write!(out, ".{}", class(name));
            } else {
                out.push_str(name);
            }
            rest = &rest[usize::from(is_class) + end..];
        }
    }
    Some(out)
}

/// Leaves out what cannot match anything in the drawing; says which rules are left, by number.
pub fn prune(rules: &[Rule], parts: &Parts<'_>) -> Vec<(usize, Rule)> {
    let has_tag = |tag: &str| tag.is_empty() || parts.tags.contains(&tag);
    let has_class = |class: &str| match (class.strip_prefix("m-"), class.strip_prefix('i')) {
        (Some(class), _) => parts.classes.contains(class),
        (None, Some(suffix)) => parts.ids.iter().any(|id| id.ends_with(suffix)),
        (None, None) => false,
    };
    let matches = |selector: &&String| {
        selector.split([' ', '>']).all(|element| {
            let mut names = element.split('.');
            names.next().is_none_or(has_tag) && names.all(has_class)
        })
    };
    let kept = |(number, rule): (usize, &Rule)| {
        let selectors: Vec<String> = rule.selectors.iter().filter(matches).cloned().collect();
        (!selectors.is_empty()).then(|| {
            let declarations = rule.declarations.clone();
            let rule = Rule {
                selectors,
                declarations,
            };
            (number, rule)
        })
    };
    rules.iter().enumerate().filter_map(kept).collect()
}

/// A class in the page: its name cannot meet another stylesheet's.
pub fn class(name: &str) -> String {
    ["m-", name].concat()
}

/// The class that stands for the ids ending in `suffix`, which differ from drawing to drawing.
pub fn class_of_id(suffix: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!suffix.is_empty() && suffix.chars().all(plain)).then(|| ["i", suffix].concat())
}

/// The harmless declarations of a block or of a `style` attribute.
pub fn declarations(body: &str) -> Vec<Declaration> {
    let mut found: Vec<Declaration> = Vec::new();
    for part in split_outside(body, ';') {
        let Some((name, value)) = part.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        if let Some(mut value) = value_of(&name, value) {
            if name == "font-family" && value.starts_with(FONT) {
                // Of the families that Mermaid names, few platforms have the first; the book has its own.
                "inherit".clone_into(&mut value);
            }
            found.retain(|(other, _)| *other != name);
            found.push((name, value));
        }
    }
    found
}

/// Splits where the separator stands in no quotes and no parentheses.
fn split_outside(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A property's value as it may stand in the page; `None` for anything but a plain one.
pub fn value_of(property: &str, value: &str) -> Option<String> {
    if !PROPERTIES.contains(&property) || value.len() > 200 {
        return None;
    }
    let trimmed = value.trim();
    let (plain, important) = match trimmed.strip_suffix("!important") {
        Some(plain) => (plain.trim(), "!important"),
        None => (trimmed, ""),
    };
    let value = if COLOURS.contains(&property) {
        colour(plain)?
    } else {
        let harmless = |c: char| {
            c.is_alphanumeric()
                || matches!(c, ' ' | '.' | ',' | '-' | '_' | '%' | '#' | '+')
                || (property == "font-family" && c == '"')
        };
        if plain.is_empty() || !plain.chars().all(harmless) {
            return None;
        }
        plain.replace('"', "'")
    };
    Some(value + important)
}

/// A colour in its shortest form; keywords that are none stay.
fn colour(value: &str) -> Option<String> {
    const KEYWORDS: &[&str] = &["none", "transparent", "currentColor", "inherit", "revert"];
    let keyword = KEYWORDS.iter().find(|k| k.eq_ignore_ascii_case(value));
    if let Some(keyword) = keyword {
        return Some((*keyword).to_owned());
    }
    let hex = csscolorparser::parse(value).ok()?.to_css_hex().to_string();
    let bytes = hex.as_bytes();
    let short =
        bytes.len() == 7 && bytes[1] == bytes[2] && bytes[3] == bytes[4] && bytes[5] == bytes[6];
    Some(if short {
        [1, 3, 5]
            .iter()
            .fold("#".to_owned(), |out, at| out + &hex[*at..=*at])
    } else {
        hex
    })
}

/// One list of rules for both themes: where they differ, the page's colour scheme
/// decides. Says too whether any differ; `None` where the dark one lacks a rule. What
/// only the dark one has is for another look.
fn merge(light: Vec<Rule>, dark: &[Rule]) -> Option<(Vec<Rule>, bool)> {
    let mut adapts = false;
    let mut merged = Vec::with_capacity(light.len());
    let mut dark = dark.iter();
    for mut light in light {
        let other = dark.find(|dark| dark.selectors == light.selectors)?;
        let (declarations, differ) = merge_declarations(&light.declarations, &other.declarations)?;
        adapts |= differ;
        light.declarations = declarations;
        if is_text(&light.selectors) {
            for (_, value) in light.declarations.iter_mut().filter(|it| it.1 == LINE) {
                // Mermaid writes messages in the colour of their lines, which is too faint for words.
                "var(--fg)".clone_into(value);
            }
        }
        merged.push(light);
    }
    Some((merged, adapts))
}

fn is_text(selectors: &[String]) -> bool {
    let ends = ["Text", " text", "tspan"];
    selectors
        .iter()
        .all(|it| ends.iter().any(|end| it.ends_with(end)))
}

/// The same for one block.
pub fn merge_declarations(
    light: &[Declaration],
    dark: &[Declaration],
) -> Option<(Vec<Declaration>, bool)> {
    let mut adapts = false;
    let mut merged = Vec::with_capacity(light.len());
    for (name, value) in light {
        let other = dark.iter().find(|(other, _)| other == name);
        match other {
            Some((_, other)) if other != value => {
                if !COLOURS.contains(&name.as_str()) {
                    return None;
                }
                adapts = true;
                let both = light_dark(value, other);
                // The plain one first, for browsers that do not know `light-dark`.
                if both.starts_with("light-dark") {
                    merged.push((name.clone(), value.clone()));
                }
                merged.push((name.clone(), both));
            }
            _ => merged.push((name.clone(), value.clone())),
        }
    }
    Some((merged, adapts))
}

/// A colour that follows the page: its own, or one for each colour scheme.
pub fn light_dark(light: &str, dark: &str) -> String {
    let plain = |value: &str| value.trim_end_matches("!important").to_owned();
    let important = if light.ends_with("!important") {
        "!important"
    } else {
        ""
    };
    let (light, dark) = (plain(light), plain(dark));
    match palette::of_page(&light, &dark) {
        Some(colour) => format!("{colour}{important}"),
        None => format!("light-dark({light},{dark}){important}"),
    }
}

/// Declarations as CSS, without a last semicolon.
pub fn css(declarations: &[Declaration]) -> String {
    let mut out = String::new();
    for (name, value) in declarations {
        let _ = write!(out, "{name}:{value};");
    }
    out.pop();
    out
}
