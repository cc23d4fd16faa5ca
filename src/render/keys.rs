//! Keys: `++ctrl+alt+del++`. Only keys that have a name, single letters and digits, and
//! words in quotes are keys: `C++ and C++` and `i++` stay.

use super::escape;
use super::inline::{Change, Group, is_escaped};
use crate::page::Flavor;
use crate::page::runs::{Run, Runs};
use std::fmt::Write as _;

/// More keys are not pressed at once.
const MOST: usize = 8;

/// Keys by the names that Material gives them, and what is written on them.
const NAMES: &[(&str, &str)] = &[
    ("alt", "Alt"),
    ("alt-graph", "AltGr"),
    ("altgr", "AltGr"),
    ("arrow-down", "↓"),
    ("arrow-left", "←"),
    ("arrow-right", "→"),
    ("arrow-up", "↑"),
    ("asterisk", "*"),
    ("at", "@"),
    ("backslash", "\\"),
    ("backspace", "⌫"),
    ("backtick", "`"),
    ("bar", "|"),
    ("break", "Break"),
    ("brace-left", "{"),
    ("brace-right", "}"),
    ("bracket-left", "["),
    ("bracket-right", "]"),
    ("caps-lock", "Caps Lock"),
    ("capslock", "Caps Lock"),
    ("caret", "^"),
    ("clear", "Clear"),
    ("cmd", "Cmd"),
    ("colon", ":"),
    ("comma", ","),
    ("command", "Cmd"),
    ("context-menu", "Menu"),
    ("control", "Ctrl"),
    ("ctrl", "Ctrl"),
    ("del", "Del"),
    ("delete", "Del"),
    ("dollar", "$"),
    ("dot", "."),
    ("double-quote", "\""),
    ("down", "↓"),
    ("end", "End"),
    ("enter", "Enter"),
    ("equal", "="),
    ("esc", "Esc"),
    ("escape", "Esc"),
    ("exclam", "!"),
    ("fn", "Fn"),
    ("function", "Fn"),
    ("grave", "`"),
    ("greater", ">"),
    ("gui", "Win"),
    ("hash", "#"),
    ("home", "Home"),
    ("hyphen", "-"),
    ("ins", "Ins"),
    ("insert", "Ins"),
    ("left", "←"),
    ("lcmd", "Left Cmd"),
    ("lctrl", "Left Ctrl"),
    ("left-alt", "Left Alt"),
    ("left-command", "Left Cmd"),
    ("left-control", "Left Ctrl"),
    ("left-shift", "Left Shift"),
    ("less", "<"),
    ("lshift", "Left Shift"),
    ("menu", "Menu"),
    ("meta", "Meta"),
    ("minus", "-"),
    ("num-lock", "Num Lock"),
    ("numlock", "Num Lock"),
    ("opt", "Option"),
    ("option", "Option"),
    ("page-down", "PgDn"),
    ("page-up", "PgUp"),
    ("paren-left", "("),
    ("paren-right", ")"),
    ("pause", "Pause"),
    ("percent", "%"),
    ("period", "."),
    ("pgdn", "PgDn"),
    ("pgup", "PgUp"),
    ("pipe", "|"),
    ("plus", "+"),
    ("pg-dn", "PgDn"),
    ("pg-up", "PgUp"),
    ("print-screen", "PrtSc"),
    ("prtsc", "PrtSc"),
    ("question", "?"),
    ("quote", "'"),
    ("rctrl", "Right Ctrl"),
    ("ret", "Return"),
    ("return", "Return"),
    ("right", "→"),
    ("right-alt", "Right Alt"),
    ("right-command", "Right Cmd"),
    ("right-control", "Right Ctrl"),
    ("right-shift", "Right Shift"),
    ("rshift", "Right Shift"),
    ("scroll-lock", "Scroll Lock"),
    ("semicolon", ";"),
    ("shift", "Shift"),
    ("single-quote", "'"),
    ("slash", "/"),
    ("space", "Space"),
    ("spacebar", "Space"),
    ("super", "Super"),
    ("tab", "Tab"),
    ("tilde", "~"),
    ("underscore", "_"),
    ("up", "↑"),
    ("win", "Win"),
    ("windows", "Win"),
];

/// The changes for all keys in running text.
pub fn find(text: &str, runs: &Runs, flavor: Flavor) -> Vec<Group> {
    let mut groups = Vec::new();
    for run in &runs.runs {
        let mut at = run.span.start;
        while let Some(next) = memchr::memmem::find(&text.as_bytes()[at..run.span.end], b"++") {
            let start = at + next;
            at = start + 2;
            let before = text[..start].chars().next_back();
            let joined = before.is_some_and(|c| c.is_alphanumeric() || c == '+');
            if joined || is_escaped(text, start) {
                continue;
            }
            if let Some((labels, len)) = parse(text, run, start) {
                let span = start..start + len;
                at = span.end;
                let flavor = if run.in_image {
                    Flavor::Markdown
                } else {
                    flavor
                };
                groups.push(vec![Change {
                    span,
                    text: written(&labels, flavor),
                    shown: labels.join("+"),
                }]);
            }
        }
    }
    groups
}

/// The keys' labels and how many bytes they take, `++` at both ends included.
fn parse(text: &str, run: &Run, start: usize) -> Option<(Vec<String>, usize)> {
    let part = &text[start..run.span.end];
    let mut rest = &part[2..];
    let mut labels = Vec::new();
    while labels.len() < MOST {
        let (label, behind) = key(rest)?;
        labels.push(label);
        if let Some(end) = behind.strip_prefix("++") {
            let ends = !end.starts_with(|c: char| c.is_alphanumeric() || c == '+');
            return ends.then_some((labels, part.len() - end.len()));
        }
        rest = behind.strip_prefix('+')?;
    }
    None
}

/// One key's label, and what follows it.
fn key(text: &str) -> Option<(String, &str)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = &text[1..];
        // A label is short; what is longer is no key.
        let end = inside.char_indices().take(40).find(|(_, c)| *c == quote)?.0;
        let label = inside[..end].trim();
        return (!label.is_empty()).then(|| (label.to_owned(), &inside[end + 1..]));
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '-';
    let len = text.char_indices().take(20).find(|(_, c)| !is_name(*c))?.0;
    let (name, rest) = text.split_at(len);
    Some((label(&name.to_lowercase())?, rest))
}

fn label(name: &str) -> Option<String> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_alphanumeric().then(|| c.to_uppercase().collect());
    }
    let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<u8>().ok();
    if let Some(n) = number("f").filter(|n| (1..=24).contains(n)) {
        return Some(format!("F{n}"));
    }
    if let Some(n) = number("num").filter(|n| *n < 10) {
        return Some(format!("Num {n}"));
    }
    let (_, label) = NAMES.iter().find(|(other, _)| *other == name)?;
    Some((*label).to_owned())
}

fn written(labels: &[String], flavor: Flavor) -> String {
    let labels = labels.iter().map(|label| escape::entities(label));
    if flavor == Flavor::Markdown {
        return labels.collect::<Vec<_>>().join("+");
    }
    let mut html = String::from("<span class=\"patterns-keys\">");
    for (index, label) in labels.enumerate() {
        let plus = if index == 0 { "" } else { "+" };
        let _ = write!(html, "{plus}<kbd>{label}</kbd>");
    }
    html.push_str("</span>");
    html
}
