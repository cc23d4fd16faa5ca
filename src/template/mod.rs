//! The pattern template as data: a row for each field, section, level and tier.
//!
//! Rules, configuration and rendering name a row, never its words. Numbers that
//! a book can change are options of the rules that use them.

pub mod banners;
pub mod boxes;
mod comments;
pub mod fields;
pub mod levels;
pub mod placeholders;
pub mod relations;
pub mod sections;
pub mod tiers;
pub mod usage;
pub mod vocabulary;

/// The template page as authors copy it, its charset repaired, with annotations.
pub const PAGE: &str = include_str!("pattern.md");

pub use boxes::CALLOUTS;
pub use comments::{GUIDANCE_COMMENTS, INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
pub use fields::{FIELDS, Field, FieldType};
pub use levels::{LEVEL_MINUTES, LEVELS, LevelRow};
pub use sections::{Name, Section};
pub use tiers::Tier;
pub use vocabulary::WordList;
