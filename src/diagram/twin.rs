//! The dark stylesheet of a diagram, made of its light drawing: where themes differ in nothing else, a
//! diagram is laid out once.
//!
//! What the dark theme makes of each rule is learned from a probe, a small diagram of the same kind that is
//! drawn in both. Whatever is not sure (a rule that the probe does not have and the author has not
//! written, a colour outside of the stylesheet) has the dark drawing made by the library.

use crate::diagram::hint;
use crate::text::maps::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Kinds of diagrams, one of them, and the colours that both themes write alike in their drawings.
const KINDS: &[(&[&str], &str, &[&str])] = &[
    (
        &["graph", "flowchart"],
        "flowchart TD\n A-->B\n subgraph C\n D\n end\n",
        &[],
    ),
    (
        &["sequenceDiagram"],
        "sequenceDiagram\n A->>B: C\n Note over A,B: D\n activate A\n loop E\n A-->>B: F\n end\n",
        &["#000000", "#666", "#999", "#EDF2AE", "#eaeaea", "black"],
    ),
    (
        &["stateDiagram", "stateDiagram-v2"],
        "stateDiagram-v2\n A --> B\n state C {\n D\n }\n",
        &[],
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

/// What the dark theme makes of the rules of the light one.
type Known = HashMap<String, String>;

/// The stylesheet of the dark drawing for a light one that was given the id `root`; `draw` makes the light and the dark one of a
/// probe. `None` where only the library can say.
pub fn dark_sheet(
    source: &str,
    light: &str,
    root: &str,
    draw: fn(&str) -> Option<[String; 2]>,
) -> Option<String> {
    static PROBES: [OnceLock<Option<Known>>; KINDS.len()] =
        [const { OnceLock::new() }; KINDS.len()];
    let kind = hint::kind(source);
    let at = KINDS.iter().position(|(words, ..)| words.contains(&kind))?;
    let (_, probe, alike) = KINDS[at];
    let sheet = sheet(light)?;
    let outside = [&light[..sheet.start], &light[sheet.end..]];
    let is_alike = |value: &str| alike.contains(&value) || is_written(value, source);
    if !outside
        .iter()
        .all(|text| has_no_colour(text, root, &is_alike))
    {
        return None;
    }
    let known = PROBES[at].get_or_init(|| learn(&draw(probe)?)).as_ref()?;
    let mut dark = String::with_capacity(sheet.len());
    for rule in rules(&light[sheet])? {
        match known.get(rule) {
            Some(other) => dark.push_str(other),
            None if is_of_author(rule, source) => dark.push_str(rule),
            None => return None,
        }
    }
    Some(dark)
}

/// What becomes of each rule of a light drawing in the dark one of the same diagram.
fn learn([light, dark]: &[String; 2]) -> Option<Known> {
    let light = rules(&light[sheet(light)?])?;
    let dark = rules(&dark[sheet(dark)?])?;
    if light.len() != dark.len() {
        return None;
    }
    let mut known = Known::default();
    for (light, dark) in light.into_iter().zip(dark) {
        let before = known.insert(light.to_owned(), dark.to_owned());
        if before.is_some_and(|before| before != dark) {
            return None;
        }
    }
    Some(known)
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
    !value.is_empty() && source.contains(value)
}

fn unimportant(mut value: &str) -> &str {
    while let Some(plain) = value.strip_suffix("!important") {
        value = plain;
    }
    value
}

/// Whether nothing of a drawing outside of its stylesheet has a colour that the theme may choose.
fn has_no_colour(svg: &str, root: &str, is_alike: &impl Fn(&str) -> bool) -> bool {
    if IDS_OF_THEMES
        .iter()
        .any(|id| svg.contains(&format!("#{root}-{id}")))
    {
        return false;
    }
    let plain = |value: &str| {
        let value = unimportant(value.trim()).trim();
        value.is_empty()
            || value.starts_with("url(")
            || KEYWORDS.contains(&value)
            || is_alike(value)
    };
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let own = OF_THEMES.iter().find(|(open, _)| rest.starts_with(open));
        let end = match own {
            Some((_, close)) => rest.find(close).map(|at| at + close.len()),
            None => tag_end(rest),
        };
        let Some(end) = end else {
            return false;
        };
        if own.is_none()
            && !attributes(&rest[..end]).all(|(name, value)| match name {
                "style" => value
                    .split(';')
                    .filter_map(|it| it.split_once(':'))
                    .all(|(name, value)| !COLOURS.contains(&name.trim()) || plain(value)),
                name => !COLOURS.contains(&name) || plain(value),
            })
        {
            return false;
        }
        rest = &rest[end..];
    }
    true
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

/// The attributes of a tag, as the library writes them.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut start = 0;
    let mut quotes = memchr::memchr_iter(b'"', tag.as_bytes());
    std::iter::from_fn(move || {
        let (open, close) = (quotes.next()?, quotes.next()?);
        let name = tag[start..open].trim_end_matches('=').trim_start();
        start = close + 1;
        let blank = name.bytes().rposition(|byte| byte == b' ');
        let name = &name[blank.map_or(0, |at| at + 1)..];
        Some((name, &tag[open + 1..close]))
    })
}

#[cfg(test)]
mod tests {
    use super::{KINDS, dark_sheet};
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
        let mut found: Vec<String> = [
            "flowchart LR\n A[a]:::x -->|b| B{c}\n classDef x fill:#f9f,stroke:#333,color:#000\n style B fill:#ECECFF\n linkStyle 0 stroke:#f00",
            "flowchart TD\n subgraph s [S]\n a(((b))) -.-> c@{ shape: cyl }\n end\n click a href \"https://example.com\"",
            "graph TD\n A>b] --> B((c))\n classDef default fill:red",
            "sequenceDiagram\n actor A\n participant B\n autonumber\n rect rgb(240,240,255)\n A->>+B: c\n B--x-A: d\n end\n alt e\n A->>B: f\n else g\n Note right of B: h\n end\n box Purple i\n participant C\n end",
            "stateDiagram-v2\n [*] --> a\n state a {\n b --> c\n }\n note right of a: d\n a --> [*]\n classDef x fill:#abc\n class a x",
        ]
        .map(str::to_owned)
        .to_vec();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example"),
            &mut found,
        );
        found.truncate(24);
        let kinds: Vec<&str> = KINDS
            .iter()
            .flat_map(|(words, ..)| *words)
            .copied()
            .collect();
        found.retain(|source| kinds.contains(&kind(source)));
        found.truncate(24);
        let pairs = found.iter().filter_map(|it| Some((it, draw_both(it)?)));
        let (mut made, mut all) = (0, 0);
        for (source, [light, own]) in pairs {
            all += 1;
            if let Some(sheet) = dark_sheet(source, &light, ROOT, draw_both) {
                made += 1;
                let [twin, own] = [Dark::Sheet(sheet), Dark::Whole(own)];
                assert_eq!(
                    merge(&light, &twin, ROOT),
                    merge(&light, &own, ROOT),
                    "{source}"
                );
            }
        }
        assert!(made * 2 > all, "{made} of {all}");
    }
}
