//! The dark drawing of a diagram, made of its light one: where themes differ in nothing but colours, a
//! diagram is laid out once.
//!
//! What the dark theme makes of each rule and of each colour outside of the stylesheet is learned from a
//! probe, a small diagram of the same kind that is drawn in both. Whatever is not sure (a rule or a colour
//! that the probe does not have and the author has not written) has the dark drawing made by the library.
//!
//! A probe takes two layouts. Kinds of which each takes a quarter of a millisecond at most have none, nor have
//! those of which books hardly have more than two, where it would take longer than it saves.

use crate::diagram::hint;
use crate::diagram::svg::{Dark, is_c4};
use crate::text::maps::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Kinds of diagrams, and one of them.
const KINDS: &[(&[&str], &str)] = &[
    // With the shape of those that have colours as attributes that takes least time, 0.1 ms.
    (
        &["graph", "flowchart"],
        "flowchart TD\n A-->B\n subgraph C\n D@{ shape: tri }\n end\n",
    ),
    (
        &["sequenceDiagram"],
        "sequenceDiagram\n box A\n actor B\n end\n B->>C: D\n Note over B,C: E\n activate B\n loop F\n B-->>C: G\n end\n",
    ),
    // Without a fork, whose lines are of another colour in the dark than those of starts. Its ground,
    // which nothing else has, is not known then.
    (
        &["stateDiagram", "stateDiagram-v2"],
        "stateDiagram-v2\n [*] --> A\n state B {\n C\n }\n A --> [*]\n note right of A: D\n",
    ),
    (
        &["classDiagram", "classDiagram-v2"],
        "classDiagram\n namespace A {\n class B\n }\n B <|-- C : D\n note \"E\"\n",
    ),
    (
        &["erDiagram"],
        "erDiagram\n A ||--o{ B : C\n A {\n int D\n int E\n }\n",
    ),
    (&["mindmap"], "mindmap\n A\n  B\n  ::icon(C)\n"),
    (&["kanban"], "kanban\n A\n  B\n"),
    (
        &["requirementDiagram"],
        "requirementDiagram\n requirement A {\n id: 1\n }\n element B {\n }\n B - satisfies -> A\n",
    ),
];

/// Values that are no colour of a theme's.
const KEYWORDS: &[&str] = &["none", "transparent", "currentColor", "inherit"];
/// Attributes and properties whose values are colours.
const COLOURS: &[&str] = &[
    "fill",
    "stroke",
    "color",
    "stop-color",
    "flood-color",
    "background-color",
    "background",
];
/// Definitions that each theme has its own of. Drawings have them and hardly ever refer to them.
const OF_THEMES: &[(&str, &str)] = &[
    ("<filter ", "</filter>"),
    ("<linearGradient ", "</linearGradient>"),
];
/// How their ids begin, behind the drawing's own.
const IDS_OF_THEMES: &[&str] = &["drop-shadow", "gradient"];

/// What the dark theme makes of the light one.
#[derive(Default)]
struct Known {
    /// The probe's stylesheets.
    sheets: [String; 2],
    /// By the light rule.
    rules: HashMap<String, String>,
    /// By element, property and light colour.
    colours: HashMap<String, String>,
}

/// A colour outside of the stylesheet.
struct Colour<'a> {
    element: &'a str,
    property: &'a str,
    value: &'a str,
    /// Where it stands.
    at: Range<usize>,
}

impl Colour<'_> {
    fn key(&self) -> String {
        [self.element, self.property, self.value].join(" ")
    }
}

/// The dark drawing for a light one that was given the id `root`; `draw` makes the light and the dark one of a
/// probe. `None` where only the library can say.
pub fn dark(
    source: &str,
    light: &str,
    root: &str,
    draw: fn(&str) -> Option<[String; 2]>,
) -> Option<Dark> {
    static PROBES: [OnceLock<Option<Known>>; KINDS.len()] =
        [const { OnceLock::new() }; KINDS.len()];
    if is_c4(light) {
        // Its dark drawing is made of the light one, whatever the library draws.
        return Some(Dark::Sheet(String::new()));
    }
    let kind = hint::kind(source);
    let at = KINDS.iter().position(|(words, _)| words.contains(&kind))?;
    let known = PROBES[at].get_or_init(|| learn(&draw(KINDS[at].1)?, root));
    let known = known.as_ref()?;
    let sheet = sheet(light)?;
    let dark_sheet = known.sheet(&light[sheet.clone()], source)?;
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    // Few colours stand in many places, and to look for each in the source would take time with both.
    let mut seen = HashMap::default();
    for colour in colours(light, root)? {
        let key = (colour.element, colour.property, colour.value);
        let other = match seen.get(&key) {
            Some(other) => *other,
            None => known.colour(&colour, source)?,
        };
        seen.insert(key, other);
        if other != colour.value {
            changes.push((colour.at, other));
        }
    }
    if changes.is_empty() {
        return Some(Dark::Sheet(dark_sheet));
    }
    changes.push((sheet, &dark_sheet));
    changes.sort_by_key(|(at, _)| at.start);
    let mut whole = String::with_capacity(light.len() + dark_sheet.len());
    let mut done = 0;
    for (at, text) in changes {
        whole.push_str(&light[done..at.start]);
        whole.push_str(text);
        done = at.end;
    }
    whole.push_str(&light[done..]);
    Some(Dark::Whole(whole))
}

