//! When an annotation holds: what a page's fields say.

use crate::page::Page;
use crate::page::frontmatter::texts;
use crate::page::outline::normalise;
use crate::schema::Template;
use crate::schema::fields::Takes;
use crate::schema::values;

/// A condition on a page's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// All of these.
    All(Vec<When>),
    /// Not this.
    Not(Box<When>),
    /// The field's value is this word, begins with it, or has it among others.
    Is(String, String),
    /// The field is set.
    Set(String),
}

impl When {
    /// Whether it holds of a page.
    pub fn holds(&self, template: &Template, page: &Page<'_>) -> bool {
        match self {
            When::All(all) => all.iter().all(|it| it.holds(template, page)),
            When::Not(inner) => !inner.holds(template, page),
            When::Set(field) => page.frontmatter.get(field).is_some_and(|value| {
                value
                    .text()
                    .is_none_or(|text| !matches!(text.trim(), "" | "false"))
            }),
            When::Is(field, word) => {
                let value = page.frontmatter.get(field);
                let mut words = value.map_or_else(Vec::new, texts).into_iter();
                words.any(|text| is(template, field, word, text.trim()))
            }
        }
    }

    /// Whether it holds of a page of which some fields are known; `None` where they do not say.
    pub fn holds_of(&self, given: &[(String, String)]) -> Option<bool> {
        let value = |field: &str| given.iter().find(|(key, _)| key == field);
        match self {
            When::All(all) => {
                let all: Vec<Option<bool>> = all.iter().map(|it| it.holds_of(given)).collect();
                if all.contains(&Some(false)) {
                    return Some(false);
                }
                (!all.contains(&None)).then_some(true)
            }
            When::Not(inner) => inner.holds_of(given).map(|holds| !holds),
            When::Is(field, word) => {
                value(field).map(|(_, text)| normalise(text) == normalise(word))
            }
            When::Set(field) => value(field).map(|(_, text)| !matches!(text.trim(), "" | "false")),
        }
    }

    /// In words, such as `` `status` is `superseded` ``.
    pub fn words(&self) -> String {
        match self {
            When::All(all) => all
                .iter()
                .map(When::words)
                .collect::<Vec<_>>()
                .join(" and "),
            When::Not(inner) => format!("not {}", inner.words()),
            When::Set(field) => format!("`{field}` is set"),
            When::Is(field, word) => format!("`{field}` is `{word}`"),
        }
    }
}

fn is(template: &Template, field: &str, word: &str, text: &str) -> bool {
    let (word, normal) = (normalise(word), normalise(text));
    if normal == word {
        return true;
    }
    let Some(Takes::Choice(choice)) = template.field(field).map(|field| &field.takes) else {
        return false;
    };
    // An entry in which something is to be filled in is known by its fixed words.
    values::open_entry(&choice.entries, text).is_some_and(|entry| {
        let fixed = values::fixed(entry).remove(0);
        fixed == word
            || fixed
                .strip_prefix(word.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
    })
}
