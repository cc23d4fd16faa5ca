//! Whether the value of a page's field is what its template takes.

use crate::page::outline::normalise;
use crate::page::yaml::{self, Value};
use crate::schema::fields::{Choice, Field, Takes};
use crate::schema::placeholders;
use crate::text::maps::HashMap;
use crate::text::suggest::nearest;
use jiff::civil::Date;

/// What is wrong with a value.
#[derive(Debug)]
pub struct Wrong<'n> {
    /// The value, or the part of it.
    pub node: &'n yaml::Node,
    /// Whether its shape is wrong rather than what it says.
    pub is_shape: bool,
    /// In words.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Whether it is only likely: the template lets other words in.
    pub is_likely: bool,
}

impl Takes {
    /// What is taken, for a message.
    pub fn words(&self) -> String {
        match self {
            Takes::Anything => "anything".to_owned(),
            Takes::Text(_) => "text".to_owned(),
            Takes::Choice(choice) => format!("one of {}", choice.entries.join(", ")),
            Takes::Date { month: false } => "a date `YYYY-MM-DD`".to_owned(),
            Takes::Date { month: true } => "a month `YYYY-MM`".to_owned(),
            Takes::Number(unit) if unit.is_empty() => "a number".to_owned(),
            Takes::Number(unit) => format!("a number and `{unit}`"),
            Takes::Truth => "`true` or `false`".to_owned(),
            Takes::List(words) if words.is_empty() => "a list, or one line".to_owned(),
            Takes::List(words) => format!("a list of {}", words.join(", ")),
            Takes::Map(keys) => format!("a mapping of {}", names(keys)),
            Takes::Records(keys) => format!("a list of mappings of {}", names(keys)),
        }
    }
}

fn names(keys: &[Field]) -> String {
    let names: Vec<&str> = keys.iter().map(|key| key.key.as_str()).collect();
    names.join(", ")
}

/// What is wrong with the value of a field called `name`.
pub fn judge<'n>(field: &Field, name: &str, node: &'n yaml::Node, wrong: &mut Vec<Wrong<'n>>) {
    if node.is_null() {
        return;
    }
    let shape = |wrong: &mut Vec<Wrong<'n>>| {
        let takes = match &field.takes {
            Takes::Choice(_) => "one word".to_owned(),
            takes => takes.words(),
        };
        wrong.push(Wrong {
            node,
            is_shape: true,
            message: format!("`{name}` is {}, expected {takes}", node.kind()),
            help: format!("the template takes {}", field.takes.words()),
            is_likely: false,
        });
    };
    match (&field.takes, &node.value) {
        (Takes::Anything, _) | (Takes::Text(_), Value::Scalar { .. } | Value::List(_)) => {}
        (Takes::Choice(choice), Value::Scalar { text, .. }) => {
            wrong.extend(judge_choice(choice, name, node, text.trim()));
        }
        (Takes::Date { month }, Value::Scalar { text, .. }) => {
            if !is_date(text.trim(), *month) {
                let (what, form) = if *month {
                    ("month", "`YYYY-MM`, such as `2007-03`")
                } else {
                    ("date", "`YYYY-MM-DD`, such as `2007-03-31`")
                };
                wrong.push(value(
                    node,
                    format!("`{name}` is no {what}: `{text}`"),
                    format!("write {form}"),
                ));
            }
        }
        (Takes::Number(unit), Value::Scalar { text, .. }) => {
            if !is_number(text.trim(), unit) {
                let form = format!("12 {unit}");
                let message = format!("`{name}` is no number: `{text}`");
                wrong.push(value(
                    node,
                    message,
                    format!("write a number, such as `{}`", form.trim()),
                ));
            }
        }
        (Takes::Truth, Value::Scalar { text, .. }) => {
            if !yaml::is_boolean(text.trim()) {
                let message = format!("`{name}` cannot be `{text}`");
                wrong.push(value(node, message, "write `true` or `false`".to_owned()));
            }
        }
        (Takes::List(words), Value::Scalar { .. } | Value::List(_)) => {
            let single = std::slice::from_ref(node);
            for item in node.list().unwrap_or(single) {
                let text = item.text().map_or("", str::trim);
                // One line may hold several.
                let is_line = node.list().is_none() && text.contains(',');
                if !words.is_empty()
                    && !is_line
                    && item.text().is_some()
                    && !words.iter().any(|word| word == text)
                {
                    let message = format!("an entry of `{name}` cannot be `{text}`");
                    wrong.push(value(item, message, suggestion(text, words)));
                }
            }
        }
        (Takes::Map(keys), Value::Map(_)) => judge_keys(keys, name, node, wrong),
        (Takes::Records(keys), Value::List(items)) => {
            for item in items {
                match &item.value {
                    Value::Map(_) => judge_keys(keys, name, item, wrong),
                    Value::Null => {}
                    _ => wrong.push(Wrong {
                        node: item,
                        is_shape: true,
                        message: format!(
                            "an entry of `{name}` is {}, expected a mapping",
                            item.kind()
                        ),
                        help: format!("each entry has {}", names(keys)),
                        is_likely: false,
                    }),
                }
            }
        }
        _ => shape(wrong),
    }
}

