use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::text::span::{Span, Text};
use std::collections::BTreeSet;

pub static RULE: Rule = Rule {
    name: "repeated-content",
    summary: "a diagram, a table or a list stands word for word on several pages",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[OptionSpec {
        name: "min-pages",
        default: OptionDefault::Count(3),
        summary: "on how many pages it has to stand",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("repeated_content.md"),
    check,
};

fn check(_: &Page<'_>, cx: &mut Context<'_>) {
    let min = min_pages(cx.count("min-pages"));
    // What the page itself has twice is said once.
    let mut seen = BTreeSet::new();
    for piece in cx.pattern.pieces() {
        if seen.insert(piece.key) {
            let message = format!("this {} stands word for word", piece.what);
            cx.report_where_repeated(piece.line, message, piece.key, min);
        }
    }
}

/// Some pieces of a page that have to be its own.
#[derive(Debug)]
pub struct Own {
    /// Their hashes and places.
    pub pieces: Vec<(u64, Span<Text>)>,
    /// On how many pages a piece has to stand to be nobody's own.
    pub min_pages: usize,
}

/// The pieces among some nodes.
pub(super) fn own(cx: &Context<'_>, is_meant: impl Fn(usize) -> bool) -> Own {
    let pieces = cx.pattern.pieces().iter();
    let pieces = pieces.filter(|piece| is_meant(piece.node));
    Own {
        pieces: pieces.map(|piece| (piece.key, piece.line)).collect(),
        min_pages: min_pages(cx.count_of(&RULE, "min-pages")),
    }
}

/// What stands on one page only is not repeated.
fn min_pages(option: usize) -> usize {
    option.max(2)
}
