//! What to say about a diagram that does not parse.

use crate::diagram::Fault;
use crate::text::suggest::nearest;
use std::ops::Range;

/// No diagram that is drawn is larger, in bytes. The largest real ones have 5,000.
pub const SIZE_LIMIT: usize = 100_000;

/// The words that begin a diagram.
const TYPES: &[&str] = &[
    "architecture-beta",
    "block",
    "block-beta",
    "C4Component",
    "C4Container",
    "C4Context",
    "C4Deployment",
    "C4Dynamic",
    "classDiagram",
    "classDiagram-v2",
    "erDiagram",
    "flowchart",
    "gantt",
    "gitGraph",
    "graph",
    "journey",
    "kanban",
    "mindmap",
    "packet",
    "packet-beta",
    "pie",
    "quadrantChart",
    "radar-beta",
    "requirementDiagram",
    "sankey",
    "sankey-beta",
    "sequenceDiagram",
    "stateDiagram",
    "stateDiagram-v2",
    "timeline",
    "treemap",
    "treemap-beta",
    "xychart",
    "xychart-beta",
    "zenuml",
];

/// A diagram whose first word is none that Mermaid knows.
pub fn unknown_type(source: &str) -> Fault {
    let Some((at, line)) = first_line(source) else {
        return Fault {
            message: "the diagram is empty".to_owned(),
            at: None,
            help: Some("draw something, or delete the block".to_owned()),
            syntax: true,
        };
    };
    let word = line.split([' ', '\t', ':', ';']).next().unwrap_or(line);
    let lower = word.to_lowercase();
    let started = |name: &&&str| lower.len() > 3 && name.to_lowercase().starts_with(&lower);
    let near = nearest(word, TYPES.iter().copied()).or_else(|| TYPES.iter().find(started).copied());
    Fault {
        message: format!("`{}` is no kind of diagram", shortened(word)),
        at: Some(at..at + word.len()),
        help: Some(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "begin with the kind of diagram, such as `flowchart TD` or `sequenceDiagram`"
                .to_owned(),
        }),
        syntax: true,
    }
}

/// What keeps a diagram that is in order from being drawn, as far as its source tells.
pub fn obstacle(source: &str) -> Option<&'static str> {
    let kind = first_line(source).map_or("", |(_, line)| line);
    let formula = |line: &str| line.matches("$$").count() >= 2;
    if source.len() > SIZE_LIMIT {
        Some("it has more than 100,000 bytes")
    } else if kind.starts_with("architecture") {
        Some("there is no layout for diagrams of the kind `architecture`")
    } else if source.lines().any(formula) {
        Some("its labels have formulas between `$$`")
    } else {
        None
    }
}

/// A diagram that cannot be parsed, in the parser's words.
pub fn syntax(message: &str, at: Option<Range<usize>>, source: &str) -> Fault {
    let bracket = bare_bracket(source, at.as_ref());
    let at = at.or_else(|| bracket.clone().map(|(span, _)| span));
    let help = bracket.map(|(_, label)| {
        format!(
            "a label with brackets stands in quotes: `\"{}\"`",
            shortened(label)
        )
    });
    Fault {
        message: lowered(message),
        at,
        help,
        syntax: true,
    }
}

/// A label that holds brackets and stands in no quotes, on the line of `at` where that is known.
fn bare_bracket<'s>(source: &'s str, at: Option<&Range<usize>>) -> Option<(Range<usize>, &'s str)> {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let span = start..start + line.len();
        start = span.end;
        if at.is_some_and(|at| !span.contains(&at.start)) {
            continue;
        }
        if let Some((inner, label)) = bare_bracket_in(line) {
            return Some((span.start + inner.start..span.start + inner.end, label));
        }
    }
    None
}

fn bare_bracket_in(line: &str) -> Option<(Range<usize>, &str)> {
    let label = |start: usize, text: &str| {
        let inner = text.trim_start();
        let quoted = inner.starts_with(['"', '`']);
        let start = start + text.len() - inner.len();
        (!quoted && inner.contains(['(', ')', '[', ']', '{', '}']))
            .then(|| start..start + inner.trim_end().len())
    };
    // `-->|label|`
    let mut at = 0;
    for (index, part) in line.split('|').enumerate() {
        if let Some(span) = label(at, part).filter(|_| index % 2 == 1) {
            return Some((span.clone(), &line[span]));
        }
        at += part.len() + 1;
    }
    // `id[label]`, up to the next arrow
    for (open, _) in line.match_indices(['[', '(', '{']) {
        let behind_id = line[..open].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if !behind_id {
            continue;
        }
        let rest = &line[open..];
        let arrows = ["--", "==", "-.", "~~~", ":::", " & ", ";"];
        let end = arrows.iter().filter_map(|arrow| rest.find(arrow)).min();
        let mut inner = rest[..end.unwrap_or(rest.len())].trim_end();
        let mut start = open;
        // Shapes have up to three brackets on each side: `([…])`, `[(…)]`, `{{…}}`.
        while let Some(shorter) = inner
            .strip_prefix(['[', '(', '{'])
            .and_then(|inner| inner.strip_suffix([']', ')', '}']))
        {
            inner = shorter;
            start += 1;
        }
        if let Some(span) = label(start, inner).filter(|_| start > open) {
            return Some((span.clone(), &line[span]));
        }
    }
    None
}

/// The word that says what kind of diagram it is.
pub fn kind(source: &str) -> &str {
    let line = first_line(source).map_or("", |(_, line)| line);
    line.split([' ', '\t', ';', ':']).next().unwrap_or(line)
}

/// The first line that is no directive, comment or YAML, and where it starts.
pub fn first_line(source: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    let mut yaml = false;
    for line in source.split_inclusive('\n') {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let text = line.trim();
        if text == "---" {
            yaml = !yaml;
        } else if !yaml && !text.is_empty() && !text.starts_with("%%") {
            return Some((at, text));
        }
    }
    None
}

/// Diagnostics begin with a small letter and have no full stop.
fn lowered(message: &str) -> String {
    let message = shortened(message.trim().trim_end_matches('.'));
    let mut letters = message.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first
            .to_lowercase()
            .chain(message.chars().skip(1))
            .collect(),
        _ => message,
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}
