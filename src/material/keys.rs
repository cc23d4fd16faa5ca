//! Keys: `++ctrl+alt+del++`. Only keys that have a name, single letters and digits, and
//! words in quotes are keys: `C++ and C++` and `i++` stay.

use crate::material::inline::{Change, Group, is_escaped};
use crate::material::runs::{Run, Runs};
use crate::page::Flavor;
use crate::text::escape;
use std::fmt::Write as _;

/// More keys are not pressed at once.
const MOST: usize = 8;

/// Keys by the names that Material gives them, and what is written on them.
const NAMES: &[(&str, &str)] = &[
    ("add", "Num +"),
    ("alt", "Alt"),
    ("alt-graph", "AltGr"),
    ("altgr", "AltGr"),
    ("apps", "Menu"),
    ("arrow-down", "↓"),
    ("arrow-left", "←"),
    ("arrow-right", "→"),
    ("arrow-up", "↑"),
    ("asterisk", "*"),
    ("at", "@"),
    ("back", "⌫"),
    ("backslash", "\\"),
    ("backspace", "⌫"),
    ("backtab", "Back Tab"),
    ("backtick", "`"),
    ("bar", "|"),
    ("bksp", "⌫"),
    ("bktab", "Back Tab"),
    ("brace-left", "{"),
    ("brace-right", "}"),
    ("bracket-left", "["),
    ("bracket-right", "]"),
    ("break", "Break"),
    ("browser-back", "Browser Back"),
    ("browser-favorites", "Browser Favorites"),
    ("browser-forward", "Browser Forward"),
    ("browser-home", "Browser Home"),
    ("browser-refresh", "Browser Refresh"),
    ("browser-search", "Browser Search"),
    ("browser-stop", "Browser Stop"),
    ("cancel", "Break"),
    ("capital", "Caps Lock"),
    ("caps-lock", "Caps Lock"),
    ("capslock", "Caps Lock"),
    ("caret", "^"),
    ("clear", "Clear"),
    ("close-brace", "}"),
    ("close-bracket", "]"),
    ("clr", "Clear"),
    ("cmd", "Cmd"),
    ("colon", ":"),
    ("comma", ","),
    ("command", "Cmd"),
    ("context-menu", "Menu"),
    ("control", "Ctrl"),
    ("copy", "Copy"),
    ("cplk", "Caps Lock"),
    ("ctrl", "Ctrl"),
    ("dblquote", "\""),
    ("decimal", "Num ."),
    ("del", "Del"),
    ("delete", "Del"),
    ("divide", "Num /"),
    ("dollar", "$"),
    ("dot", "."),
    ("double-quote", "\""),
    ("down", "↓"),
    ("eject", "Eject"),
    ("end", "End"),
    ("enter", "Enter"),
    ("equal", "="),
    ("esc", "Esc"),
    ("escape", "Esc"),
    ("exclam", "!"),
    ("exclamation", "!"),
    ("favorites", "Browser Favorites"),
    ("fingerprint", "Fingerprint"),
    ("fn", "Fn"),
    ("forward", "Browser Forward"),
    ("function", "Fn"),
    ("grave", "`"),
    ("grave-accent", "`"),
    ("greater", ">"),
    ("greater-than", ">"),
    ("gt", ">"),
    ("gui", "Win"),
    ("hash", "#"),
    ("help", "Help"),
    ("home", "Home"),
    ("hyphen", "-"),
    ("ins", "Ins"),
    ("insert", "Ins"),
    ("launch-mail", "Mail"),
    ("launch-media", "Media"),
    ("left", "←"),
    ("less", "<"),
    ("less-than", "<"),
    ("lt", "<"),
    ("mail", "Mail"),
    ("mbutton", "Middle Button"),
    ("media", "Media"),
    ("media-next-track", "Next Track"),
    ("media-pause", "Pause"),
    ("media-play", "Play"),
    ("media-play-pause", "Play/Pause"),
    ("media-prev-track", "Previous Track"),
    ("media-stop", "Stop"),
    ("menu", "Menu"),
    ("meta", "Meta"),
    ("middle-button", "Middle Button"),
    ("minus", "-"),
    ("multiply", "Num *"),
    ("mute", "Mute"),
    ("next", "PgDn"),
    ("next-track", "Next Track"),
    ("num-lock", "Num Lock"),
    ("num-separator", "Num ."),
    ("numlk", "Num Lock"),
    ("numlock", "Num Lock"),
    ("open-brace", "{"),
    ("open-bracket", "["),
    ("opt", "Option"),
    ("option", "Option"),
    ("page-dn", "PgDn"),
    ("page-down", "PgDn"),
    ("page-up", "PgUp"),
    ("paren-left", "("),
    ("paren-right", ")"),
    ("pause", "Pause"),
    ("percent", "%"),
    ("period", "."),
    ("pg-dn", "PgDn"),
    ("pg-up", "PgUp"),
    ("pgdn", "PgDn"),
    ("pgup", "PgUp"),
    ("pipe", "|"),
    ("play", "Play"),
    ("play-pause", "Play/Pause"),
    ("plus", "+"),
    ("power", "Power"),
    ("prev-track", "Previous Track"),
    ("print", "Print"),
    ("print-screen", "PrtSc"),
    ("prior", "PgUp"),
    ("prtsc", "PrtSc"),
    ("question", "?"),
    ("question-mark", "?"),
    ("quote", "'"),
    ("refresh", "Browser Refresh"),
    ("reset", "Reset"),
    ("ret", "Return"),
    ("return", "Return"),
    ("right", "→"),
    ("scroll", "Scroll Lock"),
    ("scroll-lock", "Scroll Lock"),
    ("search", "Browser Search"),
    ("select", "Select"),
    ("semicolon", ";"),
    ("separator", "Num ."),
    ("shift", "Shift"),
    ("single-quote", "'"),
    ("slash", "/"),
    ("sleep", "Sleep"),
    ("space", "Space"),
    ("spacebar", "Space"),
    ("spc", "Space"),
    ("stop", "Stop"),
    ("subtract", "Num -"),
    ("super", "Super"),
    ("tab", "Tab"),
    ("tabulator", "Tab"),
    ("tilde", "~"),
    ("underscore", "_"),
    ("up", "↑"),
    ("vol-down", "Volume Down"),
    ("vol-mute", "Mute"),
    ("vol-up", "Volume Up"),
    ("volume-down", "Volume Down"),
    ("volume-mute", "Mute"),
    ("volume-up", "Volume Up"),
    ("win", "Win"),
    ("windows", "Win"),
    ("x-button1", "X Button 1"),
    ("x-button2", "X Button 2"),
    ("xbutton1", "X Button 1"),
    ("xbutton2", "X Button 2"),
    ("zoom", "Zoom"),
];

