//! All integration tests are one binary: one link, one run.

mod rule_examples;
