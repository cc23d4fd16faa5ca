//! What pages' files are called: `{number:4}-{slug}.md`.

use regex::Regex;
use std::fmt::Write as _;

/// A form of names of files.
#[derive(Debug, Clone)]
pub struct FileName {
    /// As it is written.
    pub written: String,
    /// How many digits a number has, if it says so.
    pub digits: Option<usize>,
    regex: Regex,
}

impl FileName {
    /// Reads a form; the error says what is wrong with it.
    pub fn read(written: &str) -> Result<FileName, String> {
        const TAKES: &str = "the parts are `{number}`, `{number:4}` and `{slug}`";
        let mut pattern = String::from("^");
        let mut digits = None;
        let mut rest = written;
        while let Some((before, behind)) = rest.split_once('{') {
            pattern.push_str(&regex::escape(before));
            let Some((part, behind)) = behind.split_once('}') else {
                return Err(format!("a `{{` is not closed: {TAKES}"));
            };
            match part.split_once(':').unwrap_or((part, "")) {
                ("number", "") => pattern.push_str("(?<number>[0-9]{1,9})"),
                ("number", width) => {
                    let width = width.parse().ok().filter(|width| (1..=9).contains(width));
                    let width: usize = width.ok_or_else(|| format!("`{{{part}}}`: {TAKES}"))?;
                    digits = Some(width);
                    let _ = write!(pattern, "(?<number>[0-9]{{{width},9}})");
                }
                ("slug", "") => pattern.push_str(r"[\p{L}\p{N}][\p{L}\p{N}._-]*"),
                _ => return Err(format!("`{{{part}}}` is no part of a file's name: {TAKES}")),
            }
            rest = behind;
        }
        pattern.push_str(&regex::escape(rest));
        pattern.push('$');
        let regex = Regex::new(&pattern).map_err(|_| TAKES.to_owned())?;
        Ok(FileName {
            written: written.to_owned(),
            digits,
            regex,
        })
    }

    /// Whether a file is called so.
    pub fn fits(&self, name: &str) -> bool {
        self.regex.is_match(name)
    }

    /// The number in a file's name.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.regex
            .captures(name)?
            .name("number")?
            .as_str()
            .parse()
            .ok()
    }

    /// The name of a new file.
    pub fn make(&self, number: u64, slug: &str) -> String {
        let width = self.digits.unwrap_or(1);
        let mut name = String::new();
        let mut rest = self.written.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            name.push_str(before);
            let (part, behind) = behind.split_once('}').unwrap_or((behind, ""));
            if part.starts_with("number") {
                let _ = write!(name, "{number:0width$}");
            } else {
                name.push_str(slug);
            }
            rest = behind;
        }
        name + rest
    }
}

#[cfg(test)]
mod tests {
    use super::FileName;

    #[test]
    fn names_of_files() {
        let form = FileName::read("{number:4}-{slug}.md").unwrap();
        assert_eq!(form.number("0012-use-it.md"), Some(12));
        assert!(!form.fits("12-use-it.md") && !form.fits("0012-.md"));
        assert_eq!(form.make(7, "use-it"), "0007-use-it.md");
        assert!(FileName::read("{name}.md").is_err() && FileName::read("{number").is_err());
    }
}
