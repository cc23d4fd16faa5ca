//! What annotations ask for, in words.

use crate::schema::annotations::hold::unit;
use crate::schema::annotations::{Annotation, Bounds, Check, Share};

impl Annotation {
    /// All that it asks for, such as `at least 2 items in a list, where …`.
    pub fn words(&self) -> String {
        let mut words: Vec<String> = self.checks.iter().map(Check::words).collect();
        if let Some(when) = &self.when {
            words.push(format!("where {}", when.words()));
        }
        words.join(", ")
    }
}

impl Check {
    fn words(&self) -> String {
        match self {
            Check::Holds(what, bounds) => {
                let (one, many) = unit(what);
                match (bounds.min, bounds.max) {
                    (_, Some(max)) if max < 1.0 => format!("no {one}"),
                    (Some(min), None) if min <= 1.0 => format!("one {one}"),
                    _ => format!("{} {many}", between(*bounds)),
                }
            }
            Check::Item(regex) => format!("each item matches `{regex}`"),
            Check::First(regex, _) => format!("begins as `{regex}`"),
            Check::Before(other) => format!("stands before `{other}`"),
            Check::MaxLine(line) => format!("begins at line {line} or above"),
            Check::Each(other) => format!("one for each item under `{other}`"),
            Check::Any(ways) => format!("one of {} ways", ways.len()),
            Check::Section(other) => format!("the section `{other}`"),
            Check::Past => "not in the future".to_owned(),
            Check::Unique => "no two pages have the same".to_owned(),
            Check::Refers => "names a page of the book".to_owned(),
            Check::Pattern(regex) => format!("matches `{regex}`"),
            Check::Value(bounds) => between(*bounds),
            Check::FileName(name) => format!("its file is called `{}`", name.written),
            Check::Gapless => "no number is left out".to_owned(),
            Check::Minutes(minutes) => format!("its heading says `({minutes} min)`"),
            Check::TimeBox(bounds) => format!("takes {} minutes to read", between(*bounds)),
            Check::Share(share, bounds) => format!("{} is {}", share.words(), shares(*bounds)),
            Check::Folder(field) => format!("its folder is called as `{field}` says"),
            Check::Subsections => {
                "what lacks below a heading is told heading by heading".to_owned()
            }
        }
    }
}

impl Share {
    /// What it is a share of, for people.
    pub fn words(self) -> &'static str {
        match self {
            Share::Section => "its share of the page",
            Share::Code => "the share of code",
            Share::Visual => "the share of tables, diagrams and boxes",
        }
    }
}

/// Shares as people write them.
fn shares(bounds: Bounds) -> String {
    let percent = |share: Option<f64>| share.map(|share| (share * 1000.0).round() / 10.0);
    format!(
        "{}%",
        between(Bounds {
            min: percent(bounds.min),
            max: percent(bounds.max),
        })
    )
}

fn between(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number of".to_owned(),
    }
}
