use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::page::yaml::{Entry, Node, Value};
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::{ID_GROUPS, ID_KEY, INTRODUCED, NUMBER_KEY, READING_TIME};
use crate::template::{FieldRow, FieldType, Rows};

pub static RULE: Rule = Rule {
    name: "frontmatter-field-type",
    summary: "a field has the wrong shape: a list where a line is asked, a line where a list is, a number where text is",
    level: LintLevel::Deny,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_type.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::fields::values(fit, page, true, cx);
    }
    let rows = cx.pattern.rows;
    own::fields::values_of_edition(page, true, cx);
    for field in rows.fields.iter().filter(|row| row.is_read_by_code()) {
        let Some(entry) = cx.pattern.fields.given(&field.name) else {
            continue;
        };
        let mut problems = Vec::new();
        judge(field, &entry.value, &mut problems);
        let mut problems = problems
            .into_iter()
            .filter(|problem| !is_unfilled(page, problem.node, rows));
        let Some(first) = problems.next() else {
            continue;
        };
        let place = |node: &Node| {
            let span = page.first_line(node.span);
            if span.is_empty() {
                entry.key_span
            } else {
                span
            }
        };
        let diagnostic = cx.report(
            place(first.node),
            format!(
                "{} is {}, expected {}",
                first.what,
                first.node.kind(),
                first.expected
            ),
        );
        diagnostic.label(format!("expected {}", first.expected));
        if let Some(help) = advice(&first) {
            diagnostic.help(help);
        }
        // One misunderstanding shows in several entries of the same field.
        for other in problems {
            diagnostic.also(place(other.node), format!("expected {}", other.expected));
        }
    }
}

/// Whether a value is nothing but a placeholder of the template, which is a list
/// to YAML: a value that is not there yet has no shape.
fn is_unfilled(page: &Page<'_>, node: &Node, rows: &Rows) -> bool {
    let text = page.text.get(node.span.range()).unwrap_or("").trim();
    text.trim_matches(['"', '\''])
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|inner| rows.in_frontmatter.has(inner))
}

struct WrongType<'n> {
    node: &'n Node,
    /// Which part of the field, in backticks.
    what: String,
    expected: &'static str,
}

const LINE: &str = "a line of text";

fn judge<'n>(field: &FieldRow, node: &'n Node, problems: &mut Vec<WrongType<'n>>) {
    let name = field.name.as_str();
    let what = || format!("`{name}`");
    let has_key = |entry: &&Entry| field.keys.contains(&entry.key);
    match (field.ty, &node.value) {
        (FieldType::Line | FieldType::LineOrList, Value::Scalar { .. }) => {
            // A bare number in these two is a wrong value, not a wrong type.
            let number = node.kind() == "a number";
            if !(number && [Some(&READING_TIME), Some(&INTRODUCED)].contains(&field.known)) {
                judge_line(what, node, problems);
            }
        }
        (FieldType::Ids, Value::List(items)) => {
            for item in items {
                judge_id(|| format!("an entry of `{name}`"), item, problems);
            }
        }
        (FieldType::List | FieldType::LineOrList, Value::List(items)) => {
            for item in items {
                judge_line(|| format!("an entry of `{name}`"), item, problems);
            }
        }
        (FieldType::Ids, Value::Map(groups)) if groups.iter().all(is_group) => {
            for group in groups {
                match &group.value.value {
                    Value::List(items) => {
                        for item in items {
                            judge_id(
                                || format!("an entry of `{name}.{}`", group.key),
                                item,
                                problems,
                            );
                        }
                    }
                    _ => judge_list(|| format!("`{name}.{}`", group.key), &group.value, problems),
                }
            }
        }
        (FieldType::Records(_), Value::List(items)) => {
            for item in items {
                match &item.value {
                    Value::Null => {}
                    Value::Map(entries) => {
                        for entry in entries.iter().filter(has_key) {
                            judge_line(
                                || format!("`{}` in `{name}`", entry.key),
                                &entry.value,
                                problems,
                            );
                        }
                    }
                    _ => problems.push(WrongType {
                        node: item,
                        what: format!("an entry of `{name}`"),
                        expected: "a mapping with `company`, `implementation` and `scale`",
                    }),
                }
            }
        }
        (FieldType::Lists(_), Value::Map(entries)) => {
            for entry in entries.iter().filter(has_key) {
                judge_list(|| format!("`{name}.{}`", entry.key), &entry.value, problems);
            }
        }
        (_, Value::Null) => {}
        (ty, _) => {
            let expected = match ty {
                FieldType::Line => LINE,
                FieldType::List => "a list of lines",
                FieldType::LineOrList => "a line of text or a list of lines",
                FieldType::Ids => "a list of ids, or a mapping of `primary` and `secondary`",
                FieldType::Records(_) => "a list of mappings",
                FieldType::Lists(_) => "a mapping of `pros` and `cons`",
            };
            problems.push(WrongType {
                node,
                what: what(),
                expected,
            });
        }
    }
}

fn is_group(entry: &Entry) -> bool {
    ID_GROUPS.contains(&entry.key.as_str())
}

fn judge_line<'n>(what: impl Fn() -> String, node: &'n Node, problems: &mut Vec<WrongType<'n>>) {
    let fits = node.is_null() || node.kind() == "text";
    if !fits {
        problems.push(WrongType {
            node,
            what: what(),
            expected: LINE,
        });
    }
}

/// An id, or a record that says it beside other keys.
fn judge_id<'n>(what: impl Fn() -> String, node: &'n Node, problems: &mut Vec<WrongType<'n>>) {
    let says = |key: &str| node.get(key).is_some_and(|value| value.text().is_some());
    match node.value {
        Value::Map(_) if says(ID_KEY) || says(NUMBER_KEY) => {}
        Value::Map(_) => problems.push(WrongType {
            node,
            what: what(),
            expected: "an id, or a record with an `id` or a `number`",
        }),
        _ => judge_line(what, node, problems),
    }
}

fn judge_list<'n>(what: impl Fn() -> String, node: &'n Node, problems: &mut Vec<WrongType<'n>>) {
    match &node.value {
        Value::Null => {}
        Value::List(items) => {
            for item in items {
                judge_line(|| format!("an entry of {}", what()), item, problems);
            }
        }
        _ => problems.push(WrongType {
            node,
            what: what(),
            expected: "a list of lines",
        }),
    }
}

/// What to do about it, where that is not plain from what is expected.
fn advice(problem: &WrongType<'_>) -> Option<String> {
    match &problem.node.value {
        Value::Scalar { text, .. } if problem.expected == LINE => {
            Some(format!("put it in quotes: `\"{text}\"`"))
        }
        Value::Scalar { .. } if problem.expected.contains("list of") => {
            Some("write each entry on a line of its own, after `- `".to_owned())
        }
        Value::Map(entries) if problem.expected == LINE && entries.len() == 1 => {
            Some("put text that contains `: ` in quotes".to_owned())
        }
        Value::List(_) if problem.expected == LINE => {
            Some("put text that begins with `[` in quotes, or write one line".to_owned())
        }
        Value::Map(_) if problem.expected.contains("`primary`") => {
            Some("no other keys than `primary` and `secondary` are read".to_owned())
        }
        _ => None,
    }
}
