//! Under `mdbook serve`: the page's diagnostics on top of it.

use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::render::RenderContext;
use crate::text::escape;
use std::fmt::Write as _;

/// Only authors see the panel, so readers' pages do without its look.
const SHEET: &str = include_str!("../../assets/panel.css");

/// How many stand there unfolded.
const SHOWN: usize = 10;

/// The panel; empty for a page without diagnostics.
pub fn render(cx: &RenderContext<'_>) -> String {
    if cx.diagnostics.is_empty() {
        return String::new();
    }
    let denied = cx
        .diagnostics
        .iter()
        .filter(|found| found.level == LintLevel::Deny)
        .count();
    let warned = cx.diagnostics.len() - denied;
    let state = if denied > 0 {
        "patterns-denied"
    } else {
        "patterns-warned"
    };
    let mut out = format!(
        "<style>{}</style>\n<div class=\"patterns-panel {state}\" role=\"alert\">\n",
        SHEET.trim_end()
    );
    let counts = [(denied, "denied"), (warned, "warned")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let _ = writeln!(
        out,
        "<p class=\"patterns-title\">{} on this page</p>\n<ul>",
        counts.join(", ")
    );
    let mut found: Vec<_> = cx.diagnostics.iter().collect();
    found.sort_by_key(|found| (found.place.start().line, found.place.start().column));
    for (at, found) in found.iter().enumerate() {
        if at == SHOWN {
            let rest = cx.diagnostics.len() - SHOWN;
            let _ = writeln!(out, "</ul>\n<details><summary>{rest} more</summary>\n<ul>");
        }
        item(&mut out, found, spot(found, cx));
    }
    out.push_str("</ul>\n");
    if found.len() > SHOWN {
        out.push_str("</details>\n");
    }
    out.push_str("</div>\n");
    out
}

/// The id of the heading that a diagnostic stands under, where the file is the page.
fn spot<'p>(found: &Located, cx: &RenderContext<'p>) -> Option<&'p str> {
    let page = cx.pattern.page;
    let file = &found.place.file;
    // With what a page includes, bytes of the file are none of the page's.
    if file.text().len() != page.text.len() {
        return None;
    }
    let at = file.local(found.place.span).start;
    let headings = &page.headings;
    let behind = headings.partition_point(|heading| heading.span.start <= at);
    let under = behind.checked_sub(1).map(|last| &headings[last]);
    under.map(|heading| heading.anchor.as_str())
}

fn item(out: &mut String, found: &Located, spot: Option<&str>) {
    let start = found.place.start();
    let mut place = format!(
        "{}:{}:{}",
        escape::html(found.file()),
        start.line,
        start.column
    );
    if let Some(spot) = spot {
        place = format!("<a href=\"#{}\">{place}</a>", escape::html(spot));
    }
    let _ = write!(
        out,
        "<li class=\"patterns-{}\"><code title=\"mdbook-patterns explain {}\">{}</code> {} <small>{place}</small>",
        found.level.name(),
        found.rule,
        found.rule,
        code_spans(&found.message),
    );
    if let Some(help) = found.help.first() {
        let _ = write!(out, "<br><small>{}</small>", code_spans(help));
    }
    out.push_str("</li>\n");
}

/// A message's backticks as code.
fn code_spans(message: &str) -> String {
    let mut out = String::new();
    for (index, part) in message.split('`').enumerate() {
        let text = escape::html(part);
        if index % 2 == 1 {
            let _ = write!(out, "<code>{text}</code>");
        } else {
            out.push_str(&text);
        }
    }
    out
}
