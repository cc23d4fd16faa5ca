//! Emoji by their shortcodes, such as `:rocket:`.

/// The emoji of that name, as GitHub and Material call it.
pub fn find(name: &str) -> Option<&'static str> {
    // No name is longer; hashing endless ones is no use.
    let name = Some(name).filter(|name| name.len() <= 64)?;
    Some(emojis::get_by_shortcode(name)?.as_str())
}
