//! Templates as Front Matter reads them, the extension of VS Code that has a form for frontmatter: a
//! type of content for each, and the folders of its pages.

use crate::schema::Template;
use crate::schema::fields::{Choice, Field, Takes};
use crate::schema::values::fixed;
use serde_json::{Map, Value, json};

/// The key of the types of content.
pub const TYPES: &str = "frontMatter.taxonomy.contentTypes";
/// The key of the folders.
pub const FOLDERS: &str = "frontMatter.content.pageFolders";

/// What the file `frontmatter.json` says of templates and the folders of their pages, relative to the book.
pub fn of<'t>(templates: impl Iterator<Item = (&'t Template, String)>) -> Value {
    let mut types = Vec::new();
    let mut folders = Vec::new();
    for (template, folder) in templates {
        let name = template.name.as_str();
        types.push(json!({
            "name": name,
            "pageBundle": false,
            "fields": fields(&template.fields),
        }));
        folders.push(json!({
            "title": name,
            "path": format!("[[workspace]]/{folder}").trim_end_matches('/'),
            "contentTypes": [name],
        }));
    }
    json!({ TYPES: types, FOLDERS: folders })
}

fn fields(fields: &[Field]) -> Vec<Value> {
    fields.iter().map(field).collect()
}

fn field(field: &Field) -> Value {
    let mut said = Map::new();
    said.insert("title".to_owned(), json!(field.key));
    said.insert("name".to_owned(), json!(field.key));
    if !field.optional {
        said.insert("required".to_owned(), json!(true));
    }
    if !field.words.is_empty() {
        said.insert("description".to_owned(), json!(field.words));
    }
    let kind = match &field.takes {
        Takes::Choice(choice) => match closed(choice) {
            Some(words) => {
                said.insert("choices".to_owned(), json!(words));
                "choice"
            }
            None => "string",
        },
        Takes::Date { month: false } => {
            said.insert("dateFormat".to_owned(), json!("yyyy-MM-dd"));
            "datetime"
        }
        Takes::Number(unit) if unit.is_empty() => "number",
        Takes::Truth => "boolean",
        Takes::List(words) if words.is_empty() => "list",
        Takes::List(words) => {
            said.insert("choices".to_owned(), json!(words));
            said.insert("multiple".to_owned(), json!(true));
            "choice"
        }
        Takes::Map(keys) => {
            said.insert("fields".to_owned(), json!(fields(keys)));
            "fields"
        }
        // Lists of mappings have no form of their own there.
        Takes::Records(_)
        | Takes::Anything
        | Takes::Text(_)
        | Takes::Number(_)
        | Takes::Date { month: true } => "string",
    };
    said.insert("type".to_owned(), json!(kind));
    if let Some(default) = &field.default {
        said.insert("default".to_owned(), json!(default));
    }
    Value::Object(said)
}

/// The words of a field that takes nothing else: what has a number or a placeholder in it has to be typed.
fn closed(choice: &Choice) -> Option<&[String]> {
    let is_whole = |entry: &String| fixed(entry).len() == 1;
    let is_closed = !choice.open && choice.entries.iter().all(is_whole);
    is_closed.then_some(&choice.entries)
}
