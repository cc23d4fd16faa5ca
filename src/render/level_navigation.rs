//! The path through the levels: plain links to their headings. With the script it
//! stays in sight while the page scrolls, and marks the level that is being read.

use super::{Context, Target, escape};
use crate::page::{Level, Levels, Page};
use crate::template::{Audience, LEVELS, LevelSpec};
use std::fmt::Write as _;

/// What the path is called.
const LABEL: &str = "Levels";

/// For whom a level is.
const fn readers(audience: Audience) -> &'static str {
    match audience {
        Audience::Anyone => "anyone",
        Audience::Engineers => "engineers",
        Audience::Architects => "architects",
    }
}

/// The path; empty for a page with fewer than two levels, where there is no way to choose.
pub fn render(page: &Page<'_>, cx: &Context<'_>) -> String {
    let wanted = cx.is_pattern && cx.config.level_navigation;
    if !wanted || !matches!(cx.target, Target::Html { .. }) {
        return String::new();
    }
    let levels = Levels::of(page);
    let first = |spec: &'static LevelSpec| {
        let level = levels.all.iter().find(|l| l.number == spec.number)?;
        let id = level.heading.anchor.as_str();
        Some(step(spec, level, id))
    };
    let steps: Vec<String> = LEVELS.iter().filter_map(first).collect();
    if steps.len() < 2 {
        return String::new();
    }
    format!(
        "<nav class=\"patterns-levels\" aria-label=\"{LABEL}\">\n<ol>\n{}</ol>\n</nav>\n",
        steps.concat()
    )
}

fn step(spec: &LevelSpec, level: &Level<'_>, id: &str) -> String {
    let name = match level.name() {
        // An icon's shortcode is no name.
        name if name.is_empty() || name.contains(':') => spec.name,
        name => name,
    };
    let mut step = format!(
        "<li value=\"{}\"><a href=\"#{}\"><b>{}</b> <small>{}",
        spec.number,
        escape::html(id),
        escape::html(name),
        readers(spec.audience),
    );
    if let Some(time) = level.time() {
        let _ = write!(step, " · {}", escape::html(time));
    }
    step + "</small></a></li>\n"
}