/// Keys of which there is one on either side.
const SIDED: &[(&str, &str)] = &[
    ("alt", "Alt"),
    ("button", "Button"),
    ("cmd", "Cmd"),
    ("command", "Cmd"),
    ("control", "Ctrl"),
    ("ctrl", "Ctrl"),
    ("menu", "Menu"),
    ("meta", "Meta"),
    ("opt", "Option"),
    ("option", "Option"),
    ("shift", "Shift"),
    ("super", "Super"),
    ("win", "Win"),
    ("windows", "Win"),
];

fn labelled(names: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let found = names.iter().find(|(other, _)| *other == name)?;
    Some(found.1)
}

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
    let sides = [
        ("left-", "Left"),
        ("right-", "Right"),
        ("l", "Left"),
        ("r", "Right"),
    ];
    for (prefix, side) in sides {
        let rest = name.strip_prefix(prefix);
        if let Some(key) = rest.and_then(|rest| labelled(SIDED, rest)) {
            return Some(format!("{side} {key}"));
        }
    }
    let on_pad = name.strip_prefix("num-");
    if let Some(key) = on_pad.and_then(|rest| labelled(NAMES, rest)) {
        return Some(format!("Num {key}"));
    }
    let label = labelled(NAMES, name)?;
    Some(label.to_owned())
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
