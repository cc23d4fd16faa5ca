//! Kinds of admonitions that a site defines: in its stylesheets, as Material's documentation tells to, and
//! by name for `pymdownx.blocks.admonition`.

use crate::import::report::Line;
use crate::import::settings::{Place, Settings};
use crate::import::source::Source;
use crate::import::styles::{below, without_comments};
use crate::import::value::Value;
use crate::material::admonition_kinds::admonition_kind;
use crate::material::kinds::{icon, is_color, is_name};
use crate::text::link::{is_external, normal};
use std::collections::BTreeMap;

/// The colour of a kind that no stylesheet gives one: a note's, as in Material.
const PLAIN: &str = "#448aff";

/// A kind, its colour, and where it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// Its colour as CSS has it.
    pub color: String,
    /// Its icon, where the theme gives one that is known.
    pub icon: Option<String>,
    /// The title of a box without one, where the site says so.
    pub title: Option<String>,
    at: String,
}

/// The kinds that the site defines, by their names.
pub fn of(settings: &Settings, place: &Place, source: &dyn Source) -> Vec<Kind> {
    let mut found: BTreeMap<String, Kind> = BTreeMap::new();
    let (_, theme) = settings.theme();
    let icons = theme.and_then(|theme| theme.at_path(&["icon", "admonition"]));
    let icon_of = |kind: &str| {
        let name = icons.and_then(|icons| icons.get(kind)?.text());
        name.filter(|name| icon(name).is_some()).map(str::to_owned)
    };
    let sheets = settings.root.get("extra_css").map(Value::texts);
    let sheets = sheets.unwrap_or_default().into_iter();
    for sheet in sheets.filter(|sheet| !is_external(sheet)) {
        let Ok(text) = source.text(&below(place, &normal(sheet))) else {
            continue;
        };
        for (name, color) in defined(&text) {
            found.entry(name.clone()).or_insert(Kind {
                icon: icon_of(&name),
                name,
                color,
                title: None,
                at: sheet.to_owned(),
            });
        }
    }
    for (name, ty) in told(settings) {
        if admonition_kind(&name).is_some() || found.contains_key(&name) {
            continue;
        }
        let text = |key: &str| ty.get(key).and_then(Value::text);
        let shown = text("class").unwrap_or(&name);
        let color = found
            .get(shown)
            .map_or(PLAIN, |kind| &kind.color)
            .to_owned();
        let kind = Kind {
            icon: icon_of(shown),
            color,
            title: text("title").map(str::to_owned),
            at: ty.at.to_string(),
            name: name.clone(),
        };
        found.insert(name, kind);
    }
    found.into_values().collect()
}

/// The names that blocks are told of, with what is said of each. What `details-new` shows is `new`.
fn told(settings: &Settings) -> Vec<(String, &Value)> {
    let types = |extension: &str| {
        let options = settings.extension(extension);
        options
            .and_then(|it| it.get("types"))
            .map_or(&[][..], Value::list)
    };
    let name = |ty: &Value| {
        let name = ty.text().or_else(|| ty.get("name")?.text());
        name.map(str::to_lowercase)
    };
    let boxes = types("pymdownx.blocks.admonition").iter();
    let boxes = boxes.filter_map(|ty| Some((name(ty)?, ty)));
    let folded = types("pymdownx.blocks.details").iter();
    let folded = folded.filter_map(|ty| Some((name(ty)?.strip_prefix("details-")?.to_owned(), ty)));
    boxes
        .chain(folded)
        .filter(|(name, _)| is_name(name))
        .collect()
}

/// Lines of the report.
pub fn lines(kinds: &[Kind]) -> Vec<Line> {
    let line = |kind: &Kind| {
        let words = if kind.icon.is_some() {
            "`kinds` in book.toml, with its colour and its icon"
        } else if kind.color == PLAIN {
            "`kinds` in book.toml, in the colour of a note: no stylesheet gives it another"
        } else {
            "`kinds` in book.toml, with its colour. Its icon is a note's: add `icon = \"material-…\"` there, by the name of one of Material's icons"
        };
        Line::new(format!("boxes `{}`", kind.name), kind.at.clone(), words)
    };
    kinds.iter().map(line).collect()
}

/// Names and colours: rules for `.admonition.NAME` or `details.NAME` with a border's colour.
fn defined(css: &str) -> Vec<(String, String)> {
    let css = without_comments(css);
    let mut found = Vec::new();
    for rule in css.split('}') {
        let Some((head, body)) = rule.rsplit_once('{') else {
            continue;
        };
        let declarations = body.split(';').filter_map(|line| line.split_once(':'));
        let mut colors = declarations
            .filter(|(key, _)| matches!(key.trim(), "border-color" | "border-left-color"));
        let Some(color) = colors.find_map(|(_, value)| color(value)) else {
            continue;
        };
        let head = head.rsplit(['{', ';']).next().unwrap_or("");
        for selector in head.split(',') {
            let name = selector
                .split_once(".admonition.")
                .or_else(|| selector.split_once("details."));
            let name = name.map(|(_, rest)| rest.trim());
            let Some(name) = name.filter(|name| is_name(name)) else {
                continue;
            };
            if admonition_kind(name).is_none() && !found.iter().any(|(known, _)| known == name) {
                found.push((name.to_owned(), color.clone()));
            }
        }
    }
    found
}

/// A colour in a form that `kinds` takes; `rgb(…)` becomes `#…`.
fn color(value: &str) -> Option<String> {
    const NONE: [&str; 6] = [
        "inherit",
        "transparent",
        "currentcolor",
        "initial",
        "unset",
        "none",
    ];
    let value = value
        .trim()
        .trim_end_matches("!important")
        .trim()
        .to_lowercase();
    if NONE.contains(&value.as_str()) {
        return None;
    }
    if is_color(&value) {
        return Some(value);
    }
    let inner = value
        .strip_prefix("rgb(")
        .or_else(|| value.strip_prefix("rgba("))?;
    let parts = inner
        .trim_end_matches(')')
        .split([',', ' ', '/'])
        .map(str::trim);
    let parts = parts.filter(|part| !part.is_empty()).take(3);
    let parts: Option<Vec<u8>> = parts.map(|part| part.parse().ok()).collect();
    match parts?.as_slice() {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::defined;

    #[test]
    fn kinds_are_found_as_material_documents_them() {
        let css = ":root { --md-admonition-icon--pied-piper: url('data:x;y') }\n\
            .md-typeset .admonition.pied-piper,\n.md-typeset details.pied-piper {\n  border-color: rgb(43, 155, 70);\n}\n\
            .md-typeset .pied-piper > .admonition-title { background-color: rgba(43, 155, 70, 0.1); }\n\
            @media print { .md-typeset .admonition.calm { border-color: teal } }\n.md-typeset .admonition.note { border-color: red }";
        let expected = [("pied-piper", "#2b9b46"), ("calm", "teal")];
        assert_eq!(
            defined(css),
            expected.map(|(name, color)| (name.to_owned(), color.to_owned()))
        );
    }
}
