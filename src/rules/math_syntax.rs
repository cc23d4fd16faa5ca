use crate::config::MathMode;
use crate::diagnostic::LintLevel;
use crate::formula::{self, Fault, Source};
use crate::material::math::{Formula, Place};
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "math-syntax",
    summary: "a formula that does not parse",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("math_syntax.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if cx.config.math != MathMode::Mathml {
        return;
    }
    let formulas = page.formulas().iter();
    let formulas: Vec<&Formula> = formulas.filter(|it| it.place != Place::Image).collect();
    let source = |formula: &&Formula| Source {
        tex: formula.tex(page.unfolded()),
        display: formula.place != Place::Inline,
    };
    let sources: Vec<Source> = formulas.iter().map(source).collect();
    for (formula, drawn) in formulas.into_iter().zip(formula::draw(&sources)) {
        let Err(fault) = drawn else { continue };
        let (span, label) = match place(page, formula, &fault) {
            Some(span) => (span, "here"),
            None => (
                page.first_line(page.source_range(formula.span)),
                "in this formula",
            ),
        };
        let message = format!("this formula does not parse: {}", fault.message);
        let help = if fault.message.starts_with("unknown command") {
            "its source is shown as code; `math = \"client\"` leaves it to MathJax or KaTeX, which may know the command"
        } else {
            "its source is shown as code"
        };
        cx.report(span, message).label(label).help(help);
    }
}

/// The bytes of the page's text at which the parser stopped, or the formula's last characters.
fn place(page: &Page<'_>, formula: &Formula, fault: &Fault) -> Option<Span<Text>> {
    let place = formula.place_of(fault.at.as_ref()?)?;
    let span = page.first_line(page.source_range(place));
    (!span.is_empty()).then_some(span)
}
