use crate::diagnostic::LintLevel;
use crate::page::{Link, Page};
use crate::rules::rule::{Context, FixAvailability, OptionDefault, OptionSpec, Rule, Scope};
use crate::template::placeholders::is_link_placeholder;
use crate::text::link::{is_external, normal, path_of, relative_link, target_path};

pub static RULE: Rule = Rule {
    name: "broken-link",
    summary: "a link or an image leads to a file that is neither in the book nor on disk",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[OptionSpec {
        name: "ignore",
        default: OptionDefault::Globs,
        summary: "what stands beside the book: globs of links as they are written, or of their paths from `src`",
    }],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("broken_link.md"),
    check,
};

fn check(_: &Page<'_>, cx: &mut Context<'_>) {
    let pattern = cx.pattern;
    for link in &pattern.links {
        if is_broken(link, cx) {
            report(link, cx);
        }
    }
}

fn is_broken(link: &Link<'_>, cx: &Context<'_>) -> bool {
    let path = path_of(&link.dest);
    // `{{…}}` is for another preprocessor to fill in.
    if path.is_empty() || is_external(&link.dest) || path.contains("{{") {
        return false;
    }
    !is_link_placeholder(link.text, &link.dest)
        && !cx.leads_somewhere(&link.dest)
        && !is_ignored(path, cx)
}

/// Whether the book says that something is there all the same.
fn is_ignored(path: &str, cx: &Context<'_>) -> bool {
    if !cx.has_globs("ignore") {
        return false;
    }
    let folder = cx.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from_src = normal(&match path.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{folder}/{path}"),
    });
    let from_src = from_src.trim_start_matches('/');
    cx.matches("ignore", path) || cx.matches("ignore", from_src)
}

fn report(link: &Link<'_>, cx: &mut Context<'_>) {
    let shown = path_of(&link.dest);
    let Some(path) = target_path(cx.path, &link.dest) else {
        let message = format!("`{shown}` leads out of the source folder");
        cx.report(link.span, message)
            .help("paths begin at the page's own folder; those that begin with `/`, at the source folder")
            .help("what stands beside the book where it is published can be named: `rules.broken-link.ignore`");
        return;
    };
    let what = if link.embeds {
        "is no file of this book"
    } else {
        "is neither a page nor a file of this book"
    };
    let own = cx.fit().and_then(|fit| {
        let place = fit.template.links.get(link.dest.as_ref())?;
        Some(fit.template.place(*place))
    });
    let library = cx.library;
    let meant = library.meant(&path);
    let meant = meant.map(|page| relative_link(cx.path, &page.source_path));
    let diagnostic = cx.report(link.span, format!("`{shown}` {what}"));
    if let Some(place) = own
        && meant.is_none()
    {
        let help = "the template has it as a sample: name this page's own file, or take it out";
        diagnostic.also_elsewhere(place, "").help(help);
        return;
    }
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None if path.ends_with('/') => {
            let bare = path.trim_end_matches('/');
            diagnostic.help(format!(
                "neither `{bare}.md` nor `{bare}/index.md` is below the source folder"
            ))
        }
        None => diagnostic.help(format!("nothing is at `{path}` below the source folder")),
    };
}
