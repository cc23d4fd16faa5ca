use crate::diagnostic::{Fix, LintLevel};
use crate::page::charset::Mojibake;
use crate::page::{Page, charset};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;

pub static RULE: Rule = Rule {
    name: "mojibake",
    summary: "text was decoded with the wrong charset: `‚úÖ` for ✅, `â†’` for →",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Always,
    since: "0.1.0",
    docs: include_str!("mojibake.md"),
    check,
};

const HELP: &str = "put the right characters there, or read the original text again as UTF-8";

const MAX_LABELS: usize = 12;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let mut found = charset::mojibake(page.text);
    // These blocks are reported as a whole, and are not shown.
    found.retain(|broken| !page.in_instructions(broken.span.start));
    let line = |broken: &Mojibake| page.lines.line(broken.span.start);
    for group in found.chunk_by(|a, b| line(a) == line(b)) {
        let [first, rest @ ..] = group else { continue };
        let text = &page[first.span];
        let charset = first.charset.name();
        let message = match rest.len() {
            0 => format!("`{text}` is UTF-8 that was read as {charset}"),
            more => format!("`{text}` and {more} more are UTF-8 that was read as {charset}"),
        };
        let diagnostic = cx.report(first.span, message);
        diagnostic.label(should_read(first)).help(HELP);
        for broken in rest.iter().take(MAX_LABELS) {
            diagnostic.also(broken.span, should_read(broken));
        }
        let repair = |broken: &Mojibake| Edit::replace(broken.span, &*broken.repaired);
        diagnostic.fix(Fix::safe(group.iter().map(repair).collect()));
    }
}

fn should_read(broken: &Mojibake) -> String {
    let invisible = |c: char| matches!(c, '\u{a0}' | '\u{200d}' | '\u{fe0f}') || c.is_whitespace();
    if !broken.repaired.chars().all(invisible) {
        return format!("should read {}", broken.repaired);
    }
    let codes = broken.repaired.chars().map(|c| match c {
        '\u{a0}' => "a no-break space".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    });
    format!("should be {}", codes.collect::<Vec<_>>().join(", "))
}
