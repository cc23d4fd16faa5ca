//! The pattern template: its page, and what code has to know of what stands in it.
//!
//! What the page says is read into [`Rows`]. Rules, configuration and rendering name a field, a
//! section or a tier by what stands in the other files, never by its words. Numbers that a book can
//! change are options of the rules that use them.

pub mod banners;
pub mod boxes;
mod comments;
pub mod fields;
pub mod levels;
pub mod openings;
pub mod placeholders;
pub mod relations;
pub mod rows;
pub mod sections;
pub mod tiers;
pub mod usage;
pub mod vocabulary;

/// The template page as authors copy it, its charset repaired, with annotations.
pub const PAGE: &str = include_str!("pattern.md");

pub use boxes::CALLOUTS;
pub use comments::{INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
pub use fields::{FIELDS, Field, FieldType};
pub use rows::{FieldRow, LevelRow, Rows, SectionRow, TierBanner};
pub use sections::{Name, Section};
pub use tiers::Tier;
pub use vocabulary::WordList;
