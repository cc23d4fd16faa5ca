//! The outside world: mdBook's JSON, book.toml, the disk.

pub mod book_toml;
pub mod disk;
pub mod doctor;
pub mod facts;
pub mod files;
pub mod install;
pub mod json;
pub mod order;
pub mod overlay;
pub mod project;
pub mod protocol;
pub mod save;
pub mod selection;
pub mod summary;
