//! Under `mdbook serve`: the page's diagnostics on top of it.

use crate::diagnostic::LintLevel;
use crate::render::RenderContext;
use crate::text::escape;
use std::fmt::Write as _;

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
    let mut out = format!("<div class=\"patterns-panel {state}\" role=\"alert\">\n");
    let _ = writeln!(
        out,
        "<p class=\"patterns-title\">{denied} denied, {warned} warned on this page</p>\n<ul>"
    );
    for found in cx.diagnostics {
        let place = found.place.start();
        let _ = write!(
            out,
            "<li class=\"patterns-{}\"><code>{}</code> {} <small>{}:{}:{}</small>",
            found.level.name(),
            found.rule,
            code_spans(&found.message),
            escape::html(found.file()),
            place.line,
            place.column
        );
        if let Some(help) = found.help.first() {
            let _ = write!(out, "<br><small>{}</small>", code_spans(help));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</div>\n");
    out
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
