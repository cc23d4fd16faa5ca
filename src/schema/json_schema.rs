//! The frontmatter of a template's pages as JSON Schema (2020-12), for editors and other tools.

use crate::schema::Template;
use crate::schema::fields::{Choice, Field, Takes};
use crate::schema::values::fixed;
use serde_json::{Map, Value, json};

/// The schema of a template's frontmatter.
pub fn of(template: &Template) -> Value {
    let mut schema = object(&template.fields);
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert(
        "title".to_owned(),
        json!(format!("frontmatter of `{}`", template.name)),
    );
    Value::Object(schema)
}

/// What holds of a mapping with these keys; others are welcome.
fn object(fields: &[Field]) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in fields {
        properties.insert(field.key.clone(), property(field));
    }
    let required = fields.iter().filter(|field| !field.optional);
    let required: Vec<&str> = required.map(|field| field.key.as_str()).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("required".to_owned(), json!(required));
    object
}

fn property(field: &Field) -> Value {
    let mut property = match &field.takes {
        Takes::Anything => json!({}),
        Takes::Text(default) => {
            let mut text = json!({ "type": ["string", "number", "boolean", "array"] });
            if let Some(default) = default {
                text["examples"] = json!([default]);
            }
            text
        }
        Takes::Choice(choice) => one_of(choice),
        Takes::Date { month: false } => {
            json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
        }
        Takes::Date { month: true } => {
            json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
        }
        Takes::Number(unit) if unit.is_empty() => json!({ "type": "number" }),
        Takes::Number(unit) => json!({ "type": "string", "pattern": format!("^[0-9.]+ *{unit}$") }),
        Takes::Truth => json!({ "type": "boolean" }),
        Takes::List(words) if words.is_empty() => {
            json!({ "type": ["array", "string", "number", "null"] })
        }
        Takes::List(words) => json!({
            "anyOf": [{ "type": "array", "items": { "enum": words } }, { "type": ["string", "null"] }]
        }),
        Takes::Map(keys) => Value::Object(object(keys)),
        Takes::Records(keys) => json!({ "type": ["array", "null"], "items": object(keys) }),
    };
    if !field.words.is_empty() {
        property["description"] = json!(field.words);
    }
    if field.optional && property.as_object().is_some_and(|it| !it.is_empty()) {
        // What may be left out may say nothing.
        let mut alone = property.clone();
        let description = alone
            .as_object_mut()
            .and_then(|it| it.remove("description"));
        property = json!({ "anyOf": [alone, { "type": "null" }] });
        if let Some(description) = description {
            property["description"] = description;
        }
    }
    property
}

fn one_of(choice: &Choice) -> Value {
    let (open, words): (Vec<&String>, Vec<&String>) = choice
        .entries
        .iter()
        .partition(|entry| fixed(entry).len() > 1);
    if choice.open {
        return json!({ "anyOf": [{ "enum": words }, { "type": "string" }] });
    }
    if open.is_empty() {
        return json!({ "enum": words });
    }
    let mut ways = vec![json!({ "enum": words })];
    for entry in open {
        let first = fixed(entry).remove(0);
        // Case, signs between words and all behind them are free.
        let words: Vec<String> = first.split(' ').map(either_case).collect();
        ways.push(
            json!({ "type": "string", "pattern": format!("^{}", words.join("[^A-Za-z0-9]+")) }),
        );
    }
    json!({ "anyOf": ways })
}

/// A pattern of a word in whatever case; the word is in normal form and holds no signs.
fn either_case(word: &str) -> String {
    let mut pattern = String::new();
    for c in word.chars() {
        let upper: String = c.to_uppercase().collect();
        if upper == c.to_string() {
            pattern.push(c);
        } else {
            pattern.push('[');
            pattern.push_str(&upper);
            pattern.push(c);
            pattern.push(']');
        }
    }
    pattern
}
