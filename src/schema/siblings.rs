//! What the pages of a template have that no two of them may have alike.

use crate::page::Frontmatter;
use crate::page::frontmatter::texts;
use crate::schema::Template;
use crate::schema::annotations::file_name::FileName;
use crate::schema::annotations::{Check, Place};
use crate::text::maps::HashMap;
use std::collections::BTreeMap;

/// A page of a template as its siblings see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    /// Its path relative to `src`.
    pub path: String,
    /// The number in its file's name.
    pub number: Option<u64>,
    /// The values of fields that are unique.
    pub values: Vec<(usize, String)>,
}

/// All pages of one template.
#[derive(Debug, Default)]
pub struct Siblings {
    /// The pages that have a number.
    pub numbers: BTreeMap<u64, Vec<String>>,
    /// The pages that have a value in a field.
    pub values: HashMap<(usize, String), Vec<String>>,
}

impl Siblings {
    /// Adds a page.
    pub fn add(&mut self, page: &Sibling) {
        if let Some(number) = page.number {
            self.numbers
                .entry(number)
                .or_default()
                .push(page.path.clone());
        }
        for value in &page.values {
            self.values
                .entry(value.clone())
                .or_default()
                .push(page.path.clone());
        }
    }
}

impl Template {
    /// What pages' files are called, if the template says so.
    pub fn file_name(&self) -> Option<&FileName> {
        let checks = self.annotations.iter().flat_map(|it| &it.checks);
        let mut names = checks.filter_map(|check| match check {
            Check::FileName(name) => Some(name),
            _ => None,
        });
        names.next()
    }

    /// A page as its siblings see it; `None` where nothing of it has to be unique.
    pub fn sibling(&self, path: &str, front: &Frontmatter) -> Option<Sibling> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_unique = |check: &Check| matches!(check, Check::Unique | Check::Gapless);
        let unique = self
            .annotations
            .iter()
            .filter(|it| it.checks.iter().any(is_unique));
        let mut sibling = Sibling {
            path: path.to_owned(),
            number: None,
            values: Vec::new(),
        };
        let mut any = false;
        for annotation in unique {
            any = true;
            match annotation.place {
                Place::Field(at) => {
                    let value = front.get(&self.fields[at].key);
                    let values = value.map_or_else(Vec::new, texts).into_iter();
                    sibling
                        .values
                        .extend(values.map(|value| (at, value.trim().to_owned())));
                }
                _ => sibling.number = self.file_name().and_then(|form| form.number(name)),
            }
        }
        any.then_some(sibling)
    }
}
