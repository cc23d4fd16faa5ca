//! A new page of a template, as its author begins with it.

use crate::page::{Kind, Page};
use crate::schema::annotations::Place;
use crate::schema::fields::{Field, Takes, unquoted};
use crate::schema::lines::{self, Entry};
use crate::schema::{Block, Template, forms, placeholders};
use crate::text::edit::{self, Edit};
use crate::text::span::{Span, Text};
use std::fmt::Write as _;

/// What a new page is to have.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'w> {
    /// Its title.
    pub title: &'w str,
    /// Values of fields.
    pub fields: &'w [(String, String)],
    /// Today, `YYYY-MM-DD`.
    pub today: &'w str,
    /// Its number with all digits, if pages of the template are numbered.
    pub number: Option<&'w str>,
    /// Whether it gets what is optional, too.
    pub all: bool,
    /// The name of the field that says a page's title.
    pub title_field: &'w str,
}

/// The fields that say when a page was written.
const DATES: [&str; 6] = [
    "date",
    "created",
    "creation-date",
    "start-date",
    "updated",
    "last-updated",
];

/// Writes the page. `page` is the template's.
pub fn draft(page: &Page<'_>, template: &Template, wish: &Wish<'_>) -> String {
    let mut text = frontmatter(page, template, wish);
    for block in &template.blocks {
        let is_wanted = block.section.is_none_or(|at| {
            let is_asked = is_asked(template, Place::Section(at), wish);
            wish.all || is_asked || !template.sections[at].optional
        });
        if is_wanted {
            text.push_str(&written(page, template, block, wish, 0));
        }
    }
    let mut text = text.trim_end().to_owned();
    text.push('\n');
    text
}

/// Whether what is known of the page is a reason to ask for a field or a section.
fn is_asked(template: &Template, place: Place, wish: &Wish<'_>) -> bool {
    template.annotations_of(place).any(|annotation| {
        let when = annotation.when.as_ref();
        when.is_some_and(|when| when.holds_of(wish.fields) == Some(true))
    })
}

