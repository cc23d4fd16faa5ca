//! What a page of a tier needs, for `explain --tier`: Markdown, from the
//! template's data and the rules' documentation.

use crate::config::Config;
use crate::pattern::tiers::{HISTORY, Requirements};
use crate::report::rules;
use crate::rules::rule::Rule;
use crate::rules::settings::RuleSettings;
use crate::template::{FIELDS, Tier};
use crate::text::suggest::and_list;
use std::fmt::Write as _;

/// The page of a tier, with the levels and options of a book.
pub fn page(tier: Tier, config: &Config, settings: &[RuleSettings]) -> String {
    let (name, needs) = (tier.name(), Requirements::of(tier));
    let mut out = format!(
        "# {name}\n\nWhat a {name} page needs besides what every pattern page does.\n\n\
         ## Banner\n\nBetween the title and the first Level, `!!! {} \"{} {}\"` with\n\n",
        tier.banner_kind(),
        tier.medal(),
        tier.banner_title(),
    );
    for words in needs.banner {
        let _ = writeln!(out, "- {words}");
    }
    let _ = write!(out, "\n## Frontmatter\n\n- `excellence_tier: {name}`\n");
    let statuses = config.vocabulary.tiers_status.get(&tier);
    if let Some(words) = statuses.filter(|words| !words.is_empty()) {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let _ = writeln!(out, "- `pattern_status`: {}", words.join(" or "));
    }
    for field in needs.fields {
        let _ = writeln!(out, "- {}", field.help);
    }
    let required: Vec<&str> = FIELDS
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    let _ = write!(
        out,
        "\nEvery pattern page has {}.\n\n## Sections\n\n",
        and_list(&required)
    );
    let history = (tier == Tier::Bronze).then_some(&HISTORY);
    for section in needs.sections.iter().chain(history) {
        let _ = writeln!(out, "- {}", section.help);
    }
    out.push_str("\n## Rules\n\n| rule | level | options | what is wrong |\n|---|---|---|---|\n");
    for (rule, settings) in crate::rules::ALL.iter().zip(settings) {
        if speaks_of(rule, tier) {
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | {} |",
                rule.name,
                settings.level.name(),
                rules::options(rule, settings),
                rule.summary.replace('|', "\\|")
            );
        }
    }
    out
}

/// Whether a rule's documentation speaks of a tier, its examples aside.
fn speaks_of(rule: &Rule, tier: Tier) -> bool {
    let (before, examples) = rule
        .docs
        .split_once("\n## Examples")
        .unwrap_or((rule.docs, ""));
    let (_, after) = examples.rsplit_once("\n## Options").unwrap_or_default();
    let mut words = [before, after]
        .into_iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| word.eq_ignore_ascii_case(tier.name()))
}
