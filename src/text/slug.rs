//! Ids as MkDocs makes them of headings and titles.

use unicode_normalization::char::decompose_compatible;

/// The slug of a text, not yet made unique.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut is_begun = false;
    // White space that is gone where nothing but what is left out follows.
    let mut space = false;
    let mut take = |c: char| {
        let is_dash = c == '-';
        if c.is_ascii_whitespace() {
            space = is_begun;
        } else if is_dash || c == '_' || c.is_ascii_alphanumeric() {
            if (space || is_dash) && !slug.ends_with('-') {
                slug.push('-');
            }
            if !is_dash {
                slug.push(c.to_ascii_lowercase());
            }
            (is_begun, space) = (true, false);
        }
    };
    for c in text.chars() {
        // Only ASCII stays, which stands where it stood: nothing has to be put in order.
        if c.is_ascii() {
            take(c);
        } else {
            decompose_compatible(c, &mut take);
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slugify;
    use proptest::prelude::*;
    use regex::Regex;
    use unicode_normalization::UnicodeNormalization as _;

    /// As python-markdown has it: what is no word goes, ends are cut, dashes and blanks become one dash.
    fn plainly(text: &str) -> String {
        let normal: String = text.nfkd().filter(char::is_ascii).collect();
        let kept = Regex::new(r"[^A-Za-z0-9_\s-]").unwrap();
        let kept = kept.replace_all(&normal, "").trim().to_lowercase();
        let joined = Regex::new(r"[-\s]+").unwrap();
        joined.replace_all(&kept, "-").into_owned()
    }

    proptest! {
        #[test]
        fn it_is_what_python_markdown_makes(text in "[aB1_é🏆ﬁ .!\t-]{0,12}") {
            prop_assert_eq!(slugify(&text), plainly(&text));
        }
    }
}
