//! What the targets share: what has to hold is said where the tests say it.

#[path = "../../tests/it/invariants.rs"]
pub mod invariants;
#[path = "../../tests/it/tokenizers.rs"]
pub mod tokenizers;

use invariants::{Invariants, Pages};
use std::sync::LazyLock;

/// The invariants of books whose pages can include one another's neighbour.
pub static INVARIANTS: LazyLock<Invariants> = LazyLock::new(|| {
    let part = "A part.\n\n```\nopen fence\n\n!!! note \"Part\"\n    Body <b>x</b>\n";
    Invariants::new(false, &[("src/part.md".to_owned(), part.to_owned())].into())
});

/// A book of a page and one that it can link to, handed to `holds`; any fault ends the process.
pub fn book(text: &str, holds: impl FnOnce(&Pages) -> Result<(), String>) {
    const OTHER: &str =
        "---\ntype: pattern\ntitle: Other\n---\n\n# Other\n\n## A -- heading {#a}\n\n## A_b c\n";
    let pages = [("a.md", text), ("laws/other.md", OTHER)];
    let pages = pages.map(|(path, text)| (path.to_owned(), text.to_owned()));
    if let Err(fault) = holds(&pages) {
        panic!("{fault}");
    }
}
