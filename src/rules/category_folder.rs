use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::CATEGORY;

pub static RULE: Rule = Rule {
    name: "category-folder",
    summary: "the page stands in the folder of another category than its own",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("category_folder.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let categories = &cx.config.vocabulary.categories;
    let Some(node) = cx.pattern.fields.get(&CATEGORY) else {
        return;
    };
    // A word that is no category is `frontmatter-field-value`'s business.
    let own = node.text().map_or("", str::trim);
    if !categories.iter().any(|category| category == own) {
        return;
    }
    let named = |folder: &str| {
        categories
            .iter()
            .find(|category| folded(category) == folded(folder))
    };
    let Some(category) = folder(cx.path, |folder| named(folder).is_some()).and_then(named) else {
        return;
    };
    if category != own {
        let message =
            format!("the page is in the folder of `{category}`, but its category is `{own}`");
        let diagnostic = cx.report(page.first_line(node.span), message);
        diagnostic.help(format!(
            "write `category: {category}`, or move the page to the folder of `{own}`"
        ));
    }
}

/// The folders that a page may be said to be in: its own, and that around it for the index of a folder.
pub(super) fn folders(path: &str) -> Vec<&str> {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or("");
    let is_index = matches!(file, "index.md" | "README.md");
    parts.take(if is_index { 2 } else { 1 }).collect()
}

/// The page's folder; of the index of a folder that is none of those asked for, the folder around it.
fn folder(path: &str, asked: impl Fn(&str) -> bool) -> Option<&str> {
    let mut parts = path.rsplit('/');
    let file = parts.next()?;
    let folder = parts.next()?;
    let is_index = matches!(file, "index.md" | "README.md");
    if is_index && !asked(folder) {
        return parts.next();
    }
    Some(folder)
}

pub(super) fn folded(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}
