//! All integration tests are one binary: one link, one run.

mod check;
mod config;
mod protocol;
mod rule_examples;
mod support;
