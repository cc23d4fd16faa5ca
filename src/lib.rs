//! An mdBook preprocessor for libraries of design patterns.
//!
//! ```text
//! mdbook build                              mdbook-patterns check
//!      │ [context, book] JSON                    │ book.toml, SUMMARY.md, files
//!      ▼                                         ▼
//!  protocol ──────────────► engine ◄──────────  disk
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
//! clock. [`protocol`] alone knows mdBook's JSON, [`report`] alone knows lines,
//! columns and colours, [`cli`] alone decides exit codes.

pub mod baseline;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diagram;
pub mod disk;
pub mod doctor;
pub mod edit;
pub mod engine;
pub mod estimate;
pub mod files;
pub mod fix;
pub mod gate;
pub mod hash;
pub mod include;
pub mod install;
pub mod kinds;
pub mod library;
pub mod measure;
pub mod page;
pub mod protocol;
pub mod render;
pub mod report;
pub mod rule;
pub mod rules;
pub mod save;
pub mod status;
pub mod suppress;
pub mod template;
pub mod tiers;
pub mod words;
