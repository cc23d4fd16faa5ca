//! Where on a page the lines of a directive need the indentation of its own line: in boxes, tabs,
//! lists, quotes and whatever else holds lines by their columns.

use crate::text::indent;

/// Reads a text line by line.
#[derive(Debug, Default)]
pub(super) struct Containers {
    /// The columns that the lines of each open container begin with at least.
    columns: Vec<usize>,
    /// Whether the last line is quoted.
    is_quoted: bool,
    fence: Option<Fence>,
    /// Whether the whole text is code, and in a container itself.
    around: Around,
}

#[derive(Debug)]
struct Fence {
    mark: char,
    length: usize,
    quoted: bool,
}

/// What a text stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// A fence.
    pub(super) code: bool,
    /// A container.
    pub(super) contained: bool,
}

impl Containers {
    pub(super) fn new(around: Around) -> Containers {
        Containers {
            around,
            ..Containers::default()
        }
    }

    /// What the last line stands in.
    pub(super) fn around(&self) -> Around {
        Around {
            code: self.around.code || self.fence.is_some(),
            contained: self.around.contained || self.is_quoted || !self.columns.is_empty(),
        }
    }

    /// What the lines behind the first one begin with where a directive on the last line brings
    /// several; `before` is what that line has in front of it. Nothing outside of containers.
    pub(super) fn prefix(&self, before: &str) -> String {
        let Around { code, contained } = self.around();
        if !contained {
            return String::new();
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '>');
        if code {
            return before.chars().take_while(|c| blank(*c)).collect();
        }
        let mut rest = before;
        loop {
            rest = rest.trim_start_matches(blank);
            match marker(rest) {
                Some(marker) => rest = &rest[marker.length..],
                None => break,
            }
        }
        indent::continuation(&before[..before.len() - rest.len()])
    }

    /// Reads the next line.
    pub(super) fn read(&mut self, line: &str) {
        if self.around.code || line.trim().is_empty() {
            return;
        }
        let mut column = indent::leading_columns(line);
        let mut rest = line.trim_start();
        let left = self.columns.iter().take_while(|it| **it <= column).count();
        if left < self.columns.len() {
            // A fence ends with the container that it stands in.
            self.columns.truncate(left);
            self.fence = None;
        }
        let is_code = self.fence.as_ref().is_some_and(|fence| !fence.quoted);
        let quoted = rest.starts_with('>') && !is_code;
        self.is_quoted = quoted;
        self.fence = self.fence.take().filter(|fence| fence.quoted == quoted);
        if quoted {
            rest = rest.trim_start_matches([' ', '\t', '>']);
        }
        if let Some(fence) = &self.fence {
            let length = rest.chars().take_while(|c| *c == fence.mark).count();
            if length >= fence.length && rest[length..].trim().is_empty() {
                self.fence = None;
            }
            return;
        }
        let base = self.columns.last().copied().unwrap_or(0);
        // What is further in is code, or goes on.
        while !quoted && (column < base + 4 || self.columns.last() == Some(&column)) {
            let Some(marker) = marker(rest) else { break };
            column += marker.columns;
            self.columns.push(column);
            rest = &rest[marker.length..];
        }
        if !quoted && opens_block(rest) {
            self.columns.push(column + 4);
        } else if !quoted && rest.starts_with('<') && rest.contains("markdown") {
            self.columns.push(column + 1);
        }
        let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'));
        self.fence = mark.and_then(|mark| {
            let length = rest.chars().take_while(|c| *c == mark).count();
            let is_fence = length >= 3 && !(mark == '`' && rest[length..].contains('`'));
            is_fence.then_some(Fence {
                mark,
                length,
                quoted,
            })
        });
    }
}

/// Whether a line is the header of one of Material's indented blocks.
fn opens_block(line: &str) -> bool {
    let heads = ["!!!", "???", "=== ", "===! ", "===+ "];
    heads.iter().any(|head| line.starts_with(head))
}

/// A marker of an item, a definition or a note at the beginning of a line.
struct Marker {
    /// In bytes, with the blanks behind it that belong to it.
    length: usize,
    /// How far in its lines begin.
    columns: usize,
}

fn marker(line: &str) -> Option<Marker> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let bytes = line.as_bytes();
    let length = match bytes.get(digits)? {
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        b'-' | b'*' | b'+' | b':' if digits == 0 => 1,
        b'[' if line.starts_with("[^") => {
            let length = line.find("]:")? + 2;
            return Some(Marker { length, columns: 4 });
        }
        _ => return None,
    };
    let behind = &line[length..];
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let blanks = if blanks > 4 { 1 } else { blanks };
    let taken = length + blanks;
    (blanks > 0).then_some(Marker {
        length: taken,
        columns: taken,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, prefix: &str) {
        let mut containers = Containers::default();
        for line in text.lines() {
            containers.read(line);
        }
        let last = text.lines().last().unwrap_or("");
        let before = &last[..last.find("{{").unwrap_or(last.len())];
        assert_eq!(containers.prefix(before), prefix, "{text}");
    }

    #[test]
    fn lines_in_containers_are_indented() {
        check("!!! note\n\n    {{#include x}}", "    ");
        check("=== \"A\"\n    ```rust\n    {{#include x}}", "    ");
        check("!!! note\n    ```\n      - {{#include x}}", "      ");
        check("!!!note\n\t{{#include x}}", "\t");
        check("- {{#include x}}", "  ");
        check("1. a\n\n   b {{#include x}}", "   ");
        check("- - {{#include x}}", "    ");
        check("> - {{#include x}}", ">   ");
        check("    > {{#include x}}", "    > ");
        check("[^1]: {{#include x}}", "      ");
        check("- ???+ note \"T\"\n\n      {{#include x}}", "      ");
        check("<div markdown>\n  {{#include x}}", "  ");
        check("> ```\n> {{#include x}}", "> ");
        check("- a\n  ```\n  > a\n  ```\n  - {{#include x}}", "    ");
    }

    #[test]
    fn lines_outside_of_containers_are_not() {
        for text in [
            "{{#include x}}",
            "  {{#include x}}",
            "    {{#include x}}",
            "```rust\nfn main() {\n    {{#include x}}",
            "```yaml\n- a:\n  {{#include x}}",
            "- a\n\nb\n  {{#include x}}",
            "- a\n  ```\n  b\n```rust\n  {{#include x}}",
            "    - {{#include x}}",
            "T\n===\n\n    {{#include x}}",
            "```\n> a\n```\n  {{#include x}}",
        ] {
            check(text, "");
        }
    }
}
