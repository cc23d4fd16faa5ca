//! Emoji by their shortcodes, such as `:rocket:`.
//!
//! `assets/emoji.txt`, which `cargo xtask icons` makes, has a line `name emoji` for each shortcode of
//! GitHub's, sorted by name; behind a blank line the same for the names in Unicode. It is one text, since a
//! table of `&str` is thousands of pointers that the loader has to adjust before `main`.

use std::cmp::Ordering;
use strsim::osa_distance;

static TABLE: &str = include_str!("../../assets/emoji.txt");

/// The lines of shortcodes, and those of names in Unicode: `admission tickets` is `admission_tickets`.
fn tables() -> (&'static str, &'static str) {
    let table = TABLE.trim_end();
    table.split_once("\n\n").unwrap_or((table, ""))
}

/// The emoji of that name, as GitHub or Unicode calls it.
pub fn find(name: &str) -> Option<&'static str> {
    // No name is longer; comparing endless ones is no use.
    let name = Some(name).filter(|name| name.len() <= 64)?;
    let (shortcodes, names) = tables();
    find_in(shortcodes, name).or_else(|| find_in(names, name))
}

fn find_in(mut lines: &'static str, name: &str) -> Option<&'static str> {
    while !lines.is_empty() {
        let bytes = lines.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..lines.len() / 2]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(lines.len(), |len| start + len);
        let (known, emoji) = lines[start..end].split_once(' ')?;
        match known.as_bytes().cmp(name.as_bytes()) {
            Ordering::Less => lines = lines.get(end + 1..).unwrap_or(""),
            Ordering::Equal => return Some(emoji),
            Ordering::Greater => lines = &lines[..start.saturating_sub(1)],
        }
    }
    None
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
    let mut names = tables().0.lines().filter_map(|line| line.split(' ').next());
    names.find(near)
}

#[cfg(test)]
mod tests {
    use super::{find, find_in, nearest, tables};

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
    fn every_line_of_the_table_is_found() {
        for lines in [tables().0, tables().1] {
            assert!(lines.lines().count() > 500);
            for line in lines.lines() {
                let (name, emoji) = line.split_once(' ').unwrap();
                assert_eq!(find_in(lines, name), Some(emoji));
                assert_eq!(find_in(lines, &format!("{name}!")), None);
            }
        }
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
