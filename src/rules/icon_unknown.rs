use crate::diagnostic::LintLevel;
use crate::icons;
use crate::material::markup;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "icon-unknown",
    summary: "an icon such as `:material-flask:` that no icon set has, or a misspelt emoji; it is shown as text",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("icon_unknown.md"),
    check,
};

/// Near names are looked for only so often: there are very many to compare with.
const MOST_SUGGESTIONS: usize = 10;

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for (index, markup::Unknown { name, emoji, span }) in page.markup.unknown.iter().enumerate() {
        if let Some(emoji) = emoji {
            cx.report(*span, format!("unknown emoji `{name}`"))
                .label("shown as text")
                .help(format!("did you mean `:{emoji}:`?"));
            continue;
        }
        let near = (index < MOST_SUGGESTIONS)
            .then(|| icons::nearest(name))
            .flatten();
        let help = match near {
            Some(near) => format!("did you mean `:{near}:`?"),
            None => "Material for MkDocs has a search for all names under \"Icons, Emojis\"".into(),
        };
        cx.report(*span, format!("unknown icon `{name}`"))
            .label("shown as text")
            .help(help);
    }
}
