//! The words by which templates say that something may be left out.

/// A heading without the brackets that say it is optional, and whether it has them.
pub fn without(heading: &str) -> (String, bool) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut from = 0;
        while let Some(start) = heading[from..].find(open).map(|at| from + at) {
            let inside = &heading[start + 1..];
            let Some(len) = inside.find(close) else { break };
            if is_said_in_brackets(&inside[..len]) {
                let rest = &inside[len + 1..];
                return (format!("{}{rest}", &heading[..start]), true);
            }
            from = start + 1;
        }
    }
    (heading.to_owned(), false)
}

/// Whether the words in a heading's brackets say that it is optional.
pub fn is_said_in_brackets(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    words.starts_with("optional") || words.starts_with("if ")
}

/// Whether a comment says of a section that it is optional.
pub fn said_of_section(comment: &str) -> bool {
    let words = words(comment);
    if words.starts_with("optional") || words.contains("feel free to remove") {
        return true;
    }
    let mut sentences = words.split(['.', ';', '!', '?']);
    sentences.any(|sentence| {
        let end = ["is optional", "is an optional"].iter();
        let end = end.filter_map(|said| sentence.find(said)).min();
        let before = end.map(|end| &sentence[..end]);
        let mut subject = before.unwrap_or("").split(|c: char| !c.is_alphanumeric());
        subject.any(|word| {
            matches!(
                word,
                "this" | "section" | "subsection" | "element" | "part" | "heading"
            )
        })
    })
}

/// Whether a comment says of a field that it is optional.
pub fn said_of_field(comment: &str) -> bool {
    const SAID: [&str; 10] = [
        "only when",
        "only for",
        "only if",
        "if any",
        "only required",
        "remove",
        "delete if",
        "if applicable",
        "may be omitted",
        "leave out",
    ];
    let words = words(comment);
    let is_optional = words.contains("optional") && !words.contains("not optional");
    is_optional || SAID.iter().any(|said| words.contains(said))
}

/// Whether a comment above a field speaks of all fields below it.
pub fn speaks_of_several(comment: &str) -> bool {
    let words = words(comment);
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "these" | "all" | "following"))
}

fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{said_of_field, said_of_section, without};

    #[test]
    fn what_is_optional() {
        for (comment, optional) in [
            ("This is an optional element. Feel free to remove.", true),
            ("This section is optional.\n\n The motivation …", true),
            ("This section is optional for non-Core EIPs.", true),
            ("Optional for small changes", true),
            ("Optional", true),
            ("Section not required until targeted at a release.", false),
            ("Name optional parts", false),
            ("The motivation is optional", false),
        ] {
            assert_eq!(said_of_section(comment), optional, "{comment}");
        }
        assert!(said_of_field(
            "Only required for Standards Track. Otherwise, remove this field."
        ));
        assert!(said_of_field("only if it replaces another"));
        assert!(!said_of_field("This should be a single approver."));
        assert_eq!(
            without("Status (optional until merging)"),
            ("Status ".to_owned(), true)
        );
        assert!(!without("Alternatives (Not Implemented)").1);
    }
}
