//! Emoji by their shortcodes, such as `:rocket:`.

use strsim::osa_distance;

/// The emoji of that name, as GitHub and Material call it.
pub fn find(name: &str) -> Option<&'static str> {
    // No name is longer; hashing endless ones is no use.
    let name = Some(name).filter(|name| name.len() <= 64)?;
    Some(emojis::get_by_shortcode(name)?.as_str())
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
    use super::nearest;

    #[test]
    fn one_slip_is_near() {
        assert_eq!(nearest("rockte"), Some("rocket"));
        assert_eq!(nearest("whitecheck_mark"), Some("white_check_mark"));
        for name in ["nott", "not-an-emoji", "return", "8080"] {
            assert_eq!(nearest(name), None, "{name}");
        }
    }
}
