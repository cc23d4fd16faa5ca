//! book.toml of a configuration.

use crate::formula;
use crate::import::answers::Findings;
use crate::import::docs;
use crate::import::kinds::Kind;
use crate::import::redirects::Redirect;
use crate::import::report::Fate;
use crate::import::repository;
use crate::import::settings::{Place, Settings};
use crate::import::value::Value;
use crate::text::link::normal;
use crate::words;
use std::fmt::Write as _;
use toml_edit::{Array, Key};

/// What else goes into book.toml.
#[derive(Debug, Default)]
pub struct Extras {
    /// `[output.html.redirect]`.
    pub redirects: Vec<Redirect>,
    /// Folders in which names of snippets begin, relative to the book's.
    pub snippets: Vec<String>,
    /// Snippets behind each page.
    pub append: Vec<String>,
    /// Whether some pages have no title of their own.
    pub titles: bool,
    /// `kinds`.
    pub kinds: Vec<Kind>,
    /// `additional-css`.
    pub css: Vec<String>,
    /// `additional-js`.
    pub js: Vec<String>,
}

/// The tables of book.toml while they are written.
pub(super) struct Toml(String);

impl Toml {
    fn table(&mut self, name: &str) {
        let line = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{line}[{name}]");
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        let value = toml_edit::Value::from(value);
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn list(&mut self, key: &str, values: &[String]) {
        let values: Array = values.iter().map(String::as_str).collect();
        let _ = writeln!(self.0, "{key} = {values}");
    }

    fn is(&mut self, key: &str, value: bool) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn remark(&mut self, words: &str) {
        let _ = writeln!(self.0, "# {words}");
    }
}

/// The text of book.toml; what is found out on the way goes to `found`.
pub fn write(settings: &Settings, place: &Place, extras: &Extras, found: &mut Findings) -> String {
    let mut toml = Toml(String::new());
    book(&mut toml, settings, place, found);
    build(&mut toml, settings, place, found);
    html(&mut toml, settings, place, extras, found);
    patterns(&mut toml, settings, extras);
    toml.0
}

fn book(toml: &mut Toml, settings: &Settings, place: &Place, found: &mut Findings) {
    toml.table("book");
    if let Some(title) = settings.text("site_name") {
        toml.text("title", title);
    }
    if let Some(description) = settings.text("site_description") {
        toml.text(
            "description",
            &description.split_whitespace().collect::<Vec<_>>().join(" "),
        );
    }
    if let Some(author) = settings.text("site_author") {
        toml.list("authors", &[author.to_owned()]);
    }
    if let Some(language) = language(settings, found) {
        toml.text("language", &language);
    }
    toml.text("src", &place.src);
}

/// The default language of `i18n`, else the theme's.
fn language(settings: &Settings, found: &mut Findings) -> Option<String> {
    let (_, theme) = settings.theme();
    let named = |key: &str| theme.and_then(|theme| theme.get(key)?.text());
    let own = named("language").or_else(|| named("locale"));
    let by_plugin = settings.plugin("i18n").and_then(docs::languages);
    let language = match (by_plugin, own) {
        (Some((language, _)), Some(own)) => {
            if own != language {
                let words = format!("`language` is `{language}`, the default of the plugin i18n");
                found.insert("theme.language".to_owned(), (Fate::Differs, words));
            }
            language
        }
        (Some((language, _)), None) => language,
        (None, own) => own?.to_owned(),
    };
    let lower = language.to_lowercase();
    let is_traditional =
        lower.starts_with("zh") && ["hant", "tw", "hk"].iter().any(|end| lower.ends_with(end));
    let spoken = if is_traditional {
        Some("simplified Chinese")
    } else {
        (!words::is_spoken(&language)).then_some("English")
    };
    if let Some(spoken) = spoken {
        let words = format!(
            "`language`; what this program itself writes into pages is {spoken} there, unless you set `words`"
        );
        found
            .entry("theme.language".to_owned())
            .or_insert((Fate::Differs, words));
    }
    Some(language)
}

fn build(toml: &mut Toml, settings: &Settings, place: &Place, found: &mut Findings) {
    toml.table("build");
    toml.remark("A chapter without a file is a mistake, and no page to make among yours.");
    toml.is("create-missing", false);
    let first = place.src.split('/').next().unwrap_or("");
    if first == "book" {
        toml.text("build-dir", "book-html");
    }
    let watched = settings
        .root
        .get("watch")
        .map(Value::texts)
        .unwrap_or_default();
    let below = |path: &&str| !path.starts_with('/') && !path.starts_with("..");
    let watched: Vec<String> = watched
        .into_iter()
        .filter(below)
        .map(|path| from_book(place, path))
        .collect();
    if !watched.is_empty() {
        toml.list("extra-watch-dirs", &watched);
        found.insert(
            "watch".to_owned(),
            (Fate::Carried, "`extra-watch-dirs`".to_owned()),
        );
    }
}

/// A path that is relative to the configuration's folder, from the book's.
pub fn from_book(place: &Place, path: &str) -> String {
    let ups = place.root.split('/').filter(|part| *part == "..").count();
    if ups == 0 {
        return normal(path);
    }
    // The book stands above the configuration: the pages' folder shows by which names.
    let docs = normal(&place.docs);
    match (place.src.as_str(), path) {
        (src, path) if normal(path) == docs => src.to_owned(),
        _ => normal(path.trim_start_matches("../")),
    }
}

fn html(
    toml: &mut Toml,
    settings: &Settings,
    place: &Place,
    extras: &Extras,
    found: &mut Findings,
) {
    toml.table("output.html");
    if let Some(url) = settings.text("site_url") {
        if let Some(path) = url_path(url) {
            toml.text("site-url", &path);
        } else {
            let words = format!("`{url}` is no address: it is left out");
            found.insert("site_url".to_owned(), (Fate::Lost, words));
        }
    } else if settings.root.get("site_url").is_some() {
        found.insert(
            "site_url".to_owned(),
            (
                Fate::Lost,
                "it is empty here, so there is no `site-url`".to_owned(),
            ),
        );
    }
    repository::write(toml, settings, place, found);
    themes(toml, settings);
    toml.remark("mdBook does these by default; MkDocs did not.");
    toml.is("smart-punctuation", settings.has_extension("smarty"));
    toml.is("definition-lists", settings.has_extension("def_list"));
    toml.is("no-section-label", true);
    if !extras.css.is_empty() {
        toml.list("additional-css", &extras.css);
    }
    if !extras.js.is_empty() {
        toml.list("additional-js", &extras.js);
    }
    toml.table("output.html.fold");
    let open = ["navigation.expand", "navigation.sections"]
        .iter()
        .any(|name| settings.has_feature(name));
    toml.is("enable", !open);
    toml.0.push_str("level = 1\n");
    toml.table("output.html.playground");
    toml.is("runnable", false);
    let searches = settings.root.get("plugins").is_none_or(Value::is_null)
        || settings.plugin("search").is_some();
    if !searches {
        toml.table("output.html.search");
        toml.remark("`plugins` does not name `search`.");
        toml.is("enable", false);
    }
    if !extras.redirects.is_empty() {
        toml.table("output.html.redirect");
        for redirect in &extras.redirects {
            let key = Key::new(&redirect.from);
            let key = toml_edit::Value::from(key.get());
            let _ = writeln!(
                toml.0,
                "{key} = {}",
                toml_edit::Value::from(redirect.to.as_str())
            );
        }
    }
}

/// The path of an address with a `/` on both sides.
fn url_path(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or("")
        .trim_matches('/');
    Some(if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    })
}

