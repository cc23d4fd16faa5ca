use crate::diagnostic::LintLevel;
use crate::material::admonition_kinds::ADMONITION_KINDS;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::suggest::nearest;

pub static RULE: Rule = Rule {
    name: "admonition-kind-unknown",
    summary: "a `!!!` or `???` block of a kind that neither Material nor the book knows; it is shown as a note",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("admonition_kind_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    for block in page.blocks() {
        // A block without any kind is a note on purpose.
        let own = &cx.config.kinds;
        if block.is_known() || block.kind.is_empty() || own.get(&block.kind).is_some() {
            continue;
        }
        let kinds = ADMONITION_KINDS.iter().map(|(kind, _)| *kind);
        let kinds: Vec<&str> = kinds.chain(own.names()).collect();
        let aliases = ADMONITION_KINDS.iter().flat_map(|(_, aliases)| *aliases);
        let help = match nearest(&block.kind, kinds.iter().copied().chain(aliases.copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known kinds: {}", kinds.join(", ")),
        };
        let named = help.starts_with("did");
        let diagnostic = cx.report(
            block.kind_span,
            format!("unknown kind of block `{}`", block.kind),
        );
        diagnostic.label("shown as a note").help(help);
        if !named {
            diagnostic.help(format!(
                "a kind of your own: `{} = {{ color = \"#8460d0\", icon = \"info\" }}` under `[preprocessor.patterns.kinds]` in book.toml",
                block.kind
            ));
        }
    }
}
