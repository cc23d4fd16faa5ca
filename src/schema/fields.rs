//! The fields of a template: what its frontmatter shows is what pages have.

use crate::schema::lines::{self, Entry, Lines};
use crate::schema::{optional, placeholders};
use crate::template::relations::Bond;
use std::ops::Range;
use std::path::Path;

/// A key of the template's frontmatter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub key: String,
    /// Its bytes in the template.
    pub span: Range<usize>,
    /// Whether a page may leave it out.
    pub optional: bool,
    /// What it takes.
    pub takes: Takes,
    /// What the template says of it, in words; may be empty.
    pub words: String,
    /// What new pages get; the template's own word, if it has one.
    pub default: Option<String>,
    /// Whether new pages get today's date.
    pub is_today: bool,
    /// How the pages that it names relate to its own, if it says so.
    pub relation: Option<Bond>,
    /// The template's value by [`placeholders::key`], without quotes, if it is one to be replaced.
    pub placeholder: Option<String>,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Anything, nothing too.
    Anything,
    /// Text of any kind, or a list of texts; the word that the template has, if it has one.
    Text(Option<String>),
    /// One of these.
    Choice(Choice),
    /// A date.
    Date {
        /// Whether that is a year and a month only.
        month: bool,
    },
    /// A number, with this unit if it has one.
    Number(String),
    /// `true` or `false`.
    Truth,
    /// A list, or one line; of these words if there are any.
    List(Vec<String>),
    /// A mapping with these keys.
    Map(Vec<Field>),
    /// A list of mappings with these keys.
    Records(Vec<Field>),
}

impl Field {
    /// The words that it takes one of, if it has a vocabulary.
    pub fn words(&self) -> Option<Vec<String>> {
        match &self.takes {
            Takes::Choice(choice) => Some(choice.entries.clone()),
            Takes::List(words) if !words.is_empty() => Some(words.clone()),
            Takes::Truth => Some(["true", "false"].map(str::to_owned).to_vec()),
            _ => None,
        }
    }
}

/// The words of a field that takes one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As the template has them.
    pub entries: Vec<String>,
    /// Whether others are welcome.
    pub open: bool,
}

/// All fields of a block, whose bytes are moved by `base`, and its strange lines.
pub fn read(block: &str, base: usize) -> (Vec<Field>, Vec<Range<usize>>) {
    let lines = lines::read(block, base);
    let strange = lines.strange.clone();
    (fields(&lines, 0), strange)
}

/// What nests deeper takes anything.
const MAX_DEPTH: usize = 8;

fn fields(lines: &Lines<'_>, depth: usize) -> Vec<Field> {
    let mut all_optional = false;
    let mut found: Vec<Field> = Vec::new();
    for entry in &lines.entries {
        if optional::speaks_of_several(&entry.above) {
            all_optional = optional::said_of_field(&entry.above);
        }
        let said = |comment: &str| optional::said_of_field(comment);
        let own = said(entry.comment) || said(&entry.above);
        let is_optional = own || all_optional || names_pages(entry);
        found.push(field(entry, is_optional, depth));
    }
    found
}

/// Whether all that a key says are paths of pages: which ones depends on the page, and there may be none.
fn names_pages(entry: &Entry<'_>) -> bool {
    let items = entry.below.iter().map(|(_, line)| {
        let item = line.trim_start();
        unquoted(item.strip_prefix('-').unwrap_or(item))
    });
    let own = Some(unquoted(entry.value)).filter(|value| !value.is_empty());
    let mut all = own.into_iter().chain(items).peekable();
    let is_page = |path: &str| {
        Path::new(path)
            .extension()
            .is_some_and(|ending| ending == "md")
    };
    all.peek().is_some() && all.all(|it| is_page(it) && !it.contains(char::is_whitespace))
}

fn field(entry: &Entry<'_>, optional: bool, depth: usize) -> Field {
    let value = unquoted(entry.value);
    let takes = if value.is_empty() && !entry.below.is_empty() {
        block(entry, depth)
    } else {
        scalar(value)
    };
    let is_filled_in = !matches!(takes, Takes::Anything | Takes::Text(Some(_)));
    let placeholder = (!value.is_empty() && is_filled_in && !is_empty_list(value))
        .then(|| placeholders::key(value));
    // What it takes says these already.
    let is_listed = matches!(takes, Takes::Choice(_))
        || value.starts_with('[') && matches!(takes, Takes::List(_));
    let described = placeholders::whole(value).filter(|_| !is_listed);
    let described = described.unwrap_or("");
    let words = [described, entry.comment, &entry.above];
    let default = match &takes {
        Takes::Text(default) => default.clone(),
        _ => None,
    };
    Field {
        default,
        is_today: false,
        relation: None,
        key: entry.key.to_owned(),
        span: entry.key_span.clone(),
        optional,
        takes,
        words: words
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or("")
            .to_owned(),
        placeholder,
    }
}

