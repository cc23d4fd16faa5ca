//! What is wrong with a diagram that does not parse, found by trying.
//!
//! What a parser says is about its own state: which token it had expected, at which byte. So we try
//! what authors mistake: put labels in quotes, close brackets, end blocks; and we look for the line
//! without which the rest parses. Whatever is proposed has been parsed.

use super::hint::{self, lines, shortened};
use super::labels::{self, statement_end};
use super::{Fault, Repair};
use crate::text::edit::{self, Edit};
use std::ops::Range;

/// So often a diagram is parsed to find out what is wrong with it.
const MOST_TRIALS: usize = 60;
/// So many labels are looked at one by one.
const MOST_LABELS: usize = 12;
/// A longer diagram is not tried line by line.
const MOST_LINES: usize = 400;

/// What a line of a kind of diagram is, and an example.
struct Usual {
    kinds: &'static [&'static str],
    holds: &'static str,
    example: &'static str,
}

const USUAL: &[Usual] = &[
    Usual {
        kinds: &["flowchart", "graph"],
        holds: "a node, an arrow or a subgraph",
        example: "`A[Label] -->|why| B{Choice}`; a label with brackets or quotes stands in quotes: `A[\"f(x)\"]`",
    },
    Usual {
        kinds: &["sequenceDiagram"],
        holds: "a message, a note or a block",
        example: "`Client->>Server: text`; a block such as `loop`, `alt` or `opt` ends in `end`",
    },
    Usual {
        kinds: &["classDiagram", "classDiagram-v2"],
        holds: "a class, a member or a relation",
        example: "`Animal <|-- Duck : is a` or `Duck : +swim()`",
    },
    Usual {
        kinds: &["stateDiagram", "stateDiagram-v2"],
        holds: "a state, a transition or a note",
        example: "`Idle --> Busy: start`",
    },
    Usual {
        kinds: &["erDiagram"],
        holds: "an entity, an attribute or a relation",
        example: "`CUSTOMER ||--o{ ORDER : places`",
    },
    Usual {
        kinds: &["gantt"],
        holds: "a task, a section or a setting",
        example: "`Name :id, 2026-01-05, 3d`",
    },
    Usual {
        kinds: &["pie"],
        holds: "a slice",
        example: "`\"Label\" : 42`",
    },
    Usual {
        kinds: &["journey"],
        holds: "a section or a task",
        example: "`Task: 5: Actor`, with a score from 1 to 5",
    },
    Usual {
        kinds: &["gitGraph"],
        holds: "a commit, a branch or a merge",
        example: "`commit id: \"x\"`, `branch next`, `merge next`",
    },
    Usual {
        kinds: &["mindmap", "kanban", "treemap", "treemap-beta"],
        holds: "a node, whose depth is its indentation",
        example: "`root((Topic))` and below it `  Branch`",
    },
    Usual {
        kinds: &["timeline"],
        holds: "a section or a time with its events",
        example: "`2007 : What happened`",
    },
    Usual {
        kinds: &["quadrantChart"],
        holds: "an axis, a quadrant or a point",
        example: "`Name: [0.3, 0.6]`",
    },
    Usual {
        kinds: &["xychart", "xychart-beta"],
        holds: "an axis, a line or bars",
        example: "`bar [1, 2, 3]`",
    },
    Usual {
        kinds: &["sankey", "sankey-beta"],
        holds: "a flow",
        example: "`From,To,12.5`",
    },
];

/// Looks for what is wrong. `at` is where the parser has stopped, where that is known.
pub fn diagnose(source: &str, at: Option<Range<usize>>, parses: &dyn Fn(&str) -> bool) -> Fault {
    let trials = std::cell::Cell::new(0);
    let parses = |text: &str| {
        trials.set(trials.get() + 1);
        trials.get() <= MOST_TRIALS && parses(text)
    };
    fence_inside(source)
        .or_else(|| direction(source))
        .or_else(|| quotes(source, &parses))
        .or_else(|| replaced(source, at.as_ref(), &parses))
        .or_else(|| unclosed_block(source, &parses))
        .or_else(|| one_line(source, at.as_ref(), &parses))
        .unwrap_or_else(|| whole(source, at))
}

fn usual(source: &str) -> (&'static str, Option<&'static str>) {
    let kind = hint::kind(source);
    let known = USUAL.iter().find(|usual| usual.kinds.contains(&kind));
    match known {
        Some(usual) => (usual.holds, Some(usual.example)),
        None => ("an element of this kind of diagram", None),
    }
}

fn fault(message: String, at: Range<usize>, help: String) -> Fault {
    Fault {
        message,
        at: Some(at),
        help: Some(help),
        syntax: true,
        repair: None,
    }
}

/// The bytes of a line that are not blank.
fn inked(source: &str, line: &Range<usize>) -> Range<usize> {
    let text = &source[line.clone()];
    let start = line.start + text.len() - text.trim_start().len();
    start..(start + text.trim().len())
}

