use crate::diagnostic::LintLevel;
use crate::material::instructions::InstructionsProblem;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::{INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
use crate::text::maps::HashMap;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "template-instructions-unclosed",
    summary: "a template-instruction block is opened and not closed, closed and not opened, or opened twice",
    level: LintLevel::Deny,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("template_instructions_unclosed.md"),
    check,
};

const MAX_LABELS: usize = 12;
const STRIPPED: &str =
    "until this is settled nothing is stripped, so that no text is lost in silence";

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let problems = &page.instructions.problems;
    let mut reopened: HashMap<usize, Vec<Span<Text>>> = HashMap::default();
    for problem in problems {
        if let InstructionsProblem::Reopened(first, again) = problem {
            reopened.entry(first.start).or_default().push(*again);
        }
    }
    let mut reported: Option<Span<Text>> = None;
    for problem in problems {
        let (at, message, help) = match problem {
            InstructionsProblem::Unopened(at) => (
                at,
                "this closes a template-instruction block that is not open",
                format!("delete it, or open the block with `<!-- {INSTRUCTIONS_OPEN} -->`"),
            ),
            InstructionsProblem::Unclosed(at) => (
                at,
                "the template-instruction block is not closed",
                format!("delete the block, or close it with `<!-- {INSTRUCTIONS_CLOSE} -->`"),
            ),
            InstructionsProblem::Reopened(at, _) => (
                at,
                "the template-instruction block is opened again before it is closed",
                format!("close it with `<!-- {INSTRUCTIONS_CLOSE} -->` before the next one opens"),
            ),
        };
        // What is opened several times and never closed is one mistake.
        if reported == Some(*at) {
            continue;
        }
        reported = Some(*at);
        let diagnostic = cx.report(page.first_line(*at), message);
        let again = reopened.get(&at.start).map_or(&[][..], Vec::as_slice);
        for again in again.iter().take(MAX_LABELS) {
            diagnostic.also(page.first_line(*again), "opened again here");
        }
        if let Some(more) = again.len().checked_sub(MAX_LABELS).filter(|more| *more > 0) {
            diagnostic.help(format!("it is opened again {more} more times"));
        }
        diagnostic.help(help).help(STRIPPED);
    }
}
