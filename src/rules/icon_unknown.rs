use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::render::icons;
use crate::render::inline::unknown_icons;
use crate::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "icon-unknown",
    summary: "an icon such as `:material-flask:` that no icon set has; it is shown as text",
    level: LintLevel::Warn,
    scope: Scope::All,
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("icon_unknown.md"),
    check,
};

/// Near names are looked for only so often: there are very many to compare with.
const MOST_SUGGESTIONS: usize = 10;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let text = page.inline.unknown.iter();
    let mut unknown: Vec<_> = text
        .map(|icon| (icon.span.clone(), icon.name.clone()))
        .collect();
    for block in page.admonitions() {
        if page.in_instructions(block.header.start) {
            continue;
        }
        let title = block.title.as_deref().unwrap_or("");
        let start = block.title_span.start;
        unknown.extend(unknown_icons(title).into_iter().map(|icon| {
            let span = start + icon.span.start..start + icon.span.end;
            (span, icon.name)
        }));
    }
    unknown.sort_by_key(|(span, _)| span.start);
    for (index, (span, name)) in unknown.into_iter().enumerate() {
        let near = (index < MOST_SUGGESTIONS)
            .then(|| icons::nearest(&name))
            .flatten();
        let help = match near {
            Some(near) => format!("did you mean `:{near}:`?"),
            None => "Material for MkDocs has a search for all names under \"Icons, Emojis\"".into(),
        };
        cx.report(span, format!("unknown icon `{name}`"))
            .label("shown as text")
            .help(help);
    }
}