impl Known {
    /// What becomes of a light stylesheet.
    fn sheet(&self, light: &str, source: &str) -> Option<String> {
        let [probe, dark] = &self.sheets;
        if light == probe {
            return Some(dark.clone());
        }
        let mut dark = String::with_capacity(light.len());
        for rule in rules(light)? {
            match self.rules.get(rule) {
                Some(other) => dark.push_str(other),
                None if is_of_author(rule, source) => dark.push_str(rule),
                None => return None,
            }
        }
        Some(dark)
    }

    /// What becomes of a colour outside of it.
    fn colour<'a>(&'a self, light: &Colour<'a>, source: &str) -> Option<&'a str> {
        let is_author = is_written(light.value, source);
        match self.colours.get(&light.key()) {
            Some(dark) if dark == light.value || !is_author => Some(dark),
            None if is_author => Some(light.value),
            // What both the theme and the author have written may be of either.
            _ => None,
        }
    }
}

/// What becomes of each rule and colour of a light drawing in the dark one of the same diagram.
fn learn(both: &[String; 2], root: &str) -> Option<Known> {
    let [light, dark] = both;
    let sheets = [&light[sheet(light)?], &dark[sheet(dark)?]];
    let mut known = Known {
        sheets: sheets.map(str::to_owned),
        ..Known::default()
    };
    let [before, after] = [rules(sheets[0])?, rules(sheets[1])?];
    // Where the dark theme has rules of its own, only the whole is known.
    if before.len() == after.len() {
        for (light, dark) in before.into_iter().zip(after) {
            note(&mut known.rules, light.to_owned(), dark)?;
        }
    }
    let [before, after] = [colours(light, root)?, colours(dark, root)?];
    if before.len() != after.len() {
        return None;
    }
    for (light, dark) in before.iter().zip(after) {
        if (light.element, light.property) != (dark.element, dark.property) {
            return None;
        }
        note(&mut known.colours, light.key(), dark.value)?;
    }
    Some(known)
}

/// Notes what becomes of something, if nothing else becomes of it elsewhere.
fn note(known: &mut HashMap<String, String>, light: String, dark: &str) -> Option<()> {
    let before = known.insert(light, dark.to_owned());
    before.is_none_or(|before| before == dark).then_some(())
}

/// Where the text of the only stylesheet stands, if it is written as it is meant.
fn sheet(svg: &str) -> Option<Range<usize>> {
    const OPEN: &str = "<style>";
    let start = svg.find(OPEN)? + OPEN.len();
    let end = start + svg[start..].find("</style>")?;
    let is_plain = !svg[start..end].contains(['&', '<']) && !svg[end..].contains("<style");
    is_plain.then_some(start..end)
}

/// The rules of a stylesheet, each from the end of the one before it; `None` where braces do not match.
fn rules(css: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(&css[start..=at]);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    (depth == 0 && css[start..].trim().is_empty()).then_some(found)
}

/// Whether the author has written all values of a rule.
fn is_of_author(rule: &str, source: &str) -> bool {
    let Some((_, body)) = rule.split_once('{') else {
        return false;
    };
    let declarations = body.trim_end_matches('}').split(';');
    let mut values = declarations.filter_map(|it| it.split_once(':'));
    !body.contains('{') && values.all(|(_, value)| is_written(value, source))
}

/// Whether a value stands in the source as it is.
fn is_written(value: &str, source: &str) -> bool {
    let value = unimportant(value.trim()).trim();
    let is_part = |c: char| c.is_ascii_alphanumeric();
    !value.is_empty()
        && source.match_indices(value).any(|(at, _)| {
            let (before, after) = (&source[..at], &source[at + value.len()..]);
            !before.ends_with(is_part) && !after.starts_with(is_part)
        })
}

fn unimportant(mut value: &str) -> &str {
    while let Some(plain) = value.strip_suffix("!important") {
        value = plain;
    }
    value
}

