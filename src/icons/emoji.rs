//! Emoji by their shortcodes, such as `:rocket:`.

use std::collections::HashMap;
use std::sync::LazyLock;
use strsim::osa_distance;

/// Emoji by their names in Unicode: `admission tickets` is `admission_tickets`.
static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let snake = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name = |emoji: &'static emojis::Emoji| {
        let name = emoji.name().to_lowercase().chars().map(snake).collect();
        (name, emoji.as_str())
    };
    emojis::iter().map(name).collect()
});

/// The emoji of that name, as GitHub or Unicode calls it.
pub fn find(name: &str) -> Option<&'static str> {
    // No name is longer; hashing endless ones is no use.
    let name = Some(name).filter(|name| name.len() <= 64)?;
    let github = emojis::get_by_shortcode(name).map(emojis::Emoji::as_str);
    github.or_else(|| BY_NAME.get(name).copied())
}

/// The name of an emoji that is one slip of the pen away. Of short words there are too
/// many that only look like one.
pub fn nearest(name: &str) -> Option<&'static str> {
    const SHORTEST: usize = 5;
    const LONGEST: usize = 40;
    if !(SHORTEST..=LONGEST).contains(&name.len()) {
        return None;
    }
    let near =
        |other: &&str| other.len().abs_diff(name.len()) <= 1 && osa_distance(other, name) == 1;
    emojis::iter()
        .flat_map(emojis::Emoji::shortcodes)
        .find(near)
}

#[cfg(test)]
mod tests {
    use super::find;
    use super::nearest;

    #[test]
    fn names_of_github_and_unicode() {
        for (name, emoji) in [
            ("rocket", "🚀"),
            ("backpack", "🎒"),
            ("admission_tickets", "🎟️"),
        ] {
            assert_eq!(find(name), Some(emoji), "{name}");
        }
        assert_eq!(find("10"), None);
    }

    #[test]
    fn one_slip_is_near() {
        assert_eq!(nearest("rockte"), Some("rocket"));
        assert_eq!(nearest("whitecheck_mark"), Some("white_check_mark"));
        for name in ["nott", "not-an-emoji", "return", "8080"] {
            assert_eq!(nearest(name), None, "{name}");
        }
    }
}
