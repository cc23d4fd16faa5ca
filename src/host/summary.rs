//! SUMMARY.md with one more line, in the order and form that it has.

use crate::text::link::normal;

/// A line that links to a page: where it begins, and to which page it leads.
struct Entry {
    line: usize,
    path: String,
}

/// The text of SUMMARY.md with a line for the page at `path`, relative to `src`. It comes to stand
/// among the pages of which `is_sibling` holds: in their order, else behind the last; and at the end
/// where there are none.
pub fn with_page(
    summary: &str,
    title: &str,
    path: &str,
    is_sibling: impl Fn(&str) -> bool,
) -> String {
    let lines: Vec<&str> = summary.split_inclusive('\n').collect();
    let entries = lines.iter().enumerate();
    let entries = entries.filter_map(|(line, text)| {
        Some(Entry {
            line,
            path: target(text)?,
        })
    });
    let entries: Vec<Entry> = entries.collect();
    let siblings: Vec<&Entry> = entries
        .iter()
        .filter(|entry| is_sibling(&entry.path))
        .collect();
    let own = line_of(title, path);
    let Some(last) = siblings.last().copied().or_else(|| entries.last()) else {
        let gap = if summary.is_empty() || summary.ends_with("\n\n") {
            ""
        } else {
            "\n"
        };
        return format!("{}{gap}- {own}\n", ended(summary));
    };
    let rises = siblings.windows(2).all(|pair| pair[0].path < pair[1].path);
    let falls = siblings.len() > 1 && siblings.windows(2).all(|pair| pair[0].path > pair[1].path);
    let before = siblings.iter().find(|entry| {
        falls && entry.path.as_str() < path
            || rises && siblings.len() > 1 && entry.path.as_str() > path
    });
    let (form, at) = match before {
        Some(entry) => (entry.line, entry.line),
        None => (last.line, behind(&lines, last.line)),
    };
    let head = lines[form].split('[').next().unwrap_or("- ");
    let ending = if lines[form].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut text = ended(&lines[..at].concat());
    text.extend([head, own.as_str(), ending]);
    text.push_str(&lines[at..].concat());
    text
}

/// The line behind one and all that is nested below it.
fn behind(lines: &[&str], line: usize) -> usize {
    let indent = |text: &str| text.len() - text.trim_start().len();
    let own = indent(lines[line]);
    let rest = lines[line + 1..].iter();
    let nested = rest.take_while(|text| !text.trim().is_empty() && indent(text) > own);
    line + 1 + nested.count()
}

/// A text that ends with a line break, if it is not empty.
fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') {
        text.to_owned()
    } else {
        format!("{text}\n")
    }
}

/// The page that a line of a list leads to.
fn target(line: &str) -> Option<String> {
    let bare = line.trim_start();
    if !bare.starts_with(['-', '*', '+', '[']) {
        return None;
    }
    let (_, rest) = bare.split_once("](")?;
    let (path, _) = rest.rsplit_once(')')?;
    let path = path.trim().trim_start_matches('<').trim_end_matches('>');
    (!path.is_empty()).then(|| normal(path))
}

fn line_of(title: &str, path: &str) -> String {
    let mut text = String::new();
    for c in title.chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '_' | '<') {
            text.push('\\');
        }
        text.push(c);
    }
    if path.contains([' ', '(', ')']) {
        format!("[{text}](<{path}>)")
    } else {
        format!("[{text}]({path})")
    }
}

#[cfg(test)]
mod tests {
    use super::with_page;

    #[test]
    fn a_line_stands_where_its_kind_does() {
        let with =
            |summary: &str, path: &str| with_page(summary, "New", path, |it| it.starts_with("d/"));
        assert_eq!(
            with("# Summary\n", "d/1.md"),
            "# Summary\n\n- [New](d/1.md)\n"
        );
        let rising = "- [A](a.md)\n  * [1](d/1.md)\n    * [x](x.md)\n  * [3](d/3.md)\n    * [y](y.md)\n- [B](b.md)\n";
        assert!(with(rising, "d/4.md").contains("y.md)\n  * [New](d/4.md)\n- [B]"));
        assert!(with(rising, "d/2.md").contains("x.md)\n  * [New](d/2.md)\n  * [3]"));
        let falling = "- [3](d/3.md)\n- [1](./d/1.md)";
        assert!(with(falling, "d/4.md").starts_with("- [New](d/4.md)\n- [3]"));
        assert!(with(falling, "d/0.md").ends_with("- [1](./d/1.md)\n- [New](d/0.md)\n"));
    }
}
