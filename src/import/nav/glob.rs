//! Globs of the plugins, which are those of Python: a `*` does not cross a `/`.

use crate::import::value::At;
use crate::text::maps::HashMap;
use globset::{GlobBuilder, GlobMatcher};
use std::fmt::Display;
use std::sync::Arc;

/// How many patterns one file of a navigation may have: each is held against all pages below its folder.
pub const MOST: usize = 500;

/// What is said of a file with more, at the first that is left out.
pub fn too_many(at: &dyn Display) -> (String, String) {
    let words = format!(
        "patterns behind the first {MOST} are left out of account; name folders, or let one pattern stand for several"
    );
    (at.to_string(), words)
}

/// How many patterns each file of a navigation has had so far.
#[derive(Debug, Default)]
pub struct Patterns(HashMap<Arc<str>, usize>);

impl Patterns {
    /// Whether the one at `at` is among those that count; the first that is not is told.
    pub fn has_room(&mut self, at: &At, remarks: &mut Vec<(String, String)>) -> bool {
        let had = self.0.entry(Arc::clone(&at.file)).or_default();
        *had += 1;
        if *had == MOST + 1 {
            remarks.push(too_many(at));
        }
        *had <= MOST
    }
}

/// The folder that all lies in that a pattern may match: empty, or with a `/` behind.
pub fn folder_of(pattern: &str) -> &str {
    let literal = pattern
        .find(['*', '?', '[', '{', '(', '@', '+', '\\'])
        .map_or(pattern, |end| &pattern[..end]);
    literal.rfind('/').map_or("", |slash| &literal[..=slash])
}

/// A pattern of paths; `None` where it is none. Parts that begin with a dot are matched by name only.
pub fn glob(pattern: &str) -> Option<GlobMatcher> {
    // Of one that is very long, compiling does not fail but end the program.
    const LONGEST: usize = 1000;
    if pattern.len() > LONGEST {
        return None;
    }
    // `@(a|b)` is one of several.
    let pattern = pattern.replace("@(", "{").replace("+(", "{");
    let mut out = String::with_capacity(pattern.len());
    let mut open = 0;
    for c in pattern.chars() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        out.push(match c {
            '|' if open > 0 => ',',
            ')' if open > 0 => {
                open -= 1;
                '}'
            }
            c => c,
        });
    }
    let glob = GlobBuilder::new(&out)
        .literal_separator(true)
        .build()
        .ok()?;
    Some(glob.compile_matcher())
}