fn judge_keys<'n>(keys: &[Field], name: &str, node: &'n yaml::Node, wrong: &mut Vec<Wrong<'n>>) {
    for key in keys {
        if let Some(inner) = node.get(&key.key) {
            judge(key, &format!("{name}.{}", key.key), inner, wrong);
        }
    }
}

/// The keys that the mappings in a field lack, with the field's name before them.
pub fn missing_keys(field: &Field, name: &str, node: &yaml::Node, missing: &mut Vec<String>) {
    let (keys, nodes) = match &field.takes {
        Takes::Map(keys) => (keys, std::slice::from_ref(node)),
        Takes::Records(keys) => (keys, node.list().unwrap_or_default()),
        _ => return,
    };
    for node in nodes.iter().filter(|node| node.map().is_some()) {
        for key in keys {
            let inner = format!("{name}.{}", key.key);
            match node.get(&key.key) {
                Some(node) => missing_keys(key, &inner, node, missing),
                None if !key.optional && !missing.contains(&inner) => missing.push(inner),
                None => {}
            }
        }
    }
}

fn value(node: &yaml::Node, message: String, help: String) -> Wrong<'_> {
    Wrong {
        node,
        is_shape: false,
        message,
        help,
        is_likely: false,
    }
}

fn judge_choice<'n>(
    choice: &Choice,
    name: &str,
    node: &'n yaml::Node,
    text: &str,
) -> Option<Wrong<'n>> {
    if choice.entries.iter().any(|entry| entry == text)
        || open_entry(&choice.entries, text).is_some()
    {
        return None;
    }
    let known = choice.entries.iter().map(String::as_str);
    if choice.open && nearest(text, known).is_none() {
        return None;
    }
    let message = match text {
        "" => format!("`{name}` is empty"),
        _ => format!("`{name}` cannot be `{text}`"),
    };
    let mut found = value(node, message, suggestion(text, &choice.entries));
    found.is_likely = choice.open;
    Some(found)
}

fn suggestion(text: &str, words: &[String]) -> String {
    let near = nearest(text, words.iter().map(String::as_str));
    let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
    format!("{near}the template has: {}", words.join(", "))
}

