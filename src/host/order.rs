//! In which order mdBook runs preprocessors.

use crate::config::Links;
use serde_json::Value;
use std::collections::BTreeSet;

/// When mdBook's `links` runs.
pub fn links(config: &Value) -> Links {
    let order = sequence(config).unwrap_or_default();
    let place = |name: &str| order.iter().position(|other| other == name);
    match (place("links"), place("patterns")) {
        (Some(links), Some(own)) if links > own => Links::After,
        (None, Some(_)) => Links::Never,
        _ => Links::Before,
    }
}

/// The order in which mdBook runs the preprocessors, by name where nothing else
/// decides; `None` for a circle. This repeats `determine_preprocessors` of mdbook-driver 0.5.4.
pub fn sequence(config: &Value) -> Option<Vec<String>> {
    let defaults = config["build"]["use-default-preprocessors"] != Value::Bool(false);
    let mut names: BTreeSet<&str> = ["index", "links"]
        .into_iter()
        .filter(|_| defaults)
        .collect();
    let tables = config["preprocessor"].as_object()?;
    names.extend(tables.keys().map(String::as_str));
    let mut edges = BTreeSet::new();
    for (name, table) in tables {
        let list = |key: &str| {
            let items = table[key].as_array().into_iter().flatten();
            let known = items
                .filter_map(Value::as_str)
                .filter(|other| names.contains(other));
            known.collect::<Vec<_>>()
        };
        edges.extend(
            list("before")
                .into_iter()
                .map(|other| (name.as_str(), other)),
        );
        edges.extend(
            list("after")
                .into_iter()
                .map(|other| (other, name.as_str())),
        );
    }
    let mut order = Vec::new();
    while !names.is_empty() {
        let free = |name: &&str| {
            !edges
                .iter()
                .any(|(first, then)| then == name && names.contains(first))
        };
        let next: Vec<&str> = names.iter().copied().filter(free).collect();
        if next.is_empty() {
            return None;
        }
        for name in next {
            names.remove(name);
            order.push(name.to_owned());
        }
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn links_run_before_unless_they_are_told_otherwise() {
        let with = |patterns: Value| json!({ "preprocessor": { "patterns": patterns } });
        assert_eq!(links(&json!({})), Links::Before);
        assert_eq!(links(&with(json!({}))), Links::Before);
        assert_eq!(links(&with(json!({ "before": ["links"] }))), Links::After);
        let mut none = with(json!({}));
        none["build"] = json!({ "use-default-preprocessors": false });
        assert_eq!(links(&none), Links::Never);
        none["preprocessor"]["links"] = json!({});
        assert_eq!(links(&none), Links::Before);
    }
}