fn is_empty_list(value: &str) -> bool {
    value.starts_with('[') && value[1..].trim() == "]"
}

/// A value without the quotes around it.
pub fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        let inner = value.strip_prefix(quote);
        if let Some(inner) = inner {
            return inner.strip_suffix(quote).unwrap_or(inner).trim();
        }
    }
    value
}

/// What the lines below a key say.
fn block(entry: &Entry<'_>, depth: usize) -> Takes {
    if depth >= MAX_DEPTH {
        return Takes::Anything;
    }
    let first = entry.below[0].1.trim_start();
    let Some(rest) = first.strip_prefix('-') else {
        let lines = lines::read_lines(entry.below.iter().copied());
        return Takes::Map(fields(&lines, depth + 1));
    };
    let is_record = lines::read(rest.trim_start(), 0).entries.len() == 1;
    if is_record && !rest.trim_start().starts_with(['"', '\'', '[', '{', '<']) {
        return Takes::Records(record(entry, depth));
    }
    let items = entry
        .below
        .iter()
        .map(|(_, line)| line.trim_start().trim_start_matches('-'));
    Takes::List(vocabulary(items.map(unquoted)))
}

/// The keys of the first record of a list.
fn record(entry: &Entry<'_>, depth: usize) -> Vec<Field> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (start, line) in &entry.below {
        let bare = line.trim_start();
        if bare.starts_with('-') && !lines.is_empty() {
            break;
        }
        // The dash is a column like any other.
        lines.push((
            *start,
            line.replacen('-', " ", usize::from(bare.starts_with('-'))),
        ));
    }
    let lines = lines.iter().map(|(start, line)| (*start, line.as_str()));
    fields(&lines::read_lines(lines), depth + 1)
}

/// What a value on the key's line says.
fn scalar(value: &str) -> Takes {
    if value.is_empty() {
        return Takes::Anything;
    }
    // The text stands in the lines below.
    if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
        return Takes::Text(None);
    }
    let lower = value.to_lowercase();
    let inner = placeholders::whole(value);
    let bare = inner.unwrap_or(value);
    if lower.contains("yyyy-mm-dd") {
        return Takes::Date { month: false };
    }
    if lower.contains("yyyy-mm") {
        return Takes::Date { month: true };
    }
    if let Some(unit) = number(value) {
        return Takes::Number(unit.to_owned());
    }
    if let Some(choice) = choice(bare, inner.is_some()) {
        let is_truth = |word: &String| matches!(word.as_str(), "true" | "false");
        if choice.entries.iter().all(is_truth) {
            return Takes::Truth;
        }
        return Takes::Choice(choice);
    }
    let in_brackets = value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    if let Some(items) = in_brackets
        && (items.contains(',') || items.trim().is_empty())
        && items.split(',').all(is_short)
    {
        return Takes::List(vocabulary(items.split(',').map(unquoted)));
    }
    if inner.is_some_and(|inner| inner.to_lowercase().starts_with("list")) {
        return Takes::List(Vec::new());
    }
    // `NNNN` stands for a page's number.
    if inner.is_some() || value.contains("NNNN") || !placeholders::find(value).is_empty() {
        return Takes::Text(None);
    }
    Takes::Text(Some(value.to_owned()))
}

/// Whether an item is a name rather than a part of a sentence.
fn is_short(item: &str) -> bool {
    item.split_whitespace().count() <= 3
}

/// The unit behind a number to be filled in: `[X] min`, `[N]`.
fn number(value: &str) -> Option<&str> {
    let (inside, unit) = value.strip_prefix('[')?.split_once(']')?;
    let is_sign = inside.len() == 1 && inside.chars().all(|c| c.is_ascii_uppercase() || c == '#');
    let is_number = is_sign || ["NN", "NNN", "NNNN", "number"].contains(&inside);
    let unit = unit.trim();
    (is_number && unit.chars().all(char::is_alphabetic)).then_some(unit)
}

