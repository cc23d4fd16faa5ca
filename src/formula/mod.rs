//! TeX as MathML: drawn, screened.
//!
//! Without the cargo feature `math` nothing is.

#[cfg(feature = "math")]
mod screen;
#[cfg(feature = "math")]
mod tex;

use std::ops::Range;

/// Whether this build can draw.
pub const AVAILABLE: bool = cfg!(feature = "math");

/// A formula to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its TeX.
    pub tex: String,
    /// Whether it stands on lines of its own.
    pub display: bool,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In the form of a diagnostic's message.
    pub message: String,
    /// The bytes of the TeX, where they are known.
    pub at: Option<Range<usize>>,
}

impl Fault {
    fn new(message: &str) -> Fault {
        Fault {
            message: message.to_owned(),
            at: None,
        }
    }
}

/// What stands inside `<math>` for each of a page's formulas; harmless in HTML and in Markdown. They
/// are drawn together, since they count their equations and refer to each other.
#[cfg(feature = "math")]
pub fn draw(sources: &[Source]) -> Vec<Result<String, Fault>> {
    tex::draw(sources)
}

/// What stands inside `<math>` for each of a page's formulas; this build has nothing to draw them with.
#[cfg(not(feature = "math"))]
pub fn draw(sources: &[Source]) -> Vec<Result<String, Fault>> {
    let fault = || Err(Fault::new("this build cannot draw"));
    sources.iter().map(|_| fault()).collect()
}
