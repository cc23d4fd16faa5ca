//! The template's fields in a page's frontmatter.

use crate::page::frontmatter::{Frontmatter, texts};
use crate::page::yaml::{Entry, Node, Value};
use crate::template::fields::{EXCELLENCE_TIER, ID_GROUPS, ID_KEY, NUMBER_KEY, PATTERN_TYPE, TYPE};
use crate::template::{Field, FieldRow, Rows, Tier};
use crate::text::suggest::nearest;

/// Which entry gives which field: the exact key, or a near miss of it (`best-for`).
#[derive(Debug)]
pub struct Fields<'p> {
    front: &'p Frontmatter,
    /// What the entries' keys mean: [`meant`] of each.
    meant: Vec<Option<&'p FieldRow>>,
}

impl<'p> Fields<'p> {
    /// Reads the keys.
    pub fn of(front: &'p Frontmatter, rows: &'p Rows) -> Fields<'p> {
        let entries = front.entries().iter();
        Fields {
            front,
            meant: entries.map(|entry| meant(&entry.key, rows)).collect(),
        }
    }

    /// All entries whose value is not null, with the fields that they give. Of two that give the same
    /// field only that one counts which [`Fields::entry`] finds.
    pub fn entries(&self) -> impl Iterator<Item = (&'p Entry, Option<&'p FieldRow>)> {
        let entries = self.front.entries().iter().zip(&self.meant);
        entries.filter_map(|(entry, meant)| match meant {
            Some(field) => {
                let counts = self.given(&field.name)?.key_span == entry.key_span;
                counts.then_some((entry, Some(*field)))
            }
            None => (!entry.value.is_null()).then_some((entry, None)),
        })
    }

    /// The entry of a field, unless its value is null.
    pub fn entry(&self, field: &Field) -> Option<&'p Entry> {
        self.given(field.name)
    }

    /// The entry of the field of that name, unless its value is null.
    pub fn given(&self, name: &str) -> Option<&'p Entry> {
        let mut meant = self.meant.iter();
        let first = meant.position(|row| row.is_some_and(|row| row.name == name))?;
        let entries = &self.front.entries()[first..];
        let exact = entries.iter().find(|entry| entry.key == name);
        let entry = exact.unwrap_or(&entries[0]);
        (!entry.value.is_null()).then_some(entry)
    }

    /// The value of a field.
    pub fn get(&self, field: &Field) -> Option<&'p Node> {
        self.entry(field).map(|entry| &entry.value)
    }

    /// The text of a field that is one line.
    pub fn line(&self, field: &Field) -> Option<&'p str> {
        self.get(field)?.text()
    }

    /// The text of a field that is one line and says something, trimmed.
    pub fn words(&self, field: &Field) -> Option<&'p str> {
        let text = self.line(field).map(str::trim);
        text.filter(|text| !text.is_empty())
    }

    /// The texts of a field that is a line or a list; empty where it is absent or of another shape.
    pub fn lines(&self, field: &Field) -> Vec<&'p str> {
        self.get(field).map_or_else(Vec::new, texts)
    }

    /// The ids of a field, from a list or from a mapping of lists; of a record its `id`, else its
    /// `number`.
    pub fn ids(&self, field: &Field) -> Vec<Id<'p>> {
        let nodes: Vec<&'p Node> = match self.get(field).map(|node| &node.value) {
            Some(Value::List(items)) => items.iter().collect(),
            Some(Value::Map(groups)) => {
                let lists = groups
                    .iter()
                    .filter(|group| ID_GROUPS.contains(&group.key.as_str()));
                lists
                    .flat_map(|group| match &group.value.value {
                        Value::List(items) => items.iter().collect(),
                        _ => vec![&group.value],
                    })
                    .collect()
            }
            Some(Value::Scalar { .. }) => self.get(field).into_iter().collect(),
            _ => Vec::new(),
        };
        let id = |node: &'p Node| match node.map() {
            Some(_) => {
                let by_id = node.get(ID_KEY).map(|node| Id {
                    node,
                    number: false,
                });
                let number = || node.get(NUMBER_KEY).map(|node| Id { node, number: true });
                by_id.or_else(number)
            }
            None => Some(Id {
                node,
                number: false,
            }),
        };
        nodes.into_iter().filter_map(id).collect()
    }

    /// The tier, where it is one of the three.
    pub fn tier(&self) -> Option<Tier> {
        Tier::from_name(self.line(&EXCELLENCE_TIER)?.trim())
    }

    /// Whether the page says that it is a pattern page: by its type, or by having a tier and no
    /// other type. Of a broken block in `text`, the lines are looked at.
    pub fn say_pattern(&self, text: &str) -> bool {
        if self.front.problems.is_empty() {
            let entries = self.front.entries();
            let mut types = entries.iter().filter(|entry| entry.key == TYPE.name);
            return types.any(|entry| entry.value.text() == Some(PATTERN_TYPE))
                || self.means(&EXCELLENCE_TIER) && self.other_type().is_none();
        }
        let source = text.get(self.front.yaml.range()).unwrap_or("");
        let value = |line: &'_ str, field: &Field| {
            let rest = line.strip_prefix(field.name)?.strip_prefix(':')?;
            Some(rest.trim().to_owned())
        };
        let types = source.lines().find_map(|line| value(line, &TYPE));
        match types.filter(|value| !value.is_empty()) {
            Some(value) => nearest(value.trim_matches(['"', '\'']), [PATTERN_TYPE]).is_some(),
            None => source
                .lines()
                .any(|line| value(line, &EXCELLENCE_TIER).is_some()),
        }
    }

    /// Whether an entry is or means a field, also if it says nothing.
    fn means(&self, field: &Field) -> bool {
        let mut meant = self.meant.iter().flatten();
        meant.any(|row| row.name == field.name)
    }

    /// The type of a page that says it is something else than a pattern; `Pattern` and `patern` do not.
    pub fn other_type(&self) -> Option<(&'p Node, &'p str)> {
        let node = self.get(&TYPE)?;
        let text = node.text()?.trim();
        let is_meant = nearest(text, [PATTERN_TYPE]).is_some();
        (!text.is_empty() && !is_meant).then_some((node, text))
    }
}

