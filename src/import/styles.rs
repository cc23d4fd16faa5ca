//! Stylesheets and scripts of a site: how much of them is about Material, and how they go along.

use crate::import::book::Extras;
use crate::import::docs::file_name;
use crate::import::report::Line;
use crate::import::settings::{Place, Settings};
use crate::import::source::Source;
use crate::import::value::{At, Value};
use crate::text::link::{is_external, normal, relative_link};

/// The folder of stylesheets that were taken over, beside book.toml.
const FOLDER: &str = "mkdocs-assets";

/// A file of the site.
struct Asset<'a> {
    path: &'a str,
    at: &'a At,
    /// Whether it is a module, or to be loaded later.
    module: bool,
}

/// What becomes of stylesheets and scripts.
#[derive(Debug, Default)]
pub struct Styles {
    /// Lines of the report.
    pub lines: Vec<Line>,
    /// Files to write: their paths from the book's folder, and their texts.
    pub files: Vec<(String, String)>,
    /// Names of the configuration that were taken over.
    pub carried: Vec<&'static str>,
}

/// Looks at all of them; where they are `wanted`, they go along.
pub fn of(
    settings: &Settings,
    place: &Place,
    source: &dyn Source,
    wanted: bool,
    extras: &mut Extras,
) -> Styles {
    let mut styles = Styles::default();
    for asset in assets(settings, "extra_css") {
        css(&asset, place, source, wanted, extras, &mut styles);
    }
    for asset in assets(settings, "extra_javascript") {
        js(&asset, place, source, wanted, extras, &mut styles);
    }
    if wanted {
        if !extras.css.is_empty() {
            styles.carried.push("extra_css");
        }
        if !extras.js.is_empty() {
            styles.carried.push("extra_javascript");
        }
    }
    styles
}

fn assets<'a>(settings: &'a Settings, key: &str) -> Vec<Asset<'a>> {
    let values = settings.root.get(key).map(Value::list).unwrap_or_default();
    let asset = |value: &'a Value| {
        let path = value.text().or_else(|| value.get("path")?.text())?;
        let module =
            ends(path, ".mjs") || value.get("type").and_then(Value::text) == Some("module");
        Some(Asset {
            path,
            at: &value.at,
            module,
        })
    };
    values.iter().filter_map(asset).collect()
}

fn css(
    asset: &Asset<'_>,
    place: &Place,
    source: &dyn Source,
    wanted: bool,
    extras: &mut Extras,
    styles: &mut Styles,
) {
    let what = format!("`{}`", asset.path);
    let mut tell = |words: String| {
        styles
            .lines
            .push(Line::new(what.clone(), asset.at.to_string(), words));
    };
    if is_external(asset.path) {
        tell("a stylesheet from elsewhere: write `<link rel=\"stylesheet\" href=\"…\">` into `theme/head.hbs`, or keep a copy of it".to_owned());
        return;
    }
    let path = normal(asset.path);
    let Ok(text) = source.text(&below(place, &path)) else {
        tell("there is no such file".to_owned());
        return;
    };
    let (material, all) = selectors(&text);
    let about = match (material, all) {
        (0, _) => "none of its rules is about Material".to_owned(),
        (material, all) => format!(
            "{material} of its {all} rules are about Material (`--md-…`, `.md-…`) and find nothing in mdBook"
        ),
    };
    if !wanted {
        tell(format!("{about}; `--assets` takes it over"));
        return;
    }
    let target = format!("{FOLDER}/{}", path.replace('/', "-"));
    tell(format!("{about}; it is copied to `{target}`"));
    styles
        .files
        .push((target.clone(), rewritten(&text, &path, &target)));
    extras.css.push(target);
}

