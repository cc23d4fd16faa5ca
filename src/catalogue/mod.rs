//! The library as a whole: what its pages say of each other, and what a marker asks for.
//!
//! All is plain data. Text comes in as a [`Marker`](marker::Marker), what is asked for goes out as a
//! [`Request`](request::Request) or a [`Fault`](fault::Fault); how it looks is `render`'s business.

pub mod fault;
pub mod marker;
pub mod names;
pub mod options;
pub mod own;
pub mod relations;
pub mod request;
pub mod review;
pub mod said;
pub mod select;
pub mod today;

use crate::template::Tier;
use relations::Relations;
use said::Said;
use std::collections::BTreeMap;

/// What is known once all pages are read. All lists go by the positions of pages in the library.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// What each page says besides its frontmatter.
    pub said: Vec<Said>,
    /// How the pages relate.
    pub relations: Relations,
    /// How each page stands; nothing where nobody asks.
    pub standings: Vec<Option<Standing>>,
    /// The fields of each template of a team's own that take one of a few words, with these words.
    pub vocabularies: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

/// How a pattern page stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its tier.
    pub tier: Option<Tier>,
    /// 100 for a page without a violation, down to 0.
    pub score: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
}
