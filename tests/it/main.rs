//! All integration tests are one binary: one link, one run.

mod check;
mod config;
mod corpus;
mod properties;
mod protocol;
mod render;
mod rule_examples;
mod site;
mod support;
