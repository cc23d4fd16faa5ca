//! What a template calls its sections, and which headings of a page are called so.

use crate::page::Heading;
use crate::page::outline::normalise;
use crate::schema::optional;
use crate::schema::placeholders;

/// What a section of a template is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// These words, in normal form.
    Words(String),
    /// These words, in normal form, with other words between them; an empty first or last one
    /// stands for an open end. A number in them stands for any number.
    Gaps(Vec<String>),
    /// Any words.
    Any,
}

impl Name {
    /// Reads a heading of a template from its source, without `#`.
    pub fn read(source: &str) -> Name {
        let (source, _) = optional::without(source);
        let mut pieces = Vec::new();
        let mut at = 0;
        for placeholder in placeholders::find(&source) {
            pieces.push(form(&source[at..placeholder.start]));
            at = placeholder.end;
        }
        if pieces.is_empty() {
            return Name::Words(form(&source));
        }
        pieces.push(form(&source[at..]));
        if pieces.iter().all(String::is_empty) {
            Name::Any
        } else {
            Name::Gaps(pieces.iter().map(|piece| numberless(piece)).collect())
        }
    }

    /// Whether a heading of a page, in its [`form`], is called so; of gaps only.
    pub fn fits(&self, form: &str) -> bool {
        match self {
            Name::Words(words) => words == form,
            Name::Any => !form.is_empty(),
            Name::Gaps(pieces) => fits(pieces, &numberless(form)),
        }
    }
}

/// Whether the pieces stand in the text in this order with words between them.
fn fits(pieces: &[String], text: &str) -> bool {
    let [first, middle @ .., last] = pieces else {
        return false;
    };
    let Some(rest) = text.strip_prefix(first.as_str()) else {
        return false;
    };
    let Some(mut rest) = rest.strip_suffix(last.as_str()) else {
        return false;
    };
    for piece in middle {
        let Some(at) = rest.find(piece.as_str()).filter(|at| *at > 0) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    !rest.trim().is_empty()
}

/// A text in which all numbers are one.
fn numberless(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        if is_number { "#" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A heading's form, by which it is compared: its normal form, singular, without what says that
/// it is optional and without *and*, for which others write `&` or a comma.
pub fn form(text: &str) -> String {
    let (text, _) = optional::without(text);
    compared(&normalise(&text.replace("(s)", "s")))
}

fn compared(normal: &str) -> String {
    let words = normal.split(' ').filter(|word| *word != "and");
    let words: Vec<String> = words.map(singular).collect();
    words.join(" ")
}

/// A form without the number that it begins with, such as `2.1`, if it has one.
fn unnumbered(form: &str) -> Option<&str> {
    let rest = form.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let number = &form[..form.len() - rest.len()];
    (number.ends_with(' ') && !rest.is_empty()).then_some(rest)
}

/// By which other forms a section of a template is known where no other is: without its number,
/// and without a remark in brackets.
pub fn others(title: &str) -> Vec<String> {
    let whole = form(title);
    let bare = without_brackets(title).map(|(bare, _)| form(&bare));
    let mut found: Vec<String> = Vec::new();
    for form in bare.iter().chain([&whole]) {
        found.extend(unnumbered(form).map(str::to_owned));
    }
    found.extend(bare);
    found.retain(|form| !form.is_empty() && *form != whole);
    found
}

/// A heading without what stands in its first brackets, and that.
fn without_brackets(text: &str) -> Option<(String, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((format!("{before}{after}"), inside))
}

/// The form of a heading of a page, whose normal form is known.
pub fn form_of(heading: &Heading) -> String {
    if heading.text.contains(['(', '[']) {
        return form(&heading.text);
    }
    compared(&heading.normal)
}

/// The forms by which a heading of a page may be found, the likeliest first: the whole of it,
/// without what stands in brackets, that, and each without its number.
pub fn forms(heading: &Heading) -> Vec<String> {
    let mut forms = vec![form_of(heading)];
    if let Some((bare, inside)) = without_brackets(&heading.text) {
        for alias in [form(&bare), form(inside)] {
            if !alias.is_empty() && !forms.contains(&alias) {
                forms.push(alias);
            }
        }
    }
    for at in 0..forms.len() {
        if let Some(alias) = unnumbered(&forms[at]).map(str::to_owned)
            && !forms.contains(&alias)
        {
            forms.push(alias);
        }
    }
    forms
}

/// The singular of a word, or what stands for it where both have the same.
fn singular(word: &str) -> String {
    let stem = if word.len() <= 3 || word.ends_with("ss") {
        None
    } else if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    } else if ["ches", "shes", "sses", "xes"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        word.strip_suffix("es")
    } else {
        word.strip_suffix('s')
    };
    stem.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Name, form, forms};
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[test]
    fn names_and_what_fits() {
        for (template, page, fits) in [
            ("Solutions", "Solution", true),
            ("Author(s) (optional)", "Authors", true),
            ("Story (optional)", "Story", true),
            ("Open Questions [optional]", "Open questions", true),
            (
                "Intent of [Pattern] Design Pattern",
                "Intent of Abstract Factory Design Pattern",
                true,
            ),
            (
                "Intent of [Pattern] Design Pattern",
                "Intent of Design Pattern",
                false,
            ),
            (
                "Case Study 1: [Company] at Scale",
                "Case Study 3: Netflix at scale",
                true,
            ),
            ("{title of option}", "Anything at all", true),
            ("Consequences", "Positive Consequences", false),
            ("Deploy & rollback", "Deploy and Rollback", true),
        ] {
            let name = Name::read(template);
            assert_eq!(
                name.fits(&form(page)),
                fits,
                "{template} / {page}: {name:?}"
            );
        }
    }

    #[test]
    fn brackets_are_aliases() {
        let text = "## Pedagogy (How We Teach This)\n\n## Author(s)\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let all = forms(&page.headings[0]);
        assert_eq!(
            all,
            ["pedagogy how we teach thi", "pedagogy", "how we teach thi"]
        );
        assert_eq!(forms(&page.headings[1])[0], form("Authors"));
    }
}
