use crate::catalogue::own::in_fields;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::schema::fit::Fit;
use crate::template::relations::FIELDS;
use crate::text::span::{Span, Text};

pub static RULE: Rule = Rule {
    name: "relation-unknown",
    summary: "a name where pages are related to others that is all but a page's title, and no page's",
    level: LintLevel::Warn,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("relation_unknown.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own(fit, page, cx);
    }
    let own = cx.library.position(cx.path);
    let mut unknown: Vec<(Span<Text>, String, usize)> = Vec::new();
    for (field, _) in FIELDS {
        let Some(node) = cx.pattern.fields.get(field) else {
            continue;
        };
        let nodes = node.list().unwrap_or(std::slice::from_ref(node));
        for node in nodes {
            let Some(text) = node.text().map(str::trim) else {
                continue;
            };
            // Of an entry that goes on behind the name, that is the name.
            let name = text.split([':', '(']).next().unwrap_or("").trim();
            let known = cx.library.called(name).is_some()
                || cx.library.pattern_by_id(text, "").is_some()
                || cx.library.named_pattern(text, "").is_some();
            if !known && let Some(near) = nearly_called(cx, name) {
                unknown.push((page.first_line(node.span), name.to_owned(), near));
            }
        }
    }
    for name in cx.names() {
        if name.target.is_none()
            && let Some(near) = nearly_called(cx, &name.text)
        {
            unknown.push((name.span, name.text.clone(), near));
        }
    }
    for (span, name, near) in unknown {
        if Some(near) != own {
            let title = cx.library.pages()[near].label().to_owned();
            cx.report(span, format!("no page is called `{name}`"))
                .label("so this relates the page to none")
                .help(format!(
                    "did you mean `{title}`? link to it, or write its title"
                ))
                .help(format!(
                    "a second name stands in the other page's frontmatter: `aliases: [{name}]`"
                ));
        }
    }
}

/// On pages of a team's own template only fields that relate have to name pages.
fn own(fit: &Fit<'_>, page: &Page<'_>, cx: &mut Context<'_>) {
    if !fit.template.relates() {
        return;
    }
    let named = in_fields(page, fit, cx.library, cx.path);
    for named in named.iter().filter(|named| named.target.is_none()) {
        let place = page.first_line(named.value.span);
        cx.report(place, format!("no page is called `{}`", named.text))
            .label("so this relates the page to none")
            .help("write the path, the title or the number of a page of this book");
    }
}

/// The page that a title, or an id such as `load-balancing`, is all but the name of.
fn nearly_called(cx: &Context<'_>, name: &str) -> Option<usize> {
    let words = name.replace('-', " ");
    let library = cx.library;
    library.nearly_called(name).or_else(|| {
        let is_id = words != name && !name.contains(' ');
        is_id.then(|| library.nearly_called(&words)).flatten()
    })
}
