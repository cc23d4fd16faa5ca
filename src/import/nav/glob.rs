//! Globs of the plugins, which are those of Python: a `*` does not cross a `/`.

use globset::{GlobBuilder, GlobMatcher};

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
