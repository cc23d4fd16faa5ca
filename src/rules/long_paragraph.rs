use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "long-paragraph",
    summary: "a paragraph over 120 words",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[OptionSpec {
        name: "max-words",
        default: OptionDefault::Count(120),
        summary: "words of one paragraph",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("long_paragraph.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let max = cx.count("max-words");
    for paragraph in page.paragraphs() {
        if !page.may_have_more_words(&paragraph, max) {
            continue;
        }
        let words = page.words_of(&paragraph);
        if words > max {
            cx.report(
                page.first_line(paragraph.span),
                format!("a paragraph of {words} words, at most {max} are expected"),
            )
            .more(words)
            .help("say it in fewer words, split it, or make it a table or a diagram");
        }
    }
}