/// What a field of ids says about one law or pillar.
#[derive(Debug, Clone, Copy)]
pub struct Id<'p> {
    /// Where it is said.
    pub node: &'p Node,
    /// Whether that is a number: 4 stands for the known id that begins with `law4-`.
    pub number: bool,
}

impl<'p> Id<'p> {
    /// The id, in full where it is among the known ones; `None` for what is no line.
    pub fn text<'k: 'i, 'i>(&self, known: &[&'k str]) -> Option<&'i str>
    where
        'p: 'i,
    {
        let text = self.node.text()?.trim();
        if !self.number {
            return Some(text);
        }
        let full = known.iter().find(|known| {
            let name = known.split_once('-').map_or("", |(name, _)| name);
            let number = name.trim_start_matches(|c: char| !c.is_ascii_digit());
            !number.is_empty() && number == text
        });
        Some(full.copied().unwrap_or(text))
    }
}

/// The template field that a key is or clearly means: the same but for `-` and
/// `_`, case, or an edit distance of at most 2. `None` for any other key.
pub fn meant<'r>(key: &str, rows: &'r Rows) -> Option<&'r FieldRow> {
    if let Some(exact) = rows.field(key) {
        return Some(exact);
    }
    let folded = key.replace('-', "_").to_lowercase();
    let near = || {
        let near = rows.fields.iter();
        let near = near.filter_map(|row| Some((typo_distance(&folded, &row.name)?, row)));
        near.min_by_key(|(distance, row)| (*distance, row.name.as_str()))
    };
    rows.field(&folded).or_else(|| near().map(|(_, row)| row))
}

/// How many edits turn `key` into `name`, where it is a slip of the pen: at most two in all, and per
/// word only as many as leave the word recognisable. `related_tags` is within two edits of
/// `related_laws`, and `loading_time` of `reading_time`, without meaning it.
fn typo_distance(key: &str, name: &str) -> Option<usize> {
    const MOST: usize = 2;
    // What costs nothing is asked first: most keys are no slip of most names.
    if key.len().abs_diff(name.len()) > MOST || key.chars().next() != name.chars().next() {
        return None;
    }
    let slip = |key: &str, name: &str| {
        if key.chars().next() != name.chars().next() {
            return None;
        }
        let distance = strsim::osa_distance(key, name);
        let most = if name.len() < 6 { 1 } else { MOST };
        (distance <= most).then_some(distance)
    };
    let words = |text: &str| text.split('_').count();
    let distance = if words(key) == words(name) {
        let pairs = key.split('_').zip(name.split('_'));
        pairs
            .map(|(key, name)| slip(key, name))
            .sum::<Option<usize>>()?
    } else {
        slip(key, name)?
    };
    (distance <= MOST).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::schema::seed::Seed;

    #[test]
    fn near_misses_are_fields_and_other_words_are_not() {
        let rows = &Seed::embedded().rows;
        for (key, field) in [
            ("best-for", Some("best_for")),
            ("Best_For", Some("best_for")),
            ("best for", Some("best_for")),
            ("bestFor", Some("best_for")),
            ("production-checklist", Some("production_checklist")),
            ("prerequisite", Some("prerequisites")),
            ("descripton", Some("description")),
            ("dificultie", None),
            ("dificulti", Some("difficulty")),
            ("tradeoffs", Some("trade_offs")),
            ("trade-off", Some("trade_offs")),
            ("excelence_teir", Some("excellence_tier")),
            ("pattern-stauts", Some("pattern_status")),
            ("Type", Some("type")),
            ("types", Some("type")),
            ("titel", Some("title")),
            ("tags", Some("tags")),
            ("tier", None),
            ("time", None),
            ("table", None),
            ("alias", Some("aliases")),
            ("last-reviewed-on", Some("last_reviewed_on")),
            ("last_updated", None),
            ("status", None),
            ("related_tags", None),
            ("related", None),
            ("loading_time", None),
            ("modern_alternative", Some("modern_alternatives")),
            ("best_of", None),
            ("", None),
            ("_", None),
            ("é", None),
        ] {
            assert_eq!(
                meant(key, rows).map(|row| row.name.as_str()),
                field,
                "{key}"
            );
        }
    }
}
