//! What code needs of the pattern template and a book's own edition of it may lack.

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::page::Page;
use crate::schema::seed::MOST;
use crate::schema::{INVALID, Template};
use crate::template::fields::{EXCELLENCE_TIER, Field, PATTERN_TYPE, TITLE, TYPE};
use crate::template::{Rows, Tier};
use crate::text::span::Span;
use crate::text::suggest::and_list;

/// A fault for each.
pub(super) fn lacking(template: &Template, rows: &Rows, page: &Page<'_>) -> Vec<Diagnostic> {
    let top = page.top();
    let fault = |message: String, help: String| {
        let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, top, message);
        fault.help(help);
        fault
    };
    let mut faults = Vec::new();
    let needed: [(&Field, &str); 3] = [
        (&TITLE, "[Pattern Name]"),
        (&TYPE, PATTERN_TYPE),
        (&EXCELLENCE_TIER, "gold|silver|bronze"),
    ];
    for (field, value) in needed {
        if template.field(field.name).is_none() {
            let name = field.name;
            faults.push(fault(
                format!(
                    "the pattern template has no field `{name}`, and rules on patterns need it"
                ),
                format!("add `{name}: {value}` to its frontmatter"),
            ));
        }
    }
    if rows.levels.is_empty() {
        faults.push(fault(
            "the pattern template has no level, and rules on patterns need one".to_owned(),
            "add a heading such as `## Level 1: Intuition (5 min) {#intuition}`".to_owned(),
        ));
    }
    if let Some(field) = template.fields.get(MOST) {
        let message = format!("a pattern template of more than {MOST} fields");
        let place = Span::new(field.span.clone());
        let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, place, message);
        fault.help("the fields from here on are not looked at: take some out");
        faults.push(fault);
    }
    faults.extend(strange_tiers(template, rows));
    faults
}

/// Tiers that code does not know: nothing could be said of such a page.
fn strange_tiers(template: &Template, rows: &Rows) -> Option<Diagnostic> {
    let field = template.field(EXCELLENCE_TIER.name)?;
    let row = rows.field(EXCELLENCE_TIER.name)?;
    let strange = row
        .words
        .iter()
        .filter(|word| Tier::from_name(word).is_none());
    let strange: Vec<&str> = strange.map(String::as_str).collect();
    if strange.is_empty() {
        return None;
    }
    let what = if strange.len() == 1 {
        "is no tier"
    } else {
        "are no tiers"
    };
    let message = format!("{} {what} that rules know", and_list(&strange));
    let place = Span::new(field.span.clone());
    let mut fault = Diagnostic::new(INVALID, LintLevel::Deny, place, message);
    let known = Tier::ALL.map(Tier::name);
    fault.help(format!(
        "the tiers are {}; leave out those that you do not use",
        and_list(&known)
    ));
    Some(fault)
}
