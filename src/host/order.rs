//! In which order mdBook runs preprocessors.

use crate::config::Links;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
    // How many each of them waits for.
    let mut waiting: BTreeMap<&str, usize> = names.iter().map(|name| (*name, 0)).collect();
    for (_, then) in &edges {
        *waiting.entry(*then).or_default() += 1;
    }
    let mut next: BTreeSet<&str> = names;
    next.retain(|name| waiting[name] == 0);
    let mut order = Vec::new();
    while !next.is_empty() {
        let mut behind = BTreeSet::new();
        for name in next {
            order.push(name.to_owned());
            for (_, then) in edges.range((name, "")..).take_while(|edge| edge.0 == name) {
                if let Some(left) = waiting.get_mut(then) {
                    *left -= 1;
                    behind.extend((*left == 0).then_some(*then));
                }
            }
        }
        next = behind;
    }
    // Those in a circle wait for ever.
    (order.len() == waiting.len()).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_waits_comes_in_rounds_and_a_circle_never() {
        let order = |tables: Value| sequence(&json!({ "preprocessor": tables }));
        let tables = json!({ "a": { "after": ["c"] }, "b": { "before": ["c"] }, "c": {} });
        assert_eq!(order(tables).unwrap(), ["b", "index", "links", "c", "a"]);
        let circle = json!({ "a": { "after": ["b"] }, "b": { "after": ["a"] } });
        assert_eq!(order(circle), None);
        assert_eq!(order(json!({ "a": { "before": ["a"] } })), None);
        // Each waits for the one before: as many rounds as tables.
        let table = |n: usize| (format!("p{n}"), json!({ "after": [format!("p{}", n + 1)] }));
        let many: serde_json::Map<String, Value> = (0..20_000).map(table).collect();
        assert_eq!(order(many.into()).unwrap().len(), 20_002);
    }

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
