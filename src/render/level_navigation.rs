//! The path through the levels: plain links to their headings. With the script it
//! stays in sight while the page scrolls, and marks the level that is being read.

use crate::pattern::levels::Level;
use crate::render::{RenderContext, Target};
use crate::template::LevelRow;
use crate::text::escape;
use crate::words::{Word, Words};
use std::fmt::Write as _;

/// The path; empty for a page with fewer than two levels, where there is no way to choose.
pub fn render(cx: &RenderContext<'_>) -> String {
    let wanted = cx.is_pattern && cx.config.level_navigation;
    if !wanted || !matches!(cx.target, Target::Html { .. }) {
        return String::new();
    }
    let words = &cx.config.words;
    let levels = &cx.pattern.levels;
    let first = |spec: &LevelRow| {
        let level = levels.all.iter().find(|l| l.number == spec.number)?;
        let id = level.heading.anchor.as_str();
        Some(step(spec, level, id, words))
    };
    let steps: Vec<String> = cx.pattern.rows.levels.iter().filter_map(first).collect();
    if steps.len() < 2 {
        return String::new();
    }
    format!(
        "<nav class=\"patterns-levels\" aria-label=\"{}\">\n<ol>\n{}</ol>\n</nav>\n",
        escape::html(words.get(Word::Levels)),
        steps.concat()
    )
}

fn step(spec: &LevelRow, level: &Level<'_>, id: &str, words: &Words) -> String {
    let name = match level.name() {
        // An icon's shortcode is no name.
        name if name.is_empty() || name.contains(':') => spec.name.as_str(),
        name => name,
    };
    let audience = spec.audience.map_or(String::new(), |audience| {
        let label = escape::html(words.get(audience.label()));
        format!(" title=\"{label}\"")
    });
    let mut step = format!(
        "<li value=\"{}\"><a href=\"#{}\"{audience}><b>{}</b>",
        spec.number,
        escape::html(id),
        escape::html(name),
    );
    if let Some(time) = level.time() {
        // `5 minutes` is as long as the name beside it.
        let amount = time.trim_end_matches(char::is_alphabetic).trim_end();
        let _ = write!(step, " <small>{} min</small>", escape::html(amount));
    }
    step + "</a></li>\n"
}