fn js(
    asset: &Asset<'_>,
    place: &Place,
    source: &dyn Source,
    wanted: bool,
    extras: &mut Extras,
    styles: &mut Styles,
) {
    let what = format!("`{}`", asset.path);
    let mut tell = |words: &str| {
        styles
            .lines
            .push(Line::new(what.clone(), asset.at.to_string(), words));
    };
    let lower = asset.path.to_lowercase();
    let draws = ["mathjax", "katex"].iter().any(|name| lower.contains(name));
    if draws || lower.contains("polyfill") {
        tell("not needed: formulas are drawn when the book is built, without a script");
        return;
    }
    if lower.contains("mermaid") {
        tell("not needed: diagrams are drawn when the book is built, without a script");
        return;
    }
    if is_external(asset.path) {
        tell(
            "a script from elsewhere: write `<script src=\"…\"></script>` into `theme/head.hbs`, or keep a copy of it",
        );
        return;
    }
    let path = normal(asset.path);
    if source.text(&below(place, &path)).is_err() {
        tell("there is no such file");
    } else if !wanted {
        tell("`--assets` takes it over; look whether it counts on Material's page");
    } else {
        tell(if asset.module {
            "mdBook loads it as a plain script: `type` and `defer` cannot be told"
        } else {
            "mdBook loads it; look whether it counts on Material's page"
        });
        extras.js.push(normal(&format!("{}/{path}", place.src)));
    }
}

/// Whether a path ends so, whatever its case.
fn ends(path: &str, ending: &str) -> bool {
    path.to_ascii_lowercase().ends_with(ending)
}

/// A file of the pages' folder, from the configuration's.
pub fn below(place: &Place, path: &str) -> String {
    normal(format!("{}/{path}", place.docs).trim_start_matches('/'))
}

/// How many rules of a stylesheet are about Material, and how many there are.
fn selectors(css: &str) -> (usize, usize) {
    let css = without_comments(css);
    let (mut material, mut all) = (0, 0);
    let mut rest = css.as_str();
    while let Some(open) = rest.find('{') {
        let head = rest[..open].rsplit([';', '}']).next().unwrap_or("").trim();
        let behind = &rest[open + 1..];
        // Conditions hold rules.
        if head.starts_with('@') && !head.starts_with("@font-face") && !head.starts_with("@page") {
            rest = behind;
            continue;
        }
        let close = behind.find('}').unwrap_or(behind.len());
        all += 1;
        let is_material = |text: &str| {
            ["--md-", ".md-", "data-md-"]
                .iter()
                .any(|sign| text.contains(sign))
        };
        material += usize::from(is_material(head) || is_material(&behind[..close]));
        rest = behind.get(close + 1..).unwrap_or("");
    }
    (material, all)
}

/// A stylesheet without its comments.
pub fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("/*") {
        out.push_str(&rest[..open]);
        rest = rest[open..]
            .find("*/")
            .map_or("", |close| &rest[open + close + 2..]);
    }
    out.push_str(rest);
    out
}

/// A stylesheet in another folder: its `url(…)` lead to what they led to.
fn rewritten(css: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("url(") {
        let start = open + "url(".len();
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let close = rest.find(')').unwrap_or(rest.len());
        let inside = &rest[..close];
        let bare = inside.trim().trim_matches(['"', '\'']);
        let quote = inside
            .trim()
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .map_or(String::new(), String::from);
        if bare.is_empty() || is_external(bare) || bare.starts_with(['/', '#']) {
            out.push_str(inside);
        } else {
            let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = normal(format!("{folder}/{bare}").trim_start_matches('/'));
            out.extend([&quote, &relative_link(to, &target), &quote].map(String::as_str));
        }
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

/// The favicon that mdBook can take: where it lies, and where it goes.
pub fn favicon(settings: &Settings) -> Option<(String, String)> {
    let (_, theme) = settings.theme();
    let path = normal(theme?.get("favicon").and_then(Value::text)?);
    let ending = file_name(&path)
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())?;
    matches!(ending.as_str(), "png" | "svg").then(|| (path, format!("theme/favicon.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::{rewritten, selectors};

    #[test]
    fn rules_about_material_are_counted() {
        let css = "/* .md-x {} */ :root { --md-primary: red; }\n@media (x) { .md-typeset a { b: c } .own { d: e } }";
        assert_eq!(selectors(css), (2, 3));
        assert_eq!(selectors("{"), (0, 1));
    }

    #[test]
    fn addresses_lead_to_what_they_led_to() {
        let css = "a { b: url('../img/x.png') url(data:x) url(y.svg) }";
        let new = "a { b: url('../img/x.png') url(data:x) url(../css/y.svg) }";
        assert_eq!(
            rewritten(css, "css/extra.css", "mkdocs-assets/css-extra.css"),
            new
        );
    }
}
