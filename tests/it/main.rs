//! All integration tests are one binary: one link, one run.

mod browser;
mod corpus;
mod properties;
mod render;
mod rule_examples;
mod site;
