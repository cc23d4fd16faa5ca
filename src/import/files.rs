//! Files below `docs_dir` that are no pages: what mdBook copies, what readers will find, what is lost.

use crate::import::docs::{Docs, Inclusion, file_name, html_path};
use crate::import::report::Line;
use crate::import::settings::{Place, Settings};
use crate::import::value::Value;
use crate::text::link::normal;

/// Lines of the report about files.
pub fn lines(settings: &Settings, docs: &Docs, place: &Place, chapters: &[&str]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut many = |what: &str, files: Vec<String>, words: &str| {
        if !files.is_empty() {
            lines.push(Line::many(what, &files, words));
        }
    };
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
        docs.files
            .iter()
            .filter(|file| fits(file))
            .cloned()
            .collect()
    };
    let is_hidden = |file: &str| {
        file.split('/')
            .any(|part| part.starts_with('.') && part.len() > 1)
    };
    let ends = |file: &str, ending: &str| file.to_lowercase().ends_with(ending);
    let overrides = custom_folder(settings, place);
    let is_template = |file: &str| {
        overrides
            .as_ref()
            .is_some_and(|folder| file.starts_with(folder.as_str()))
    };
    many(
        "notebooks",
        those(&|file| ends(file, ".ipynb")),
        "they are no pages: write them as Markdown, such as with `jupyter nbconvert --to markdown`",
    );
    many(
        "templates of the theme",
        those(&|file| is_template(file) && !is_hidden(file)),
        "mdBook copies them into the published book: move `custom_dir` out of the pages' folder when MkDocs is gone",
    );
    many(
        "hidden files",
        those(&is_hidden),
        "mdBook copies them into the published book, and MkDocs did not: look whether anybody may read them",
    );
    many(
        "links that lead nowhere",
        docs.dangling.clone(),
        "mdBook cannot copy them, and builds no book: take them out, or make what they lead to",
    );
    let clash =
        |file: &str| ends(file, ".html") && chapters.iter().any(|page| html_path(page) == file);
    many(
        "HTML files beside pages of their name",
        those(&clash),
        "mdBook writes the page over the file",
    );
    many(
        "pages with a `#` or a control character in their name",
        docs.that_are(Inclusion::Unreachable)
            .map(str::to_owned)
            .collect(),
        "no link can lead there: rename them",
    );
    many(
        "files that `index.md` beside them hides",
        docs.that_are(Inclusion::Shadowed)
            .map(str::to_owned)
            .collect(),
        "MkDocs does not build them either; they are left out",
    );
    many(
        "pages that MkDocs does not build",
        docs.that_are(Inclusion::Excluded)
            .filter(|page| !is_hidden(page) && *page != "SUMMARY.md")
            .map(str::to_owned)
            .collect(),
        "they are left out of SUMMARY.md",
    );
    for (language, pages) in &docs.languages {
        let words = "they are not in this book; make one book per language, such as with `--to` and a configuration for it";
        lines.push(Line::many(
            format!("pages in the language `{language}`"),
            pages,
            words,
        ));
    }
    if docs.has("CNAME") {
        lines.push(Line::new(
            "`CNAME`",
            "CNAME",
            "mdBook copies it: the domain stays, and `cname` need not be set",
        ));
    }
    if place.src == "." {
        let words = "the pages' folder is the book's own, so mdBook copies all that lies there into the published book; `--to` makes a folder of its own";
        lines.push(Line::new("`docs_dir`", settings.file.clone(), words));
    }
    lines
}

/// The theme's own folder, relative to the pages', where it lies among them.
fn custom_folder(settings: &Settings, place: &Place) -> Option<String> {
    let (_, theme) = settings.theme();
    let folder = normal(theme?.get("custom_dir").and_then(Value::text)?);
    let below = folder.strip_prefix(&place.docs)?;
    let below = below.trim_start_matches('/');
    (!below.is_empty()).then(|| format!("{below}/"))
}

/// Whether a name belongs to a plugin's navigation.
pub fn is_navigation_file(path: &str, names: &[&str]) -> bool {
    names.contains(&file_name(path))
}
