//! What the header of a block between slashes says, with the options below it.

use super::attributes::List;
use super::slash_options::{self, Value};
use super::slashes::{Slashed, Unread};
use super::{Block, Marker, elements};
use crate::material::kinds::Kinds;
use crate::text::indent::{
    columns_behind_quotes, leading_columns, line_end, line_start, strip_quotes,
};
use crate::text::span::{Local, Span};
use std::ops::Range;

/// What a header says, with the options below it; `line` are its bytes.
pub(super) fn read(
    text: &str,
    slashed: &Slashed<'_>,
    line: Range<usize>,
    kinds: &Kinds,
) -> Result<Block<Local>, Unread> {
    let name = slashed.name.to_lowercase();
    let name_start = line.start + text[line.clone()].find(slashed.name).unwrap_or(0);
    let mut block = Block {
        marker: Marker::Plain,
        kind: String::new(),
        kind_span: Span::new(name_start..name_start + slashed.name.len()),
        classes: Vec::new(),
        title: slashed.argument.map(str::to_owned),
        title_span: Span::at(line.end),
        header: Span::new(line.clone()),
        body: Span::at(line.end),
        closing: Span::at(line.end),
        attributes: List::default(),
        begins_set: false,
        selected: false,
        number: (0, 0),
        ends: (true, true),
    };
    if let Some(title) = slashed.argument.filter(|title| !title.is_empty()) {
        let bar = text[line.clone()].find('|').map_or(0, |bar| bar + 1);
        let rest = &text[line.start + bar..line.end];
        let start = line.start + bar + rest.len() - rest.trim_start_matches(' ').len();
        block.title_span = Span::new(start..start + title.len());
    }
    let taken = named(&mut block, &name, kinds).ok_or(Unread::Unknown(name.clone()))?;
    let yaml = options(text, line.clone());
    block.header = Span::new(line.start..yaml.end);
    if block.title_span.is_empty() {
        block.title_span = Span::at(yaml.end);
    }
    block.body = Span::at(yaml.end);
    let invalid = |what: &str| Unread::Invalid(what.to_owned());
    if let Marker::Caption { .. } = block.marker {
        caption(&mut block).ok_or_else(|| invalid("what stands behind `|`"))?;
    } else if block.marker == Marker::Element {
        element(&mut block).ok_or_else(|| invalid("what stands behind `|`"))?;
    } else if block.marker == Marker::Tab && block.title.as_deref().is_none_or(str::is_empty) {
        return Err(invalid("a tab without `| Title`"));
    }
    if yaml.is_empty() {
        return Ok(block);
    }
    let (plain, places) = behind_quotes(text, &yaml);
    let values = slash_options::parse(&plain).ok_or_else(|| invalid("the indented options"))?;
    for value in &values {
        let place = places.iter().rev().find(|(at, _)| *at <= value.span.start);
        let at = place.map_or(0, |(at, source)| value.span.start - at + source);
        let span = Span::new(at..at + value.span.len());
        set(&mut block, taken, value, span)
            .ok_or_else(|| invalid(&format!("the option `{}`", value.path)))?;
    }
    Ok(block)
}

/// What a name says; the options that it takes besides `attrs`.
fn named(block: &mut Block<Local>, name: &str, kinds: &Kinds) -> Option<&'static [&'static str]> {
    let without_title = || Some(String::new());
    Some(match name {
        "admonition" => {
            block.title = block.title.take().or_else(without_title);
            &["type"]
        }
        "details" => {
            block.marker = Marker::Folded;
            block.title = block.title.take().or_else(without_title);
            &["type", "open"]
        }
        "tab" => {
            block.marker = Marker::Tab;
            &["new", "select"]
        }
        "caption" | "figure-caption" | "table-caption" => {
            block.marker = Marker::Caption {
                above: false,
                number: None,
            };
            name.clone_into(&mut block.kind);
            &["type"]
        }
        "html" => {
            block.marker = Marker::Element;
            &["markdown"]
        }
        _ => {
            let (marker, kind) = match name.strip_prefix("details-") {
                Some(kind) => (Marker::Folded, kind),
                None => (Marker::Plain, name),
            };
            if !kinds.knows(kind) {
                return None;
            }
            block.marker = marker;
            kind.clone_into(&mut block.kind);
            if marker == Marker::Folded {
                &["open"]
            } else {
                &[]
            }
        }
    })
}