/// The colours of a drawing outside of its stylesheet, in their order. `None` where it refers to what each
/// theme has its own of.
fn colours<'a>(svg: &'a str, root: &str) -> Option<Vec<Colour<'a>>> {
    let ids: Vec<String> = IDS_OF_THEMES
        .iter()
        .map(|id| format!("#{root}-{id}"))
        .collect();
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(at) = svg[start..].find('<') {
        start += at;
        let rest = &svg[start..];
        let own = OF_THEMES.iter().find(|(open, _)| rest.starts_with(open));
        let length = match own {
            Some((_, close)) => rest.find(close)? + close.len(),
            None => tag_end(rest)?,
        };
        let end = start + length;
        if own.is_none() {
            if ids.iter().any(|id| svg[start..end].contains(id)) {
                return None;
            }
            colours_of(svg, start..end, &mut found);
        }
        start = end;
    }
    Some(found)
}

/// Adds the colours of a tag.
fn colours_of<'a>(svg: &'a str, tag: Range<usize>, found: &mut Vec<Colour<'a>>) {
    let text = &svg[tag.clone()];
    let element = text[1..].split([' ', '>', '/']).next().unwrap_or("");
    let mut add = |property: &'a str, at: Range<usize>| {
        let property = property.trim();
        let text = svg[at.clone()].trim_start();
        let value = unimportant(text.trim_end()).trim_end();
        let is_colour = COLOURS.contains(&property)
            && !value.is_empty()
            && !value.starts_with("url(")
            && !KEYWORDS.contains(&value);
        if is_colour {
            let start = at.end - text.len();
            found.push(Colour {
                element,
                property,
                value,
                at: start..start + value.len(),
            });
        }
    };
    for (name, value) in attributes(text) {
        let value = tag.start + value.start..tag.start + value.end;
        if name != "style" {
            add(name, value);
            continue;
        }
        let mut start = value.start;
        for declaration in svg[value].split(';') {
            let end = start + declaration.len();
            if let Some((name, _)) = declaration.split_once(':') {
                add(name, start + name.len() + 1..end);
            }
            start = end + 1;
        }
    }
}

/// Where the tag ends with which a text begins.
fn tag_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quotes, mut start) = (0, 0);
    let is_end = |at: &usize| {
        quotes += memchr::memchr_iter(b'"', &bytes[start..*at]).count();
        start = *at;
        quotes % 2 == 0
    };
    memchr::memchr_iter(b'>', bytes)
        .find(is_end)
        .map(|at| at + 1)
}

/// The attributes of a tag and where their values stand, as the library writes them.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut start = 0;
    let mut quotes = memchr::memchr_iter(b'"', tag.as_bytes());
    std::iter::from_fn(move || {
        let (open, close) = (quotes.next()?, quotes.next()?);
        let name = tag[start..open].trim_end_matches('=').trim_start();
        start = close + 1;
        let blank = name.bytes().rposition(|byte| byte == b' ');
        let name = &name[blank.map_or(0, |at| at + 1)..];
        Some((name, open + 1..close))
    })
}

#[cfg(test)]
mod tests {
    use super::{KINDS, dark};
    use crate::diagram::hint::kind;
    use crate::diagram::mermaid::{ROOT, draw_both};
    use crate::diagram::svg::{Dark, merge};
    use std::fs;
    use std::path::Path;

    /// Sources of diagrams below a folder.
    fn sources(folder: &Path, found: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|it| it == "md") {
                let text = fs::read_to_string(path).unwrap_or_default();
                let fences = text.split("```mermaid\n").skip(1);
                found.extend(fences.filter_map(|it| Some(it.split_once("\n```")?.0.to_owned())));
            }
        }
    }

    #[test]
    fn a_dark_drawing_is_what_the_library_draws() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        sources(&root.join("tests/it/diagrams"), &mut found);
        sources(&root.join("tests/it/browser"), &mut found);
        let own = found.len();
        sources(&root.join("book-example"), &mut found);
        found.truncate(own + 24);
        let has_probe = |source: &str| KINDS.iter().position(|it| it.0.contains(&kind(source)));
        let mut counts = [[0; 2]; KINDS.len()];
        for source in found.iter().filter(|it| !it.contains("theme")) {
            let [light, whole] = draw_both(source).unwrap();
            let twin = dark(source, &light, ROOT, draw_both);
            if let Some(at) = has_probe(source) {
                counts[at][usize::from(twin.is_some())] += 1;
            }
            if let Some(twin) = twin {
                let whole = Dark::Whole(whole);
                assert_eq!(
                    merge(&light, &twin, ROOT),
                    merge(&light, &whole, ROOT),
                    "{source}"
                );
            }
        }
        let [twice, once] = [0, 1].map(|at| counts.iter().map(|it| it[at]).sum::<usize>());
        assert!(counts.iter().all(|[_, once]| *once > 0), "{counts:?}");
        assert!(once > twice * 4, "{counts:?}");
    }
}