/// A fence in a diagram: the block above was meant to end before.
fn fence_inside(source: &str) -> Option<Fault> {
    let line = lines(source).find(|line| {
        let text = source[line.clone()].trim_start();
        text.starts_with("```") || text.starts_with("~~~")
    })?;
    let at = inked(source, &line);
    let text = shortened(&source[at.clone()]);
    Some(fault(
        format!("`{text}` stands inside of it"),
        at,
        "close the block above this line".to_owned(),
    ))
}

/// The directions of a flowchart.
const DIRECTIONS: &[&str] = &["TB", "TD", "BT", "RL", "LR", "<", ">", "^", "v"];

/// A flowchart that leads nowhere.
fn direction(source: &str) -> Option<Fault> {
    let (start, line) = hint::first_line(source)?;
    if !matches!(hint::kind(source), "flowchart" | "graph") {
        return None;
    }
    let word = line
        .split([' ', '\t', ';'])
        .filter(|word| !word.is_empty())
        .nth(1)?;
    if DIRECTIONS.contains(&word) {
        return None;
    }
    let at = start + line.find(word)?;
    Some(fault(
        format!("`{}` is no direction", shortened(word)),
        at..at + word.len(),
        "a flowchart goes `TD` (down), `LR` (to the right), `BT` or `RL`".to_owned(),
    ))
}

/// Labels with brackets, which a flowchart takes in quotes only.
fn quotes(source: &str, parses: &dyn Fn(&str) -> bool) -> Option<Fault> {
    if !matches!(hint::kind(source), "flowchart" | "graph") {
        return None;
    }
    let labels = labels::bare(source);
    if labels.is_empty() || !parses(&quoted(source, &labels)) {
        return None;
    }
    let mut needed = labels.clone();
    if labels.len() <= MOST_LABELS {
        for label in &labels {
            let rest: Vec<_> = needed.iter().filter(|it| *it != label).cloned().collect();
            if parses(&quoted(source, &rest)) {
                needed = rest;
            }
        }
    }
    let first = needed.first()?.clone();
    let label = &source[first.clone()];
    let more = match needed.len() {
        1 => String::new(),
        2 => ", and so does one more".to_owned(),
        more => format!(", and so do {} more", more - 1),
    };
    let repair = needed
        .iter()
        .map(|it| (it.clone(), in_quotes(&source[it.clone()])));
    Some(Fault {
        repair: Some(Repair(repair.collect())),
        ..fault(
            format!(
                "the label `{}` holds signs that stand in quotes only{more}",
                shortened(label)
            ),
            first,
            format!("write `{}`", shortened(&in_quotes(label))),
        )
    })
}

fn in_quotes(label: &str) -> String {
    format!("\"{}\"", label.replace('"', "#quot;"))
}

fn quoted(source: &str, labels: &[Range<usize>]) -> String {
    let edits: Vec<Edit> = labels
        .iter()
        .map(|it| Edit::replace(it.clone(), in_quotes(&source[it.clone()])))
        .collect();
    edit::apply(source, edits)
}

/// What authors write for something else, on one line; and what is meant.
const SLIPS: &[(&str, &str, &str)] = &[
    (" -> ", " --> ", "`->` is no arrow of this kind of diagram"),
    (" => ", " ==> ", "`=>` is no arrow of this kind of diagram"),
    (" → ", " --> ", "`→` is a sign, not an arrow of Mermaid's"),
    ("–>", "-->", "a dash stands where an arrow has hyphens"),
    ("—>", "-->", "a dash stands where an arrow has hyphens"),
    ("“", "\"", "a curly quote is no quote to Mermaid"),
    ("”", "\"", "a curly quote is no quote to Mermaid"),
    ("[end]", "[End]", "`end` is a word of Mermaid's own"),
    (" end ", " End ", "`end` is a word of Mermaid's own"),
    ("--> end", "--> End", "`end` is a word of Mermaid's own"),
    (" - ", " --> ", "one hyphen is no arrow"),
    ("\t", "    ", "a tab stands in it"),
];

/// What is replaced on one line, or what closes its bracket, and the diagram parses.
fn replaced(
    source: &str,
    at: Option<&Range<usize>>,
    parses: &dyn Fn(&str) -> bool,
) -> Option<Fault> {
    for line in near(source, at).into_iter().take(MOST_LABELS) {
        let text = &source[line.clone()];
        for (wrong, right, message) in SLIPS {
            // Messages have many arrows: which one is meant nobody knows.
            let is_message = *wrong == " - " && hint::kind(source) == "sequenceDiagram";
            if !text.contains(wrong) || is_message {
                continue;
            }
            let new = text.replace(wrong, right);
            let edit: Edit = Edit::replace(line.clone(), new.clone());
            if parses(&edit::apply(source, vec![edit])) {
                let found = line.start + text.find(wrong).unwrap_or(0);
                let blank = wrong.len() - wrong.trim_start().len();
                let place = found + blank..found + blank + wrong.trim().len().max(1);
                return Some(Fault {
                    repair: Some(Repair(vec![(line.clone(), new.clone())])),
                    ..fault(
                        (*message).to_owned(),
                        place,
                        format!("write `{}`", shortened(new.trim())),
                    )
                });
            }
        }
        if let Some(fault) = closed(source, &line, parses) {
            return Some(fault);
        }
    }
    None
}

