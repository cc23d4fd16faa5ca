//! Output held against a JSON Schema.

use boon::{Compiler, Schemas};
use serde_json::Value;
use std::path::Path;

/// That a value is what a schema of this repository says.
#[track_caller]
pub fn is_valid(value: &Value, schema: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
    let text = std::fs::read_to_string(path).unwrap();
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler
        .add_resource("schema.json", serde_json::from_str(&text).unwrap())
        .unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, index) {
        panic!("{schema}: {error:#}");
    }
}

/// That a value is not what a schema says: the schema means something.
#[track_caller]
pub fn is_invalid(value: &Value, schema: &str) {
    let result = std::panic::catch_unwind(|| is_valid(value, schema));
    assert!(result.is_err(), "{value} is valid");
}
