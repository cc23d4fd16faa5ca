//! What the template reads in a page: levels, usage, question, banner, story, measures.

pub mod banner;
pub mod estimate;
pub mod levels;
pub mod measure;
pub mod question;
pub mod tiers;
pub mod usage;
