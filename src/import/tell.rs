//! The report of an import, but for what a check of the pages finds.

use crate::import::answers;
use crate::import::files;
use crate::import::nav::{Left, Reason};
use crate::import::pages::Facts;
use crate::import::report::{Fate, Line, Report, Totals, plural};
use crate::import::value::Value;
use crate::import::{Told, remarks};

/// All that there is to tell.
pub(super) fn report(told: &Told<'_>) -> Report {
    let mut report = Report {
        file: told.site.settings.file.clone(),
        ..Report::default()
    };
    let fates = |fate| answers::lines(told.answers, fate);
    let count = |fate| {
        told.answers
            .iter()
            .filter(|answer| answer.fate == fate)
            .count()
    };
    report.totals = Totals {
        pages: told.chapters.len(),
        links: told
            .site
            .facts
            .iter()
            .filter(|(page, _)| told.chapters.contains(&page.as_str()))
            .map(|(_, facts)| facts.links)
            .sum(),
        carried: count(Fate::Carried) + count(Fate::Differs),
        settings: told.answers.len(),
        ..Totals::default()
    };
    report.add("Navigation: what is no chapter", true, left(told.left));
    report.add(
        "Navigation: what else there is to know",
        true,
        navigation(told),
    );
    report.add("Settings without a counterpart", true, fates(Fate::Lost));
    report.add("Settings that are unknown here", true, fates(Fate::Unknown));
    report.add(
        "Settings that work in another way",
        true,
        fates(Fate::Differs),
    );
    report.add(
        "Values that need a look",
        true,
        remarks(&told.site.settings.remarks).collect(),
    );
    report.add("Redirects that are left out", true, refused(told));
    report.add(
        "Stylesheets and scripts",
        true,
        told.book.styles.lines.clone(),
    );
    report.add("Boxes of your own", true, told.book.kinds.clone());
    report.add("Snippets", true, told.book.snippets.clone());
    report.add(
        "Files",
        true,
        files::lines(
            &told.site.settings,
            &told.site.docs,
            &told.book.place,
            told.chapters,
        ),
    );
    report.add(
        "Pages that cannot be read",
        true,
        unreadable(&told.site.unreadable),
    );
    report.add("Pages that begin with metadata", true, bare_metadata(told));
    report.add("Code and formulas", true, code(told));
    report.add(
        "Settings that were carried over",
        false,
        fates(Fate::Carried),
    );
    report
}

/// Entries of the navigation that are no chapters, each with its place.
fn left(left: &[Left]) -> Vec<Line> {
    let line = |left: &Left| {
        let what = match &left.title {
            Some(title) => format!("{title} (`{}`)", left.target),
            None => format!("`{}`", left.target),
        };
        Line::new(what, left.at.to_string(), words(left.reason))
    };
    left.iter().map(line).collect()
}

fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::External => "a chapter cannot be a link: write it on a page",
        Reason::Repeat => {
            "the page stands in the navigation already, and mdBook refuses one twice; this title is lost"
        }
        Reason::Anchor => "a chapter cannot be a place on a page: link to it from one",
        Reason::Outside => "it leads out of the pages' folder: link to it from a page",
        Reason::Folder => {
            "it is a folder and no page; the pages in it stand behind all others, unless they are listed elsewhere"
        }
        Reason::NoMarkdown => {
            "it is no Markdown, and mdBook would take it for that: it is copied, link to it from a page"
        }
        Reason::Missing => "there is no such file: a script may make it, or its name is wrong",
        Reason::Excluded => "MkDocs does not build it either",
        Reason::Shadowed => "`index.md` of the same folder is built in its place",
        Reason::Unreachable => {
            "its name holds a `#` or a control character, so that no link can lead there: rename it"
        }
        Reason::Deep => "it nests deeper than mdBook reads",
    }
}

fn navigation(told: &Told<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let by_plugin = ["awesome-nav", "awesome-pages", "literate-nav"];
    let has_plugin = by_plugin
        .iter()
        .any(|name| told.site.settings.plugin(name).is_some());
    let has_nav = told
        .site
        .settings
        .root
        .get("nav")
        .is_some_and(|nav| !nav.is_null());
    if !has_nav && !has_plugin {
        lines.push(Line::new(
            "`nav`",
            told.site.settings.file.clone(),
            "it is not there: the order is MkDocs's own, by names, the folders last",
        ));
    }
    if !told.rest.is_empty() {
        let places: Vec<String> = told.rest.iter().map(|page| (*page).to_owned()).collect();
        let words = "MkDocs builds them, so their addresses go on working: they stand behind all others in SUMMARY.md";
        lines.push(Line::many(
            "pages that the navigation does not have",
            &places,
            words,
        ));
    }
    for (place, words) in &told.written.remarks {
        lines.push(Line::new(
            "a file of the navigation",
            place.clone(),
            words.clone(),
        ));
    }
    let redirects = &told.book.redirects;
    if redirects.pages > 0 {
        let words = format!(
            "the addresses of {} lead on to mdBook's, such as `/page/` to `/page.html`",
            plural(redirects.pages, "page")
        );
        lines.push(Line::new("old addresses", "book.toml", words));
    }
    lines
}