impl Choice {
    /// Whether an entry is this word or begins with it.
    pub fn begins(&self, word: &str) -> bool {
        let word = normalise(word);
        self.entries.iter().any(|entry| {
            let entry = normalise(entry);
            let rest = entry.strip_prefix(word.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

/// The entry of a choice in which something is to be filled in, such as `superseded by ADR-{n}`, that a
/// value fits. A number is part of the word where it alone tells entries apart: `P1`, `P2`.
pub fn open_entry<'e>(entries: &'e [String], text: &str) -> Option<&'e str> {
    let is_shown = |entry: &str| entry.contains(['{', '[', '<']);
    let read = entries.iter().map(|entry| (entry.as_str(), fixed(entry)));
    let read: Vec<(&str, Vec<String>)> = read.filter(|(_, pieces)| pieces.len() > 1).collect();
    let mut alike: HashMap<&[String], usize> = HashMap::default();
    for (_, pieces) in &read {
        *alike.entry(pieces).or_default() += 1;
    }
    let is_open = |entry: &str, pieces: &[String]| {
        let has_words = pieces.iter().any(|piece| !piece.is_empty());
        is_shown(entry) || has_words && alike.get(pieces) == Some(&1)
    };
    let mut open = read.iter().filter(|(entry, pieces)| is_open(entry, pieces));
    let found = open.find(|(_, pieces)| fits(pieces, text));
    found.map(|(entry, _)| *entry)
}

/// Whether a value has these words in this order and begins with the first.
fn fits(pieces: &[String], text: &str) -> bool {
    let text = normalise(text);
    let mut rest = text.as_str();
    for (index, piece) in pieces.iter().enumerate() {
        let Some(at) = rest.find(piece.as_str()).filter(|at| index > 0 || *at == 0) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    true
}

/// The words of an entry between its placeholders and numbers, in normal form.
pub fn fixed(entry: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut at = 0;
    for placeholder in placeholders::find(entry) {
        bare.push_str(&entry[at..placeholder.start]);
        bare.push('\0');
        at = placeholder.end;
    }
    bare.push_str(&entry[at..]);
    // `{n}` and `{0}` are too short for a placeholder elsewhere.
    let gaps = bare.replace(
        |c: char| c.is_ascii_digit() || matches!(c, '{' | '}' | '<' | '>'),
        "\0",
    );
    let pieces = gaps.split('\0').enumerate();
    let pieces = pieces.map(|(index, piece)| (index, normalise(piece)));
    let kept = pieces.filter(|(index, piece)| *index == 0 || !piece.is_empty() && piece != "n");
    let mut kept: Vec<String> = kept.map(|(_, piece)| piece).collect();
    if gaps.contains('\0') && kept.len() == 1 {
        kept.push(String::new());
    }
    kept
}

/// Whether a text is a real date, or a real month.
pub fn is_date(text: &str, month: bool) -> bool {
    let length = if month { 7 } else { 10 };
    let bytes = text.as_bytes();
    let form = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let whole = if month {
        format!("{text}-01")
    } else {
        text.to_owned()
    };
    bytes.len() == length && bytes.iter().enumerate().all(form) && whole.parse::<Date>().is_ok()
}

fn is_number(text: &str, unit: &str) -> bool {
    let number = text.strip_suffix(unit).map_or("", str::trim);
    !number.is_empty() && yaml::is_number(number)
}

#[cfg(test)]
mod tests {
    use super::{is_date, open_entry};

    #[test]
    fn entries_and_dates() {
        let open = |entries: &[&str], text: &str| {
            let entries: Vec<String> = entries.iter().map(|it| (*it).to_owned()).collect();
            open_entry(&entries, text).is_some()
        };
        assert!(!open(&["accepted"], "accepted"));
        assert!(open(
            &["accepted", "superseded by ADR-0123"],
            "superseded by [ADR-0005](0005-x.md)"
        ));
        assert!(open(&["superseded by ADR-{n}"], "superseded by ADR-7"));
        assert!(!open(&["superseded by ADR-{n}"], "superseded"));
        assert!(open(&["replaced by {title}"], "replaced by Something else"));
        for text in ["3", "two", "P3", "P1 or so", "pending"] {
            assert!(
                !open(&["1", "2"], text) && !open(&["P1", "P2"], text),
                "{text}"
            );
        }
        assert!(is_date("2024-02-29", false) && !is_date("2023-02-29", false));
        assert!(is_date("2024-02", true) && !is_date("2024-13", true));
    }
}
