//! The kinds of admonitions that pages may use.

/// The admonition kinds of Material for MkDocs, each followed by its aliases.
pub const ADMONITION_KINDS: &[(&str, &[&str])] = &[
    ("note", &["seealso"]),
    ("abstract", &["summary", "tldr"]),
    ("info", &["todo"]),
    ("tip", &["hint", "important"]),
    ("success", &["check", "done"]),
    ("question", &["help", "faq"]),
    ("warning", &["caution", "attention"]),
    ("failure", &["fail", "missing"]),
    ("danger", &["error"]),
    ("bug", &[]),
    ("example", &[]),
    ("quote", &["cite"]),
];

/// The canonical admonition kind of a word, in any case; `None` for an unknown one.
pub fn admonition_kind(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    ADMONITION_KINDS
        .iter()
        .find(|(kind, aliases)| *kind == lower || aliases.contains(&lower.as_str()))
        .map(|(kind, _)| *kind)
}
