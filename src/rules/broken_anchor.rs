use crate::diagnostic::{Fix, LintLevel, Phrase};
use crate::page::{Heading, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::placeholders::is_link_placeholder;
use crate::text::edit::Edit;
use crate::text::link::{is_external, percent_decode};
use crate::text::maps::HashMap;
use crate::text::slug::slugify;
use crate::text::span::Span;
use crate::text::suggest::nearest_id;
use std::cell::OnceCell;

pub static RULE: Rule = Rule {
    name: "broken-anchor",
    summary: "a link leads to a heading that its page does not have",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("broken_anchor.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let library = cx.library;
    // By the ids that their words would make; the first of each. Few pages ask.
    let by_words: OnceCell<HashMap<String, &Heading>> = OnceCell::new();
    let pattern = cx.pattern;
    for link in &pattern.links {
        let Some((path, fragment)) = link.dest.split_once('#') else {
            continue;
        };
        // Behind `:~:` stands what the browser is to mark, no id.
        let id = percent_decode(fragment.split(":~:").next().unwrap_or(""));
        let top = id.is_empty() || id.eq_ignore_ascii_case("top");
        if top
            || link.embeds
            || is_external(&link.dest)
            || is_link_placeholder(link.text, &link.dest)
        {
            continue;
        }
        let path = path.split('?').next().unwrap_or("");
        let message = |whose: &str| format!("{whose} has no heading or other place `#{id}`");
        if path.is_empty() {
            if !page.has_id(&id) && !cx.pattern.generated_ids.contains(&id.as_str()) {
                let help = nearest_id(&id, page.ids.iter().map(String::as_str));
                let diagnostic = cx.report(link.span, message("this page"));
                // The words of a heading are no id where its author has given it another.
                let headings = page.headings.iter().rev();
                let by_words = by_words.get_or_init(|| {
                    let slugs = headings.map(|heading| (slugify(&heading.text), heading));
                    slugs.collect()
                });
                if let Some(heading) = by_words.get(&*id) {
                    let own = heading.anchor.as_str();
                    diagnostic.also(page.first_line(heading.span), "this heading has another id");
                    diagnostic.help(format!("write `#{own}`"));
                    let end = format!("#{fragment}");
                    if page[link.span].ends_with(&end) {
                        let place = Span::new(link.span.end - end.len()..link.span.end);
                        let edit = Edit::replace(place, format!("#{own}"));
                        diagnostic.fix(Fix::safe(vec![edit]));
                    }
                } else {
                    diagnostic.help.extend(help.map(Phrase::from));
                }
            }
        } else if let Some(target) = library.resolve(cx.path, &link.dest) {
            // A page that is not there is `broken-link`'s business.
            let whose = format!("`{}`", target.source_path);
            cx.report_without_id(link.span, message(&whose), target, &id);
        }
    }
}
