use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::{MAX_LABELS, asked};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::annotations::{Annotation, Check};
use crate::schema::fit::Fit;
use crate::schema::headings::{Name, form};
use crate::text::suggest::{and_list, nearest};

pub static RULE: Rule = Rule {
    name: "section-missing",
    summary: "a section that the page's template requires is absent: all of them are named at once",
    level: LintLevel::Deny,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_missing.md"),
    check,
};

/// The most headings that are looked at for one that may be meant.
const MAX_NEAR: usize = 200;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        let mut missing = fit.missing();
        let sections = &fit.template.sections;
        let annotations = &fit.template.annotations;
        let apart = |it: &Annotation| it.checks.iter().any(|it| matches!(it, Check::Subsections));
        if annotations.iter().any(apart) {
            missing.retain(|at| sections[*at].parent.is_none());
        }
        return report(fit, &missing, page, cx);
    }
    // Of the other sections of the pattern template, rules of their own speak.
    if let Some(edition) = cx.edition() {
        let mut missing = edition.missing();
        let others = &cx.pattern.rows.others;
        missing.retain(|at| {
            let title = &edition.template.sections[*at].title;
            others.iter().any(|row| row.title == *title)
        });
        report(edition, &missing, page, cx);
    }
}

fn report(fit: &Fit<'_>, missing: &[usize], page: &Page<'_>, cx: &mut Context<'_>) {
    if missing.is_empty() {
        return;
    }
    let sections = &fit.template.sections;
    let names: Vec<&str> = missing
        .iter()
        .map(|at| sections[*at].title.as_str())
        .collect();
    let noun = if names.len() == 1 {
        "section"
    } else {
        "sections"
    };
    let message = format!("the page lacks the {noun} {}", and_list(&names));
    let extra = fit.extra(page);
    let extra = extra.iter().take(MAX_NEAR).map(|at| &page.headings[*at]);
    let extra: Vec<_> = extra
        .map(|heading| (heading, form(&heading.text)))
        .collect();
    let diagnostic = cx.report(page.top(), message);
    diagnostic.parts(&names);
    let mut pointed = Vec::new();
    for at in missing {
        if pointed.len() == MAX_LABELS.min(extra.len()) {
            break;
        }
        let Name::Words(words) = &sections[*at].name else {
            continue;
        };
        let known = extra.iter().map(|(_, form)| form.as_str());
        let near = nearest(words, known).map(str::to_owned);
        let shares = |other: &str| {
            let (short, long) = if other.len() < words.len() {
                (other, words.as_str())
            } else {
                (words.as_str(), other)
            };
            !short.is_empty()
                && short
                    .split(' ')
                    .all(|word| long.split(' ').any(|it| it == word))
        };
        let found = extra.iter().find(|(heading, other)| {
            !pointed.contains(&heading.node)
                && (near.as_deref() == Some(other.as_str()) || shares(other))
        });
        if let Some((heading, _)) = found {
            pointed.push(heading.node);
            let title = &sections[*at].title;
            diagnostic.also(
                page.first_line(heading.span),
                format!("is `{title}` meant?"),
            );
        }
    }
    for at in missing.iter().take(MAX_LABELS) {
        asked(diagnostic, fit.template, sections[*at].span);
    }
    let (them, heading) = match missing {
        [_] => ("it", "its heading"),
        _ => ("them", "a heading"),
    };
    if !pointed.is_empty() {
        diagnostic.help("call what is meant as the template does, or let the template say `aka`");
    }
    diagnostic.help(format!(
        "write {them}; where there is nothing to say, `N/A` below {heading} is enough"
    ));
}
