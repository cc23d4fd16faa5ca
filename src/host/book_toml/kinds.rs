//! `[preprocessor.patterns.kinds]`: the book's own kinds of admonitions.

use crate::host::book_toml::{Reader, full};
use crate::material::admonition_kinds::{ADMONITION_KINDS, admonition_kind};
use crate::material::kinds;
use crate::material::kinds::{DEFAULT_ICON, OwnKind};
use serde_json::{Map, Value};

const KEYS: &[&str] = &["color", "icon", "title"];
const TAKES_COLOR: &str = "a colour: `\"#rgb\"`, `\"#rrggbb\"` or a CSS name such as `\"crimson\"`";

impl Reader {
    pub(super) fn kinds(&mut self, value: &Value) {
        let Some(map) = value.as_object() else {
            self.expected(&["kinds"], value, "a table of kinds");
            return;
        };
        for (name, value) in map {
            let path = ["kinds", name.as_str()];
            if !kinds::is_name(name) {
                let help =
                    "a kind's name takes letters, digits, `-` and `_`, as in `!!! post-mortem`";
                self.error(
                    &path,
                    format!("`{name}` cannot name a kind"),
                    help.to_owned(),
                );
            } else if admonition_kind(name).is_some() {
                let help = "Material's kinds stay as they are; give yours another name";
                self.error(
                    &path,
                    format!("`{name}` is a kind already"),
                    help.to_owned(),
                );
            } else if let Some(table) = value.as_object() {
                self.kind(name, table);
            } else {
                self.expected(
                    &path,
                    value,
                    "a table with `color`, and if you like `icon` and `title`",
                );
            }
        }
    }

    fn kind(&mut self, name: &str, table: &Map<String, Value>) {
        let mut kind = OwnKind {
            color: String::new(),
            icon: DEFAULT_ICON,
            title: None,
        };
        let before = self.0.errors.len();
        for (key, value) in table {
            let path = ["kinds", name, key.as_str()];
            let text = value.as_str();
            match (key.as_str(), text) {
                ("color", Some(color)) if kinds::is_color(color) => {
                    color.clone_into(&mut kind.color);
                }
                ("color", _) => self.refused(&path, value, TAKES_COLOR),
                ("icon", _) => match text.and_then(kinds::icon) {
                    Some(icon) => kind.icon = icon,
                    None => self.refused(&path, value, &takes_icon()),
                },
                ("title", Some(title)) if is_line(title) => kind.title = Some(title.to_owned()),
                ("title", _) => self.refused(&path, value, "a line of text"),
                _ => self.unknown(&path, KEYS, "key"),
            }
        }
        if !table.contains_key("color") {
            let help = format!("`{}` takes {TAKES_COLOR}", full(&["kinds", name, "color"]));
            self.error(
                &["kinds", name],
                format!("the kind `{name}` has no `color`"),
                help,
            );
        }
        if self.0.errors.len() == before {
            self.0.config.kinds.insert(name, kind);
        }
    }

    /// Reports a value of a wrong type or form.
    fn refused(&mut self, path: &[&str], value: &Value, takes: &str) {
        let Some(text) = value.as_str() else {
            self.expected(path, value, takes);
            return;
        };
        let key = path.last().copied().unwrap_or("");
        let help = format!("`{}` takes {takes}", full(path));
        self.error(path, format!("`{key}` cannot be `{text}`"), help);
    }
}

fn takes_icon() -> String {
    let names: Vec<String> = ADMONITION_KINDS
        .iter()
        .map(|(kind, _)| format!("`\"{kind}\"`"))
        .collect();
    format!(
        "an icon such as `\"material/fire\"`, or the name of a kind whose icon it shares: {}",
        names.join(", ")
    )
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}
