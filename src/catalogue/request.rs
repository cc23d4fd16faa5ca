//! What a marker asks for.

use crate::catalogue::fault::Fault;
use crate::catalogue::marker::{COUNT, Marker, Place};
use crate::catalogue::options::{self, Setting, Value, ValueKind};
use crate::catalogue::select::{
    Condition, Selection, Sort, fields_in_use, is_field, known_values, page_named,
};
use crate::config::Config;
use crate::library::Library;
use crate::template::fields::PATTERN_TYPE;
use std::ops::Range;

/// What is to stand in the place of a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// All pages of a selection.
    Catalog(Catalog),
    /// Facts of a few pages side by side.
    Compare {
        /// The pages that readers choose from.
        selection: Selection,
        /// Those that the author has chosen; readers choose where there are none.
        pages: Vec<usize>,
    },
    /// How pages relate, drawn.
    Graph {
        /// The pages that are drawn.
        selection: Selection,
        /// The page in the middle, and how far from it others may be.
        around: Option<(usize, usize)>,
    },
    /// When to use what, and when not.
    Decide {
        /// The pages whose cases are listed.
        selection: Selection,
    },
    /// How many pages there are.
    Count {
        /// Those that are counted.
        selection: Selection,
    },
    /// How the library stands.
    Dashboard {
        /// The pages that are looked at.
        selection: Selection,
        /// So many of the worst pages are shown.
        worst: usize,
    },
}

/// How a catalogue looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// The pages in it.
    pub selection: Selection,
    /// Their order; the book's where there is none.
    pub sort: Vec<Sort>,
    /// The fields that are shown; those that pages usually have where there are none.
    pub columns: Vec<String>,
    /// The field by which pages are grouped.
    pub group: Option<String>,
    /// Whether pages are cards; else rows.
    pub cards: bool,
    /// The fields that readers filter by; `None` for those with few values.
    pub facets: Option<Vec<String>>,
}

/// The names of what a marker can ask for, and the options of each.
const NAMES: [(&str, &[&str]); 6] = [
    (
        "catalog",
        &[
            "template", "where", "sort", "columns", "group", "view", "facets",
        ],
    ),
    ("compare", &["template", "where", "pages"]),
    ("graph", &["template", "where", "page", "depth"]),
    ("decide", &["template", "where"]),
    (COUNT, &["template", "where"]),
    ("dashboard", &["template", "where", "worst"]),
];

/// The name of the column that says what a page is about in one sentence.
pub const SUMMARY: &str = "summary";

/// So many of the worst pages a dashboard shows.
const WORST: usize = 10;
/// How far from a page its graph reaches.
const DEPTH: usize = 1;
/// A graph that reaches further shows the whole library.
const MAX_DEPTH: usize = 5;
/// A page with more lists would be larger than the library itself.
const MOST_LISTS: usize = 20;
/// So many pages stand side by side.
pub const COMPARED: std::ops::RangeInclusive<usize> = 2..=4;

impl Request {
    /// Reads a marker.
    pub fn of(
        marker: &Marker<'_>,
        library: &Library,
        config: &Config,
    ) -> Result<Request, Vec<Fault>> {
        let text = marker.text;
        if !marker.closed {
            return Err(vec![Fault {
                at: 0..text.len(),
                message: "the marker is not closed on its line".to_owned(),
                help: "write it on one line and end it with `}}`".to_owned(),
            }]);
        }
        let (name, place) = marker.name();
        let (start, end) = (place.start, place.end);
        let names = NAMES.map(|(name, _)| name);
        let Some((name, keys)) = NAMES.iter().find(|(known, _)| *known == name) else {
            let message = if name.is_empty() {
                "the marker does not say what it stands for".to_owned()
            } else {
                format!("`{name}` is nothing that a marker can stand for")
            };
            return Err(vec![Fault::unknown(start..end, message, name, &names)]);
        };
        let mut faults = Vec::new();
        if *name != COUNT && marker.lists >= MOST_LISTS {
            faults.push(Fault {
                at: start..end,
                message: format!("more than {MOST_LISTS} lists stand on this page"),
                help: "spread them over several pages: each of them names all pages of the library"
                    .to_owned(),
            });
        }
        if *name != COUNT && marker.place != Place::Line {
            let what = match marker.place {
                Place::Inside => "stands in a list or a quote",
                _ => "stands in running text",
            };
            faults.push(Fault {
                at: start..end,
                message: format!("`{name}` {what}"),
                help: "write the marker on a line of its own, outside of lists and quotes"
                    .to_owned(),
            });
        }
        let settings = match options::parse(text, end) {
            Ok(settings) => settings,
            Err(fault) => return Err(vec![fault]),
        };
        let mut reader = Reader {
            library,
            config,
            keys,
            faults,
        };
        let request = reader.request(name, &settings);
        if reader.faults.is_empty() {
            Ok(request)
        } else {
            Err(reader.faults)
        }
    }
}

