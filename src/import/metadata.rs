//! What MkDocs takes for metadata where no `---` stands: the first lines of a page, in the way of
//! `MultiMarkdown`. Readers of its site never see them.

use std::collections::BTreeMap;

/// The keys in lower case with their values; lines of one key make one value.
pub fn read(text: &str) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut last: Option<String> = None;
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        let further = line.starts_with("    ") || line.starts_with('\t');
        let (key, value) = match (entry(line), last.take()) {
            (Some((key, value)), _) => (key.to_ascii_lowercase(), value),
            (None, Some(key)) if further => (key, line),
            _ => break,
        };
        let all = values.entry(key.clone()).or_default();
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(value.trim());
        last = Some(key);
    }
    values
}

/// A line that begins with a key of one word and a colon.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let bare = key.trim_start_matches(' ');
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_key = !bare.is_empty() && bare.chars().all(is_word) && key.len() - bare.len() < 4;
    is_key.then_some((bare, value))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn reads(text: &str, expected: &[(&str, &str)]) {
        let read = read(text);
        let read: Vec<_> = read.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(read, expected, "{text:?}");
    }

    /// As `mkdocs.utils.meta` of MkDocs 1.6 reads them.
    #[test]
    fn as_mkdocs_reads_it() {
        reads(
            "Title: A\r\nauthor:\r\n    B\r\n\tC\r\n\r\nx: y\r\n",
            &[("author", "B C"), ("title", "A")],
        );
        reads(
            "Note: this is *text*\nsecond: line\nthird\n",
            &[("note", "this is *text*"), ("second", "line")],
        );
        reads("   a: 1\na: 2\n", &[("a", "1 2")]);
        reads("https://example.org\n", &[("https", "//example.org")]);
        for text in [
            "",
            "\na: b\n",
            "# T\n",
            "Two words: x\n",
            "    a: b\n",
            "---\na: b\n---\n",
            ": a\n",
            "ä: b\n",
        ] {
            reads(text, &[]);
        }
    }
}
