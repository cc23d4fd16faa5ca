use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::sentences;
use crate::text::span::Span;

pub static RULE: Rule = Rule {
    name: "template-text",
    summary: "at least half of a section's sentences are the template's own guidance",
    level: LintLevel::Warn,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("template_text.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    let guidance = &fit.template.guidance;
    if guidance.is_empty() {
        return;
    }
    let sentences = sentences::of_page(page);
    for (index, heading) in page.headings.iter().enumerate() {
        let next = page.headings.get(index + 1);
        let end = next.map_or(page.text.len(), |next| next.span.start);
        let body = Span::new(heading.span.end..end.max(heading.span.end));
        let own = sentences::within(&sentences, body);
        let left = own.iter().filter(|it| guidance.contains_key(&it.key));
        let Some(first) = left.clone().next() else {
            continue;
        };
        let count = left.count();
        if count * 2 < own.len() {
            continue;
        }
        let what = if count == own.len() {
            "this section is"
        } else {
            "half of this section and more is"
        };
        let message = format!("{what} the template's own guidance");
        let diagnostic = cx.report(page.first_line(first.paragraph), message);
        diagnostic.more(count);
        asked(diagnostic, fit.template, guidance[&first.key]);
        diagnostic.help("write the page's own text instead");
    }
}