/// The indented lines directly below a header, from its end.
fn options(text: &str, header: Range<usize>) -> Range<usize> {
    let before = &text[line_start(text, header.start)..header.start];
    let quotes = before.matches('>').count();
    let least = columns_behind_quotes(before) / 4 * 4 + 4;
    let mut end = header.end;
    while let Some(rest) = text
        .get(line_end(text, end) + 1..)
        .filter(|it| !it.is_empty())
    {
        let start = text.len() - rest.len();
        let line = &text[start..line_end(text, start)];
        let inside = strip_quotes(line, quotes)
            .is_some_and(|rest| !rest.trim().is_empty() && leading_columns(rest) >= least);
        if !inside {
            break;
        }
        end = start + line.trim_end_matches('\r').len();
    }
    header.end..end
}

/// Lines without their quote markers, and where each of them begins: here and in the text.
fn behind_quotes(text: &str, lines: &Range<usize>) -> (String, Vec<(usize, usize)>) {
    let mut plain = String::new();
    let mut places = Vec::new();
    let mut at = lines.start;
    for line in text[lines.clone()].split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let before = &line[..line.len() - content.len()];
        // Tabs are nothing to YAML; behind the markers only the indentation counts.
        let indent = columns_behind_quotes(before);
        plain.push_str(&" ".repeat(indent));
        places.push((plain.len(), at + before.len()));
        plain.push_str(content);
        at += line.len();
    }
    (plain, places)
}

/// Sets an option; `None` where the block takes none of this name or value.
fn set(block: &mut Block<Local>, taken: &[&str], value: &Value, span: Span<Local>) -> Option<()> {
    if let Some(key) = value.path.strip_prefix("attrs.") {
        slash_options::set(&mut block.attributes, key, &value.text);
        return Some(());
    }
    let known = taken.contains(&value.path.as_str());
    match value.path.as_str() {
        _ if !known => return None,
        "open" => {
            if value.truth()? {
                block.marker = Marker::Unfolded;
            }
        }
        "new" => block.begins_set = value.truth()?,
        "select" => block.selected = value.truth()?,
        "markdown" => matches!(value.text.as_str(), "auto" | "block").then_some(())?,
        // A caption's type says how PyMdown counts it.
        "type" if matches!(block.marker, Marker::Caption { .. }) => {}
        _ => {
            block.kind.clone_from(&value.text);
            block.kind_span = span;
            if block.title_span.is_empty() && block.title.as_deref() == Some("") {
                block.title = None;
            }
        }
    }
    Some(())
}

/// `< 7 #id.class`: above, its number, its attributes.
fn caption(block: &mut Block<Local>) -> Option<()> {
    let title = block.title.take().unwrap_or_default();
    let above = title.starts_with('<');
    let rest = title.trim_start_matches(['<', '>']).trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let number = match number {
        "" => None,
        number => Some(number.parse::<u32>().ok()?),
    };
    block.attributes = slash_options::selectors(rest.trim_start())?;
    block.marker = Marker::Caption { above, number };
    block.title_span = Span::at(block.header.end);
    Some(())
}

/// `div.class#id`: the element's name and attributes.
fn element(block: &mut Block<Local>) -> Option<()> {
    let title = block.title.take()?;
    let len = title.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, rest) = title.split_at(len.unwrap_or(title.len()));
    let name = name.to_ascii_lowercase();
    if !elements::holds_blocks(&name) {
        return None;
    }
    block.attributes = slash_options::selectors(rest)?;
    block.kind = name;
    block.title_span = Span::at(block.header.end);
    Some(())
}
