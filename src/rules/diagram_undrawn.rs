use crate::config::DiagramMode;
use crate::diagnostic::LintLevel;
use crate::diagram;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "diagram-undrawn",
    summary: "a Mermaid diagram that is in order and cannot be drawn; readers see its source",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("diagram_undrawn.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if cx.config.diagrams != DiagramMode::Svg {
        return;
    }
    let code = cx.pattern.code();
    for (_, node) in code.filter(|(_, node)| node.kind.is_diagram()) {
        if let Some(obstacle) = diagram::obstacle(page.text_of(node)) {
            let fence = page.first_line(node.span);
            cx.report(fence, format!("this diagram cannot be drawn: {obstacle}"))
                .label("shown as code")
                .help("draw it as a diagram of another kind, or show an image of it");
        }
    }
}