struct Reader<'a> {
    library: &'a Library,
    config: &'a Config,
    keys: &'a [&'static str],
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn request(&mut self, name: &str, settings: &[Setting]) -> Request {
        for setting in settings {
            if !self.keys.contains(&setting.key.as_str()) {
                let message = format!("`{name}` has no option `{}`", setting.key);
                let known = self.keys;
                self.faults.push(Fault::unknown(
                    setting.at.clone(),
                    message,
                    &setting.key,
                    known,
                ));
            }
        }
        let get = |key: &str| {
            let found = settings.iter().find(|setting| setting.key == key);
            found.map(|setting| &setting.value)
        };
        let template = get("template").and_then(|value| self.template(value));
        let selection = Selection {
            template: template.unwrap_or_else(|| PATTERN_TYPE.to_owned()),
            conditions: get("where").map_or_else(Vec::new, |value| self.conditions(value)),
        };
        match name {
            "compare" => Request::Compare {
                pages: get("pages").map_or_else(Vec::new, |value| self.pages(value)),
                selection,
            },
            "graph" => Request::Graph {
                selection,
                around: self.around(get("page"), get("depth")),
            },
            "decide" => Request::Decide { selection },
            COUNT => Request::Count { selection },
            "dashboard" => Request::Dashboard {
                selection,
                worst: get("worst").map_or(WORST, |value| self.number(value, 0..=1000)),
            },
            _ => Request::Catalog(Catalog {
                selection,
                sort: get("sort").map_or_else(Vec::new, |value| self.sort(value)),
                columns: get("columns").map_or_else(Vec::new, |value| self.fields(value)),
                group: get("group").and_then(|value| self.fields(value).pop()),
                cards: get("view").is_some_and(|value| self.is_cards(value)),
                facets: get("facets").map(|value| self.fields(value)),
            }),
        }
    }

    fn expected(&mut self, value: &Value, takes: &str) {
        self.faults.push(Fault {
            at: value.at.clone(),
            message: format!("expected {takes}"),
            help: "options are written as in TOML: `sort = \"title\"`".to_owned(),
        });
    }

    fn template(&mut self, value: &Value) -> Option<String> {
        let ValueKind::Text(name) = &value.kind else {
            self.expected(value, "the name of a template");
            return None;
        };
        let own = self.config.templates.iter().map(|it| it.name.as_str());
        let known: Vec<&str> = own.chain([PATTERN_TYPE]).collect();
        if !known.contains(&name.as_str()) {
            let message = format!("no template is called `{name}`");
            self.faults
                .push(Fault::unknown(value.at.clone(), message, name, &known));
        }
        Some(name.clone())
    }

    /// One text or a list of texts, with their places.
    fn texts<'v>(&mut self, value: &'v Value, takes: &str) -> Vec<(&'v str, Range<usize>)> {
        let items = match &value.kind {
            ValueKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.kind {
                ValueKind::Text(text) => texts.push((text.as_str(), item.at.clone())),
                _ => self.expected(item, takes),
            }
        }
        texts
    }

    fn fields(&mut self, value: &Value) -> Vec<String> {
        let texts = self.texts(value, "the name of a field, or a list of such");
        let fields = texts
            .into_iter()
            .filter(|(name, at)| self.is_field(name, at));
        fields.map(|(name, _)| name.to_owned()).collect()
    }

    fn is_field(&mut self, name: &str, at: &Range<usize>) -> bool {
        if name == SUMMARY || is_field(self.library, self.config, name) {
            return true;
        }
        let known = fields_in_use(self.library, self.config);
        let mut known: Vec<&str> = known.into_iter().collect();
        known.push(SUMMARY);
        let message = format!("no page has a field `{name}`");
        self.faults
            .push(Fault::unknown(at.clone(), message, name, &known));
        false
    }

    fn sort(&mut self, value: &Value) -> Vec<Sort> {
        let texts = self.texts(
            value,
            "the name of a field, with a `-` before it to turn the order round",
        );
        let mut sorts = Vec::new();
        for (text, at) in texts {
            let field = text.strip_prefix('-').unwrap_or(text);
            if self.is_field(field, &at) {
                sorts.push(Sort {
                    field: field.to_owned(),
                    descending: text.starts_with('-'),
                });
            }
        }
        sorts
    }

    fn is_cards(&mut self, value: &Value) -> bool {
        const VIEWS: [&str; 2] = ["table", "cards"];
        match &value.kind {
            ValueKind::Text(view) if VIEWS.contains(&view.as_str()) => view == VIEWS[1],
            ValueKind::Text(view) => {
                let message = format!("`view` cannot be `{view}`");
                self.faults
                    .push(Fault::unknown(value.at.clone(), message, view, &VIEWS));
                false
            }
            _ => {
                self.expected(value, "`\"table\"` or `\"cards\"`");
                false
            }
        }
    }

    fn number(&mut self, value: &Value, range: std::ops::RangeInclusive<usize>) -> usize {
        let number = match value.kind {
            ValueKind::Number(number) => usize::try_from(number).ok(),
            _ => None,
        };
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return number;
        }
        let takes = format!("a number from {} to {}", range.start(), range.end());
        self.expected(value, &takes);
        *range.start()
    }

    fn conditions(&mut self, value: &Value) -> Vec<Condition> {
        let ValueKind::Table(settings) = &value.kind else {
            self.expected(
                value,
                "a table of fields, such as `{ excellence_tier = \"gold\" }`",
            );
            return Vec::new();
        };
        let mut conditions = Vec::new();
        for Setting { key, at, value } in settings {
            if !self.is_field(key, at) {
                continue;
            }
            let (value, not) = match &value.kind {
                ValueKind::Table(inner) => match inner.as_slice() {
                    [setting] if setting.key == "not" => (&setting.value, true),
                    _ => {
                        self.expected(value, "a value, a list of values, or `{ not = … }`");
                        continue;
                    }
                },
                _ => (value, false),
            };
            let items = match &value.kind {
                ValueKind::List(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            };
            let mut values = Vec::new();
            for item in items {
                match &item.kind {
                    ValueKind::Text(text) => {
                        self.value_is_known(key, text, &item.at);
                        values.push(text.clone());
                    }
                    ValueKind::Number(number) => values.push(number.to_string()),
                    ValueKind::Truth(truth) => values.push(truth.to_string()),
                    _ => self.expected(item, "a value or a list of values"),
                }
            }
            conditions.push(Condition {
                field: key.clone(),
                values,
                not,
            });
        }
        conditions
    }

    /// Of a field with a vocabulary, other words are slips of the pen.
    fn value_is_known(&mut self, field: &str, value: &str, at: &Range<usize>) {
        let known = known_values(self.library, self.config, field);
        if let Some(known) = known.filter(|known| !known.iter().any(|word| word == value)) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = format!("`{field}` cannot be `{value}`");
            self.faults
                .push(Fault::unknown(at.clone(), message, value, &known));
        }
    }

    fn pages(&mut self, value: &Value) -> Vec<usize> {
        let texts = self.texts(value, "the names of pages");
        let mut pages = Vec::new();
        let count = texts.len();
        for (name, at) in texts {
            pages.extend(self.page(name, at));
        }
        if !COMPARED.contains(&count) {
            self.faults.push(Fault {
                at: value.at.clone(),
                message: format!("{count} pages cannot stand side by side"),
                help: "name two to four, or none for readers to choose".to_owned(),
            });
        }
        pages
    }

    fn page(&mut self, name: &str, at: Range<usize>) -> Option<usize> {
        let found = page_named(self.library, name);
        if found.is_none() {
            let pages = self.library.pages().iter().filter(|page| page.is_pattern);
            let known: Vec<&str> = pages.map(crate::catalogue::select::id).collect();
            let message = format!("no page is called `{name}`");
            self.faults.push(Fault::unknown(at, message, name, &known));
        }
        found
    }

    fn around(&mut self, page: Option<&Value>, depth: Option<&Value>) -> Option<(usize, usize)> {
        let depth_given = depth.map(|value| self.number(value, 1..=MAX_DEPTH));
        let Some(page) = page else {
            if let Some(depth) = depth {
                self.faults.push(Fault {
                    at: depth.at.clone(),
                    message: "`depth` without a `page`".to_owned(),
                    help: "say around which page: `page = \"saga\", depth = 2`".to_owned(),
                });
            }
            return None;
        };
        let ValueKind::Text(name) = &page.kind else {
            self.expected(page, "the name of a page");
            return None;
        };
        let page = self.page(name, page.at.clone())?;
        Some((page, depth_given.unwrap_or(DEPTH)))
    }
}