fn frontmatter(page: &Page<'_>, template: &Template, wish: &Wish<'_>) -> String {
    let yaml = page.frontmatter.yaml;
    let lines = lines::read(&page[yaml], yaml.start);
    let mut text = String::new();
    for (at, (field, entry)) in template.fields.iter().zip(&lines.entries).enumerate() {
        let is_asked = is_asked(template, Place::Field(at), wish);
        let given = wish.fields.iter().find(|(key, _)| *key == field.key);
        if !(wish.all || is_asked || given.is_some() || !field.optional) {
            continue;
        }
        let value = match given {
            Some((_, value)) => Some(scalar(value)),
            None => own(field, entry, template, wish),
        };
        match value {
            Some(value) if value.is_empty() => {
                let _ = writeln!(text, "{}:", field.key);
            }
            Some(value) => {
                let _ = writeln!(text, "{}: {value}", field.key);
            }
            None => unfilled(field, entry, &mut text),
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("---\n{text}---\n\n")
    }
}

/// The value of a field that need not be asked for.
fn own(field: &Field, entry: &Entry<'_>, template: &Template, wish: &Wish<'_>) -> Option<String> {
    let named = template
        .title
        .as_ref()
        .and_then(|title| title.field.as_deref());
    let key = field.key.as_str();
    if named.unwrap_or(wish.title_field) == key
        && matches!(field.takes, Takes::Text(_) | Takes::Anything)
    {
        return Some(scalar(&titled(unquoted(entry.value), wish)));
    }
    match &field.takes {
        Takes::Date { month: false } | Takes::Anything
            if DATES.contains(&key) || field.is_today =>
        {
            Some(wish.today.to_owned())
        }
        Takes::Number(_) => wish.number.map(bare_number),
        Takes::Text(_) if NUMBERS.contains(&unquoted(entry.value)) => wish.number.map(bare_number),
        Takes::Text(None) if entry.value.contains("NNNN") => {
            let number = wish.number?;
            let value = unquoted(entry.value).replace("NNNN", number);
            placeholders::find(&value)
                .is_empty()
                .then(|| scalar(&value))
        }
        Takes::Text(Some(default)) if is_default(default) => Some(scalar(default)),
        // An annotation gives it.
        takes if !matches!(takes, Takes::Text(Some(_))) && field.default.is_some() => {
            field.default.as_deref().map(scalar)
        }
        Takes::Anything => Some(String::new()),
        _ => None,
    }
}

/// What stands for a page's number.
const NUMBERS: [&str; 2] = ["NNNN", "0000"];

fn bare_number(number: &str) -> String {
    let bare = number.trim_start_matches('0');
    if bare.is_empty() { "0" } else { bare }.to_owned()
}

/// Whether a value of the template is one that most pages keep: a word, and no name of a file or a page.
pub(super) fn is_default(value: &str) -> bool {
    let is_word = value
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_'));
    is_word && !matches!(value, "TBD" | "TODO")
}

/// A field as the template has it, in quotes where YAML would read something else.
pub(super) fn unfilled(field: &Field, entry: &Entry<'_>, text: &mut String) {
    let value = entry.value;
    let comment = match entry.comment {
        "" => String::new(),
        comment => format!("  # {comment}"),
    };
    let value = if value.is_empty() {
        String::new()
    } else if matches!(field.takes, Takes::List(_)) && is_list(value) {
        format!(" {value}")
    } else {
        format!(" {}", scalar(unquoted(value)))
    };
    let _ = writeln!(text, "{}:{value}{comment}", entry.key);
    for (_, line) in &entry.below {
        let _ = writeln!(text, "{line}");
    }
}

/// Whether YAML reads a list of words in a value.
fn is_list(value: &str) -> bool {
    let inner = value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_word = |item: &str| {
        let item = item.trim();
        // A placeholder `<…>` is plain to YAML.
        let inner = item.trim_start_matches('<').trim_end_matches('>');
        !inner.is_empty() && scalar(inner) == inner
    };
    inner.is_some_and(|inner| {
        let is_empty = inner.trim().is_empty();
        is_empty || inner.contains(',') && inner.split(',').all(is_word)
    })
}

/// A text as YAML reads it back, in quotes where it has to be.
pub(super) fn scalar(text: &str) -> String {
    let starts = |c: char| "{[<>|&*!%@`\"'#?-:,]}".contains(c);
    let is_plain = !text.is_empty()
        && !text.starts_with(|c: char| starts(c) || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(|c: char| c.is_control())
        && !matches!(text, "null" | "~" | "Null" | "NULL");
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A block with the title in it, its guidance in comments, without what is addressed to this tool,
/// the template's instructions, and alternatives that what is known of the page rules out.
/// Its heading is `shift` ranks deeper.
pub(super) fn written(
    page: &Page<'_>,
    template: &Template,
    block: &Block,
    wish: &Wish<'_>,
    shift: i8,
) -> String {
    let mut edits: Vec<Edit<Text>> = Vec::new();
    let instructions = page.instructions.spans.iter();
    let instructions = instructions.filter(|it| block.span.contains(it.start));
    edits.extend(instructions.map(|span| Edit::delete(page.removal(*span))));
    edits.extend(ruled_out(page, template, block, wish).map(Edit::delete));
    let before = |end: usize| page.comments.partition_point(|it| it.span.start < end);
    for comment in &page.comments[before(block.span.start)..before(block.span.end)] {
        if comment.text.starts_with("patterns:") {
            edits.push(Edit::delete(page.removal(comment.span)));
        }
    }
    let heading: Span<Text> = Span::new(block.span.start..block.body.start);
    let mut headings = page.headings.iter();
    if let Some(heading) = headings.find(|it| heading.contains(it.span.start)) {
        let line = page.first_line(heading.span);
        let signs = page[line].len() - page[line].trim_start_matches('#').len();
        if block.section.is_none() {
            let own = format!("# {}", title(&page[line], wish));
            edits.push(Edit::replace(line, own));
        } else if shift != 0 && signs > 0 {
            let rank = usize::from(heading.rank).saturating_add_signed(shift.into());
            let signs = Span::new(line.start..line.start + signs);
            edits.push(Edit::replace(signs, "#".repeat(rank.clamp(1, 6))));
        }
    }
    if block.is_guidance {
        for prose in prose(page, block.body) {
            let text = page[prose]
                .trim_end()
                .replace("-->", "->")
                .replace("<!--", "<-");
            let comment = if text.contains('\n') {
                format!("<!--\n{text}\n-->")
            } else {
                format!("<!-- {text} -->")
            };
            let end = prose.start + page[prose].trim_end().len();
            edits.push(Edit::replace(Span::new(prose.start..end), comment));
        }
    }
    let mut text = edit::apply_within(page.text, block.span, &edits);
    text.truncate(text.trim_end().len());
    text.push_str("\n\n");
    text
}

/// The boxes right below an annotation whose condition does not hold.
fn ruled_out<'b>(
    page: &'b Page<'_>,
    template: &'b Template,
    block: &'b Block,
    wish: &'b Wish<'_>,
) -> impl Iterator<Item = Span<Text>> + 'b {
    let annotations = &template.annotations;
    let first = annotations.partition_point(|it| it.span.start < block.body.start);
    let own = annotations[first..].iter();
    let own = own.take_while(|it| it.span.start < block.body.end);
    let off = own.filter(|it| {
        let when = it.when.as_ref();
        when.is_some_and(|when| when.holds_of(wish.fields) == Some(false))
    });
    off.filter_map(|annotation| {
        let before = |it: &crate::material::Block| it.header.start < annotation.span.end;
        let below = page.blocks().get(page.blocks().partition_point(before))?;
        let between = &page.text[annotation.span.end..below.header.start];
        let is_right_below = between.trim().is_empty() && between.matches('\n').count() <= 1;
        let end = below.span().end;
        let blank = page.text[end..].len() - page.text[end..].trim_start().len();
        is_right_below.then(|| Span::new(below.header.start..end + blank))
    })
}

/// The template's title with the page's own words and number in it.
fn title(heading: &str, wish: &Wish<'_>) -> String {
    // Markdown would read HTML in `Use <name>` and show none of it; in code it does not.
    let shown = if wish.title.contains('`') {
        wish.title.to_owned()
    } else {
        wish.title.replace('<', "\\<")
    };
    let wish = Wish {
        title: &shown,
        ..*wish
    };
    titled(heading.trim_start_matches('#').trim(), &wish)
}

/// A text of the template with the page's title for its first placeholder, or for what stands behind its
/// number: `RFC-NNNN: Short title`.
fn titled(source: &str, wish: &Wish<'_>) -> String {
    let numbered = |text: &str| {
        let number = wish.number.unwrap_or("");
        NUMBERS
            .iter()
            .fold(text.to_owned(), |text, it| text.replace(it, number))
    };
    if let Some(first) = placeholders::find(source).into_iter().next() {
        let (before, after) = (&source[..first.start], &source[first.end..]);
        return format!("{}{}{after}", numbered(before), wish.title);
    }
    let number = NUMBERS
        .iter()
        .find_map(|it| Some(source.find(it)? + it.len()));
    let Some(end) = number.filter(|_| wish.number.is_some()) else {
        return wish.title.to_owned();
    };
    let behind = source[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let before = &source[..source.len() - behind.len()];
    let gap = if before.ends_with(char::is_whitespace) {
        ""
    } else {
        " "
    };
    format!("{}{gap}{}", numbered(before), wish.title)
}

/// Runs of paragraphs, lists and quotations, none of which is a form to be filled in.
fn prose(page: &Page<'_>, body: Span<Text>) -> Vec<Span<Text>> {
    let mut found: Vec<Span<Text>> = Vec::new();
    let mut skipped = 0;
    let mut follows = false;
    for (index, node) in page.within(body) {
        if index < skipped {
            continue;
        }
        skipped = node.end;
        let is_prose = match node.kind {
            Kind::Paragraph | Kind::Quote => true,
            Kind::List { .. } => !forms::has_task(page, index),
            _ => false,
        };
        if !is_prose {
            follows = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if follows => last.end = node.span.end,
            _ => found.push(node.span),
        }
        follows = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn what_yaml_reads_back() {
        for (text, written) in [
            ("Use PostgreSQL", "Use PostgreSQL"),
            ("{list}", "\"{list}\""),
            ("a: \"b\"", "\"a: \\\"b\\\"\""),
            ("", "\"\""),
            ("- x", "\"- x\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }
}
