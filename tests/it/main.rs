//! All integration tests are one binary: one link, one run.

mod adoption;
mod anchors;
mod browser;
mod check;
mod config;
mod corpus;
mod fix;
mod fix_files;
mod inline;
mod output;
mod properties;
mod protocol;
mod readme;
mod render;
mod rule_examples;
mod rules_command;
mod schema;
mod site;
mod status;
mod support;
mod terminal;