/// A bracket or a quote that its line does not close.
fn closed(source: &str, line: &Range<usize>, parses: &dyn Fn(&str) -> bool) -> Option<Fault> {
    let text = source[line.clone()].trim_end();
    // What opens a block is closed on another line.
    if text.ends_with('{') {
        return None;
    }
    let count = |c: char| text.matches(c).count();
    let ends: Vec<(char, &str)> = [('"', "\""), ('[', "]"), ('(', ")"), ('{', "}")]
        .into_iter()
        .filter(|(open, close)| match *open {
            '"' => count('"') % 2 == 1,
            open => count(open) > text.matches(close).count(),
        })
        .collect();
    for (open, close) in ends {
        let place = text.rfind(open)?;
        // Before the next arrow, or at the end of the line; a quote with the bracket behind it.
        let behind = place + statement_end(&text[place..]);
        for at in [behind, text.len()] {
            let tail = text[place..at].trim_end().len();
            let edit: Edit = Edit::insert(line.start + place + tail, close);
            if parses(&edit::apply(source, vec![edit])) {
                let from = line.start + place;
                return Some(Fault {
                    repair: Some(Repair(vec![(from + tail..from + tail, close.to_owned())])),
                    ..fault(
                        format!("`{open}` is not closed"),
                        from..from + tail,
                        format!(
                            "write `{}`",
                            shortened(&format!("{}{close}", &text[place..place + tail]))
                        ),
                    )
                });
            }
        }
    }
    None
}

/// Blocks that end in `end`.
const BLOCKS: &[&str] = &[
    "subgraph", "loop", "alt", "opt", "par", "critical", "break", "rect", "box",
];

/// A block without its `end`.
fn unclosed_block(source: &str, parses: &dyn Fn(&str) -> bool) -> Option<Fault> {
    let mut open: Vec<Range<usize>> = Vec::new();
    for line in lines(source) {
        let at = inked(source, &line);
        let word = source[at.clone()].split_whitespace().next().unwrap_or("");
        if BLOCKS.contains(&word) || source[at.clone()].ends_with('{') {
            open.push(at);
        } else if matches!(word.trim_end_matches(';'), "end" | "}") {
            open.pop();
        }
    }
    let last = open.last()?.clone();
    let line = &source[last.clone()];
    let (opens, end) = if line.ends_with('{') {
        ("{", "}")
    } else {
        (line.split_whitespace().next().unwrap_or(""), "end")
    };
    let ends = format!("{end}\n").repeat(open.len());
    if !parses(&format!("{}\n{ends}", source.trim_end())) {
        return None;
    }
    Some(fault(
        format!("this `{opens}` has no `{end}`"),
        last,
        format!("write `{end}` on a line of its own below what belongs to it"),
    ))
}

/// The lines, those first that are near the place where the parser has stopped.
fn near(source: &str, at: Option<&Range<usize>>) -> Vec<Range<usize>> {
    let first = hint::first_line(source).map_or(0, |(start, line)| start + line.len());
    let own = lines(source).take(MOST_LINES);
    let mut own: Vec<Range<usize>> = own
        .filter(|line| line.start >= first && !source[line.clone()].trim().is_empty())
        .collect();
    if let Some(at) = at {
        let index = |line: &Range<usize>| line.start.abs_diff(at.start);
        own.sort_by_key(index);
    }
    own
}

/// The line without which the rest parses.
fn one_line(
    source: &str,
    at: Option<&Range<usize>>,
    parses: &dyn Fn(&str) -> bool,
) -> Option<Fault> {
    let line = near(source, at).into_iter().find(|line| {
        let without = edit::apply(source, vec![Edit::delete(line.clone())]);
        parses(&without)
    })?;
    let (holds, example) = usual(source);
    let place = inked(source, &line);
    let text = shortened(&source[place.clone()]);
    let help = example.map_or_else(
        || "without this line the rest can be read".to_owned(),
        |example| format!("write it such as {example}"),
    );
    Some(fault(format!("`{text}` is not {holds}"), place, help))
}

fn whole(source: &str, at: Option<Range<usize>>) -> Fault {
    let (holds, example) = usual(source);
    Fault {
        message: format!("one of its lines is not {holds}"),
        at,
        help: Some(example.map_or_else(
            || "take lines out until the rest is drawn".to_owned(),
            |example| format!("a line is such as {example}"),
        )),
        syntax: true,
        repair: None,
    }
}
