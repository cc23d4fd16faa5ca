//! What a page of a tier needs, for `explain --tier`: Markdown, from the
//! template's data and the rules' documentation.

use crate::config::Config;
use crate::report::rules;
use crate::rules::settings::RuleSettings;
use crate::template::Tier;
use crate::template::fields::{EXCELLENCE_TIER, PATTERN_STATUS};
use crate::text::suggest::and_list;
use std::fmt::Write as _;

/// The page of a tier, with the levels and options of a book.
pub fn page(tier: Tier, config: &Config, settings: &[RuleSettings]) -> String {
    let (name, rows) = (tier.name(), config.rows());
    let mut out =
        format!("# {name}\n\nWhat a {name} page needs besides what every pattern page does.\n");
    if let Some(banner) = rows.banner(tier) {
        let title = format!("{} {}", banner.medal, banner.title);
        let _ = write!(
            out,
            "\n## Banner\n\nBetween the title and the first Level, `!!! {} \"{}\"` with\n\n",
            banner.kind,
            title.trim_start()
        );
        for words in tier.banner_says() {
            let _ = writeln!(out, "- {words}");
        }
    }
    let _ = write!(
        out,
        "\n## Frontmatter\n\n- `{}: {name}`\n",
        EXCELLENCE_TIER.name
    );
    let statuses = config.vocabulary.tiers_status.get(&tier);
    if let Some(words) = statuses.filter(|words| !words.is_empty()) {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let _ = writeln!(out, "- `{}`: {}", PATTERN_STATUS.name, words.join(" or "));
    }
    for field in rows.fields_of(tier) {
        let _ = writeln!(out, "- `{}`: {}", field.name, field.help);
    }
    let required = rows.fields.iter().filter(|field| field.required);
    let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
    let _ = write!(
        out,
        "\nEvery pattern page has {}.\n\n## Sections\n\n",
        and_list(&required)
    );
    for section in rows.sections_of(tier) {
        let _ = writeln!(out, "- {}", section.help);
    }
    out.push_str("\n## Rules\n\n| rule | level | options | what is wrong |\n|---|---|---|---|\n");
    for (rule, settings) in crate::rules::ALL.iter().zip(settings) {
        if rule.tiers.contains(&tier) {
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
