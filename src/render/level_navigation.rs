//! The path through the levels: plain links to their headings. With the script it
//! stays in sight while the page scrolls, and marks the level that is being read.

use crate::page::{Level, Page};
use crate::pattern::levels::Levels;
use crate::render::{Context, Target};
use crate::template::{Audience, LEVELS, LevelSpec};
use crate::text::escape;
use crate::words::{Word, Words};
use std::fmt::Write as _;

/// For whom a level is.
const fn readers(audience: Audience) -> Word {
    match audience {
        Audience::Anyone => Word::Anyone,
        Audience::Engineers => Word::Engineers,
        Audience::Architects => Word::Architects,
    }
}

/// The path; empty for a page with fewer than two levels, where there is no way to choose.
pub fn render(page: &Page<'_>, cx: &Context<'_>) -> String {
    let wanted = cx.is_pattern && cx.config.level_navigation;
    if !wanted || !matches!(cx.target, Target::Html { .. }) {
        return String::new();
    }
    let words = &cx.config.words;
    let levels = Levels::of(page);
    let first = |spec: &'static LevelSpec| {
        let level = levels.all.iter().find(|l| l.number == spec.number)?;
        let id = level.heading.anchor.as_str();
        Some(step(spec, level, id, words))
    };
    let steps: Vec<String> = LEVELS.iter().filter_map(first).collect();
    if steps.len() < 2 {
        return String::new();
    }
    format!(
        "<nav class=\"patterns-levels\" aria-label=\"{}\">\n<ol>\n{}</ol>\n</nav>\n",
        escape::html(words.get(Word::Levels)),
        steps.concat()
    )
}

fn step(spec: &LevelSpec, level: &Level<'_>, id: &str, words: &Words) -> String {
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
        escape::html(words.get(readers(spec.audience))),
    );
    if let Some(time) = level.time() {
        let _ = write!(step, " · {}", escape::html(time));
    }
    step + "</small></a></li>\n"
}
