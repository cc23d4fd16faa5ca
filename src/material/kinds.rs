//! The kinds of admonitions that a book defines besides Material's.

use crate::icons;
use crate::material::admonition_kinds::{ADMONITION_KINDS, admonition_kind};
use std::collections::BTreeMap;

/// One kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKind {
    /// A CSS colour, validated.
    pub color: String,
    /// Where its icon comes from; see [`icon`].
    pub icon: KindIcon,
    /// The title of a block that has none of its own.
    pub title: Option<String>,
}

/// The kinds by their names, which are in lower case.
#[derive(Debug, Clone, Default)]
pub struct Kinds(BTreeMap<String, OwnKind>);

impl Kinds {
    /// Adds a kind.
    pub fn insert(&mut self, name: &str, kind: OwnKind) {
        self.0.insert(name.to_ascii_lowercase(), kind);
    }

    /// The kind of a word in any case.
    pub fn get(&self, word: &str) -> Option<&OwnKind> {
        self.0.get(&word.to_ascii_lowercase())
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a block may be of this kind: Material's or the book's.
    pub fn knows(&self, word: &str) -> bool {
        admonition_kind(word).is_some() || self.get(word).is_some()
    }
}

/// The icon of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindIcon {
    /// That of a kind of Material.
    Shared(&'static str),
    /// One of the icon sets', by its name, such as `material-fire`.
    Drawn(String),
}

impl KindIcon {
    /// The kind of Material whose class gives the icon, or the one below which it is drawn.
    pub fn class(&self) -> &'static str {
        match self {
            KindIcon::Shared(kind) => kind,
            KindIcon::Drawn(_) => "note",
        }
    }
}

/// The icon that a kind without one has.
pub const DEFAULT_ICON: KindIcon = KindIcon::Shared("note");

/// What `icon` of a kind names: a kind of Material, whose icon is taken, or an icon
/// as Material's configuration (`material/fire`) or a page (`:material-fire:`) names
/// it. The only place where the names of icons of kinds are resolved.
pub fn icon(name: &str) -> Option<KindIcon> {
    let kinds = ADMONITION_KINDS.iter().map(|(kind, _)| *kind);
    if let Some(kind) = kinds.into_iter().find(|kind| *kind == name) {
        return Some(KindIcon::Shared(kind));
    }
    let name = name.trim_matches(':').replace('/', "-");
    icons::find(&name)
        .is_some()
        .then_some(KindIcon::Drawn(name))
}

/// Whether `!!! name` can be written.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether a text is `#rgb`, `#rrggbb` or may be the name of a colour.
pub fn is_color(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(hex) => matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => (1..=30).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic()),
    }
}
