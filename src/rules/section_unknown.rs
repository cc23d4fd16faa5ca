use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own::asked;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::headings::{Name, form};
use crate::text::maps::HashSet;
use crate::text::suggest::nearest;

pub static RULE: Rule = Rule {
    name: "section-unknown",
    summary: "a section that the page's template does not have, where the template says that it has all",
    level: LintLevel::Warn,
    scope: Scope::Own,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("section_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some(fit) = cx.fit() else { return };
    let Some(closed) = fit.template.closed_sections else {
        return;
    };
    let sections = &fit.template.sections;
    // The page's headings that open a section of the template, and whether that is divided there.
    let mut opened: Vec<Option<bool>> = vec![None; page.headings.len()];
    let divided: HashSet<usize> = sections.iter().filter_map(|it| it.parent).collect();
    for at in 0..sections.len() {
        for heading in fit.headings(at) {
            opened[*heading] = Some(divided.contains(&at));
        }
    }
    let absent = sections
        .iter()
        .enumerate()
        .filter_map(|(at, section)| match &section.name {
            Name::Words(words) if fit.headings(at).is_empty() => {
                Some((words.as_str(), section.title.as_str()))
            }
            _ => None,
        });
    let absent: Vec<(&str, &str)> = absent.collect();
    let mut around: Vec<(usize, bool)> = Vec::new();
    for (index, heading) in page.headings.iter().enumerate() {
        while around
            .last()
            .is_some_and(|(other, _)| page.headings[*other].section_end <= heading.span.start)
        {
            around.pop();
        }
        let is_title = fit.title == Some(index);
        let is_free = around.last().is_some_and(|(_, is_free)| *is_free);
        match opened[index] {
            // What the template does not divide its authors may.
            Some(divided) => around.push((index, !divided)),
            None if is_title || is_free => {}
            None => {
                around.push((index, true));
                let message = format!("the template has no section `{}` here", heading.text);
                let known = absent.iter().map(|(words, _)| *words);
                let near = nearest(&form(&heading.text), known);
                let meant = absent.iter().find(|(words, _)| near == Some(*words));
                let diagnostic = cx.report(page.first_line(heading.span), message);
                diagnostic.help(match meant {
                    Some((_, title)) => format!("is `{title}` meant?"),
                    None => "move what it says into a section of the template".to_owned(),
                });
                asked(diagnostic, fit.template, closed);
            }
        }
    }
}