fn refused(told: &Told<'_>) -> Vec<Line> {
    let refused = &&told.book.redirects.refused;
    let line = |refused: &crate::import::redirects::Refused| {
        Line::new(
            format!("`{}` to `{}`", refused.old, refused.new),
            refused.place.clone(),
            refused.why,
        )
    };
    let mut lines: Vec<Line> = refused.iter().map(line).collect();
    if told.book.redirects.carried > 0 && !lines.is_empty() {
        let all = told.book.redirects.carried + refused.len();
        let words = format!(
            "{} of {} were carried over",
            &told.book.redirects.carried,
            plural(all, "entry").replace("entrys", "entries")
        );
        lines.push(Line::new(
            "`redirect_maps`",
            told.site.settings.file.clone(),
            words,
        ));
    }
    lines
}

fn unreadable(pages: &[(String, String)]) -> Vec<Line> {
    let line = |(page, why): &(String, String)| {
        Line::new(
            format!("`{page}`"),
            page.clone(),
            format!("it {why}; it is left out"),
        )
    };
    pages.iter().map(line).collect()
}

/// What MkDocs hides and the book shows: pages are not changed, and whether a line such as `Note: x` was
/// ever meant for metadata only its author knows.
fn bare_metadata(told: &Told<'_>) -> Vec<Line> {
    let facts = told.site.facts.iter();
    let with = facts.filter(|(_, facts)| facts.has_bare_metadata);
    let mut places: Vec<String> = with.map(|(page, _)| format!("{page}:1")).collect();
    places.sort();
    if places.is_empty() {
        return Vec::new();
    }
    let words = "MkDocs takes their first lines (`key: value`) for metadata and hides them, the book shows them: put them between two lines `---`, which both read, or, what is meant for readers, below a blank line";
    vec![Line::many("pages without `---`", &places, words)]
}

/// What is drawn and what is hidden in pages.
fn code(told: &Told<'_>) -> Vec<Line> {
    let pages = |count: &dyn Fn(&Facts) -> usize| -> (Vec<String>, usize) {
        let with = told.site.facts.iter().filter(|(_, facts)| count(facts) > 0);
        let mut with: Vec<(String, usize)> = with
            .map(|(page, facts)| (page.clone(), count(facts)))
            .collect();
        with.sort();
        let all = with.iter().map(|(_, count)| count).sum();
        (with.into_iter().map(|(page, _)| page).collect(), all)
    };
    let mut lines = Vec::new();
    let (with, all) = pages(&|facts| facts.formulas);
    if all > 0
        && told
            .site
            .settings
            .extension("pymdownx.arithmatex")
            .is_some()
    {
        let words = format!(
            "{} in them, drawn when the book is built: `math = \"mathml\"`",
            plural(all, "formula")
        );
        lines.push(Line::many("pages with formulas", &with, words));
    }
    lines.extend(other_fences(told));
    let runs = ["include-markdown", "macros"];
    let (with, all) = pages(&|facts| facts.tags_in_code);
    if all > 0
        && runs
            .iter()
            .any(|name| told.site.settings.plugin(name).is_some())
    {
        let words = format!(
            "{} in them {}: put a file in with `{{{{#include file}}}}`, write the rest out",
            plural(all, "tag"),
            if all == 1 {
                "is shown as it is written"
            } else {
                "are shown as they are written"
            }
        );
        lines.push(Line::many("pages with `{% … %}` in code", &with, words));
    }
    let (with, _) = pages(&|facts| facts.hidden_lines);
    if !with.is_empty() {
        let words =
            "mdBook hides lines of Rust that begin with `# `; readers show them with a button";
        lines.push(Line::many(
            "pages with Rust code that has such lines",
            &with,
            words,
        ));
    }
    lines
}

/// Fences that the site gives to programs of its own.
fn other_fences(told: &Told<'_>) -> Vec<Line> {
    let options = told.site.settings.extension("pymdownx.superfences");
    let fences = options.and_then(|options| options.get("custom_fences"));
    let fences = fences.map(Value::list).unwrap_or_default().iter();
    let named = fences.filter_map(|fence| Some((fence.get("name")?.text()?, &fence.at)));
    let others = named.filter(|(name, _)| !matches!(*name, "mermaid" | "math"));
    others
        .map(|(name, at)| {
            Line::new(
                format!("fences `{name}`"),
                at.to_string(),
                "they are shown as code",
            )
        })
        .collect()
}