/// The words between bars, or between commas before an *or*.
fn choice(text: &str, in_brackets: bool) -> Option<Choice> {
    let parts: Vec<&str> = if text.contains('|') {
        text.split('|').map(str::trim).collect()
    } else {
        let (head, last) = text.rsplit_once(", or ").or_else(|| {
            let (head, last) = text.rsplit_once(" or ")?;
            head.contains(',').then_some((head, last))
        })?;
        let parts: Vec<&str> = head.split(',').chain([last]).map(str::trim).collect();
        let short = |part: &&str| (1..=3).contains(&part.split_whitespace().count());
        if !in_brackets && parts.iter().any(|part| part.contains(' ')) || !parts.iter().all(short) {
            return None;
        }
        parts
    };
    let is_rest = |part: &str| matches!(part.trim_end_matches(','), "…" | "..." | "etc." | "etc");
    let open = parts.iter().any(|part| is_rest(part));
    let entries = parts
        .iter()
        .filter(|part| !is_rest(part) && !part.is_empty());
    let entries: Vec<String> = entries.map(|part| unquoted(part).to_owned()).collect();
    (entries.len() + usize::from(open) > 1 && !entries.is_empty())
        .then_some(Choice { entries, open })
}

/// The words that a list's items have to be among; none if any will do.
fn vocabulary<'v>(items: impl Iterator<Item = &'v str>) -> Vec<String> {
    let items: Vec<&str> = items.collect();
    let is_word = |item: &&str| {
        !item.is_empty()
            && !item.contains(char::is_whitespace)
            && !item.contains('/')
            && !matches!(*item, "TBD" | "TODO" | "…" | "..." | "etc." | "etc")
            && placeholders::find(item).is_empty()
    };
    if items.len() >= 3 && items.iter().all(is_word) {
        items.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Takes, read};

    fn takes(value: &str) -> Takes {
        let block = format!("key: {value}\n");
        read(&block, 0).0.remove(0).takes
    }

    #[test]
    fn what_values_say() {
        let choice = |value: &str| match takes(value) {
            Takes::Choice(choice) => (choice.entries.join(","), choice.open),
            other => panic!("{value}: {other:?}"),
        };
        assert_eq!(
            choice("\"{proposed | accepted | … | superseded by ADR-0123\"").0,
            "proposed,accepted,superseded by ADR-0123"
        );
        assert!(choice("\"{proposed | … }\"").1);
        assert_eq!(
            choice("<Standards Track, Meta, or Informational>").0,
            "Standards Track,Meta,Informational"
        );
        assert_eq!(choice("a|b|c"), ("a,b,c".to_owned(), false));
        assert_eq!(
            takes("{YYYY-MM-DD when the decision was last updated}"),
            Takes::Date { month: false }
        );
        assert_eq!(takes("YYYY-MM"), Takes::Date { month: true });
        assert_eq!(takes("[X] min"), Takes::Number("min".to_owned()));
        assert_eq!(takes("true|false"), Takes::Truth);
        assert_eq!(
            takes("[One sentence, at most 160 characters, that says it all.]"),
            Takes::Text(None)
        );
        assert_eq!(takes("RFC-NNNN"), Takes::Text(None));
        assert_eq!(takes("[law1, law2, etc.]"), Takes::List(Vec::new()));
        assert_eq!(
            takes("[work, state, truth]"),
            Takes::List(vec!["work".into(), "state".into(), "truth".into()])
        );
        assert_eq!(takes("{list everyone involved}"), Takes::List(Vec::new()));
        assert_eq!(
            takes("<a comma separated list of names>, FirstName <foo@bar.com>"),
            Takes::Text(None)
        );
        assert_eq!(takes("Draft"), Takes::Text(Some("Draft".to_owned())));
        assert_eq!(takes(""), Takes::Anything);
    }

    #[test]
    fn what_names_pages_may_be_left_out() {
        let block = "replaces:\n  - \"/a/b.md\"\n  - c.md\nnext: ../x.md\nlist:\n  - a.md\n  - text of it.md\n";
        let (fields, _) = read(block, 0);
        let optional: Vec<bool> = fields.iter().map(|field| field.optional).collect();
        assert_eq!(optional, [true, true, false]);
    }

    #[test]
    fn blocks_and_comments() {
        let block = "# These are optional. Feel free to remove any of them.\nstatus: x\nlist:\n  - TBD\n\
            # All of the following are needed\nmap:\n  pros:\n    - \"[Pro 1]\"\nrecords:\n  - company: [Name]\n    scale: \"[S]\"\n";
        let (fields, strange) = read(block, 0);
        assert!(strange.is_empty());
        let optional: Vec<bool> = fields.iter().map(|field| field.optional).collect();
        assert_eq!(optional, [true, true, false, false]);
        let Takes::Records(keys) = &fields[3].takes else {
            panic!("{fields:#?}")
        };
        let keys: Vec<&str> = keys.iter().map(|key| key.key.as_str()).collect();
        assert_eq!(keys, ["company", "scale"]);
        let Takes::Map(keys) = &fields[2].takes else {
            panic!("{fields:#?}")
        };
        assert_eq!(keys[0].takes, Takes::List(Vec::new()));
    }
}