/// Light and dark, as Material's palette has them.
fn themes(toml: &mut Toml, settings: &Settings) {
    let (_, theme) = settings.theme();
    let Some(palette) = theme
        .filter(|_| settings.is_material())
        .and_then(|theme| theme.get("palette"))
    else {
        return;
    };
    let one = [palette.clone()];
    let schemes = if palette.list().is_empty() {
        &one
    } else {
        palette.list()
    };
    let is_dark = |scheme: &Value| scheme.get("scheme").and_then(Value::text) == Some("slate");
    let dark_first = schemes
        .first()
        .is_some_and(|first| is_dark(first) && first.get("media").is_none());
    let some_dark = schemes.iter().any(is_dark);
    toml.text("default-theme", if dark_first { "navy" } else { "light" });
    toml.text(
        "preferred-dark-theme",
        if some_dark { "navy" } else { "light" },
    );
}

fn patterns(toml: &mut Toml, settings: &Settings, extras: &Extras) {
    toml.table("preprocessor.patterns");
    toml.0.push_str("before = [\"links\"]\n");
    toml.remark(
        "Nothing fails the build yet. Take this line out when `mdbook-patterns check` is clean.",
    );
    toml.text("profile", "adopt");
    if settings.extension("pymdownx.arithmatex").is_some() && formula::AVAILABLE {
        toml.text("math", "mathml");
    }
    if extras.titles {
        toml.remark("Material shows the navigation's title on pages that have none.");
        toml.is("titles-from-summary", true);
    }
    toml.remark("All pages look alike, also those that are plain Markdown.");
    toml.is("style-all-pages", true);
    // mkdocstrings brings autorefs along.
    let plugins = ["autorefs", "mkdocstrings"];
    if plugins.iter().any(|it| settings.plugin(it).is_some()) {
        toml.is("autorefs", true);
    }
    if !extras.snippets.is_empty() {
        toml.list("snippets", &extras.snippets);
    }
    if !extras.append.is_empty() {
        toml.list("append", &extras.append);
    }
    let silent = silent_rules(settings);
    if !silent.is_empty() {
        toml.table("preprocessor.patterns.rules");
        toml.remark("`validation` says `ignore`.");
        for rule in silent {
            toml.text(rule, "allow");
        }
    }
    if !extras.kinds.is_empty() {
        toml.table("preprocessor.patterns.kinds");
        for kind in &extras.kinds {
            let (name, color) = (&kind.name, toml_edit::Value::from(kind.color.as_str()));
            let also = |key: &str, value: &Option<String>| {
                let value = value.as_deref().map(toml_edit::Value::from);
                value.map_or_else(String::new, |value| format!(", {key} = {value}"))
            };
            let (icon, title) = (also("icon", &kind.icon), also("title", &kind.title));
            let _ = writeln!(toml.0, "{name} = {{ color = {color}{icon}{title} }}");
        }
    }
}

/// The rules that do what the site's tool was told to ignore: by MkDocs's keys, or by Zensical's own, which
/// win there.
fn silent_rules(settings: &Settings) -> Vec<&'static str> {
    let root = &settings.root;
    let all = root.get("validation").and_then(Value::boolean);
    let says = |keys: &[&str]| Some(root.at_path(keys)?.text()? == "ignore");
    let of_mkdocs = |key: &str| says(&["validation", "links", key]).or(says(&["validation", key]));
    let of_zensical = |key: &str| Some(!root.at_path(&["validation", key])?.boolean()?);
    let rules = [
        ("not_found", "invalid_links", "broken-link"),
        ("anchors", "invalid_link_anchors", "broken-anchor"),
    ];
    let is_silent = |(mkdocs, zensical, _): &(&str, &str, &str)| {
        let own = of_zensical(zensical).filter(|_| settings.is_zensical());
        let told = own.or(of_mkdocs(mkdocs)).or(all.map(|all| !all));
        told == Some(true)
    };
    let silent = rules.into_iter().filter(is_silent);
    silent.map(|(.., rule)| rule).collect()
}
