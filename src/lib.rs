//! An mdBook preprocessor for libraries of design patterns.
//!
//! ```text
//! mdbook build                              mdbook-patterns check
//!      │ [context, book] JSON                    │ book.toml, SUMMARY.md, files
//!      ▼                                         ▼
//!  host::protocol ────────► engine ◄─────── host::disk, host::files
//!                             │
//!           page: text ─► frontmatter · nodes · headings     (cannot fail: problems are data)
//!                             │
//!              ┌──────────────┴──────────────┐
//!              ▼                             ▼
//!     rules: Page + Library          render: Page + Library
//!          ─► Diagnostics                 ─► Edits ─► text
//!              │
//!              ▼
//!     report: places, colours, JSON
//! ```
//!
//! Data goes one way. Rules and renderers are pure: no files, no printing, no
//! clock. [`host`] alone knows mdBook's JSON and the disk, which the engine sees
//! through one door, [`engine::files`]; [`report`] alone knows lines, columns and
//! colours, [`cli`] alone decides exit codes.

pub mod catalogue;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diagram;
pub mod engine;
pub mod formula;
pub mod host;
pub mod icons;
pub mod import;
pub mod library;
pub mod material;
pub mod page;
pub mod pattern;
pub mod render;
pub mod report;
pub mod rules;
pub mod schema;
pub mod template;
pub mod text;
pub mod words;
