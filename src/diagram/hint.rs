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
            repair: None,
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
        repair: None,
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
    } else if source.contains("$$") && source.lines().any(formula) {
        Some("its labels have formulas between `$$`")
    } else {
        None
    }
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

/// A text of a diagram as messages show it, cut where it is long.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}

/// The lines with their bytes, without the line breaks.
pub fn lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    source.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        at..at + line.trim_end_matches(['\n', '\r']).len()
    })
}
