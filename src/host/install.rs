//! What `install` puts into a book: files that the book serves, and lines of book.toml.
//!
//! Pure: texts in, texts out. The command reads and writes.

use crate::host::order;
use crate::render::STYLESHEET;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// A file that a book can serve instead of carrying it in each page.
#[derive(Debug)]
pub struct Asset {
    /// What it is called.
    pub name: &'static str,
    /// The list of `output.html` that names it.
    pub key: &'static str,
    text: &'static str,
}

/// All of them.
pub const ASSETS: &[Asset] = &[
    Asset {
        name: "patterns.css",
        key: "additional-css",
        text: STYLESHEET,
    },
    Asset {
        name: "patterns.js",
        key: "additional-js",
        // One file for all pages.
        text: concat!(
            include_str!("../../assets/tabs.min.js"),
            include_str!("../../assets/levels.min.js"),
            include_str!("../../assets/diagrams.min.js")
        ),
    },
];

/// How the first line of an installed file begins.
const MARK: &str = "/* mdbook-patterns ";

/// How an installed file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As this version installs it.
    Current,
    /// Of the version given, or changed since.
    Stale(String),
    /// Not written by `install`.
    Foreign,
}

impl Asset {
    /// The file's text.
    pub fn content(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "{MARK}{version}; written by `mdbook-patterns install`, which undoes changes */\n{}",
            self.text
        )
    }

    /// How a file with this text stands; line breaks do not matter.
    pub fn state(&self, text: &str) -> State {
        if text.lines().eq(self.content().lines()) {
            return State::Current;
        }
        match text.strip_prefix(MARK) {
            Some(rest) => State::Stale(rest.split(';').next().unwrap_or("").to_owned()),
            // Copied by hand, as it was.
            None if text.lines().eq(self.text.lines()) => State::Stale("unknown".to_owned()),
            None => State::Foreign,
        }
    }

    /// The path by which book.toml, here as JSON, names the file.
    pub fn path(&self, config: &serde_json::Value) -> Option<String> {
        let named = config["output"]["html"][self.key].as_array()?;
        let mut paths = named.iter().filter_map(serde_json::Value::as_str);
        paths.find(|path| self.is_at(path)).map(str::to_owned)
    }

    fn is_at(&self, path: &str) -> bool {
        path.rsplit(['/', '\\']).next() == Some(self.name)
    }
}

/// Whether mdBook makes HTML of a book: it does unless only other outputs are named.
pub fn has_html(config: &serde_json::Value) -> bool {
    let outputs = config["output"].as_object();
    outputs.is_none_or(|outputs| outputs.is_empty() || outputs.contains_key("html"))
}

/// book.toml with the preprocessor and, where `with_assets`, the assets in it. Comments, order and line breaks stay.
pub fn book_toml(old: &str, with_assets: bool) -> Result<String, String> {
    let bare = old.trim_start_matches('\u{feff}');
    let mut document: DocumentMut = bare
        .parse()
        .map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let preprocessors = table(document.as_table_mut(), "preprocessor", true)?;
    table(preprocessors, "patterns", false)?;
    if let Some(ordered) = before_links(&document) {
        document = ordered;
    }
    if with_assets {
        let output = table(document.as_table_mut(), "output", true)?;
        let html = table(output, "html", false)?;
        for asset in ASSETS {
            name(html, asset)?;
        }
    }
    let mut new = document.to_string();
    if new == bare {
        return Ok(old.to_owned());
    }
    if bare.contains("\r\n") {
        new = new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Ok(format!("{}{new}", &old[..old.len() - bare.len()]))
}

/// The same with `patterns` before `links`, which indents no line that it puts in; nothing where
/// that is so, or where other settings forbid it.
fn before_links(document: &DocumentMut) -> Option<DocumentMut> {
    let order = |document: &DocumentMut| -> Option<Vec<String>> {
        order::sequence(&toml::from_str(&document.to_string()).ok()?)
    };
    let is_first = |order: &Vec<String>| {
        let place = |name: &str| order.iter().position(|other| other == name);
        place("links").is_some() && place("patterns") < place("links")
    };
    let old = order(document)?;
    if is_first(&old) || !old.iter().any(|name| name == "links") {
        return None;
    }
    let mut ordered = document.clone();
    let preprocessors = table(ordered.as_table_mut(), "preprocessor", true).ok()?;
    let own = table(preprocessors, "patterns", false).ok()?;
    if own.get("before").is_none() {
        own.insert("before", Item::Value(Value::Array(Array::new())));
    }
    own.get_mut("before")?.as_array_mut()?.push("links");
    // What else stands in book.toml may send them round in a circle.
    order(&ordered).filter(is_first).map(|_| ordered)
}

/// The table under a key, made where there is none; `implicit` without a header of its own.
fn table<'t>(
    parent: &'t mut dyn TableLike,
    key: &str,
    implicit: bool,
) -> Result<&'t mut dyn TableLike, String> {
    if parent.get(key).is_none() {
        let mut table = Table::new();
        table.set_implicit(implicit);
        parent.insert(key, Item::Table(table));
    }
    parent
        .get_mut(key)
        .and_then(Item::as_table_like_mut)
        .ok_or_else(|| format!("`{key}` is no table"))
}

/// Names the asset in its list, unless a file of that name is there.
fn name(html: &mut dyn TableLike, asset: &Asset) -> Result<(), String> {
    if html.get(asset.key).is_none() {
        html.insert(asset.key, Item::Value(Value::Array(Array::new())));
    }
    let list = html.get_mut(asset.key).and_then(Item::as_array_mut);
    let list = list.ok_or_else(|| format!("`output.html.{}` is no list", asset.key))?;
    let names = |item: &Value| item.as_str().is_some_and(|path| asset.is_at(path));
    if list.iter().any(names) {
        return Ok(());
    }
    let mut value = Value::from(asset.name);
    // A list with a line for each path goes on with one.
    let end = list.iter().last();
    let before = end.and_then(|item| item.decor().prefix()?.as_str());
    let line = before.and_then(|prefix| Some(prefix[prefix.rfind('\n')?..].to_owned()));
    match line {
        Some(line) => {
            let remark = remark(list);
            value.decor_mut().set_prefix(remark + &line);
            list.push_formatted(value);
        }
        None => list.push(value),
    }
    Ok(())
}

/// Takes the comment behind the last entry of a list, which stands behind its comma then.
fn remark(list: &mut Array) -> String {
    let mut comment = String::new();
    let mut take = |text: &str| -> String {
        let Some(end) = text.rfind('\n').filter(|_| text.contains('#')) else {
            return text.to_owned();
        };
        comment.push_str(&text[..end]);
        text[end..].to_owned()
    };
    let entry = list
        .len()
        .checked_sub(1)
        .and_then(|last| list.get_mut(last));
    let mut rest = None;
    if let Some(entry) = entry
        && let Some(suffix) = entry.decor().suffix().and_then(|suffix| suffix.as_str())
        && suffix.contains('#')
    {
        rest = Some(take(suffix));
        entry.decor_mut().set_suffix("");
    }
    let trailing = list.trailing().as_str().unwrap_or("").to_owned();
    let trailing = take(&trailing);
    list.set_trailing(rest.unwrap_or(trailing));
    comment
}

#[cfg(test)]
mod tests {
    use super::ASSETS;
    use super::State;
    use super::book_toml;

    #[track_caller]
    fn check(old: &str, new: &str) {
        assert_eq!(book_toml(old, true).unwrap(), new);
        assert_eq!(book_toml(new, true).unwrap(), new);
    }

    #[test]
    fn book_toml_keeps_what_it_has() {
        check(
            "",
            "[preprocessor.patterns]\nbefore = [\"links\"]\n\n[output.html]\nadditional-css = [\"patterns.css\"]\nadditional-js = [\"patterns.js\"]\n",
        );
        check(
            "# a\n[book] # b\ntitle = \"x\"\n\n[output.html]\n# c\nadditional-css = ['a.css'] # d\n\n[preprocessor.patterns]\nprofile = 'adopt'\n# e",
            "# a\n[book] # b\ntitle = \"x\"\n\n[output.html]\n# c\nadditional-css = ['a.css', \"patterns.css\"] # d\nadditional-js = [\"patterns.js\"]\n\n[preprocessor.patterns]\nprofile = 'adopt'\nbefore = [\"links\"]\n# e",
        );
        check(
            "[output]\nhtml.additional-css = [\n  \"a.css\", # x\n  \"b.css\",\n]\n[preprocessor]\npatterns = {}\n",
            "[output]\nhtml.additional-css = [\n  \"a.css\", # x\n  \"b.css\",\n  \"patterns.css\",\n]\nhtml.additional-js = [\"patterns.js\"]\n[preprocessor]\npatterns = { before = [\"links\"] }\n",
        );
        check(
            "\u{feff}[book]\r\ntitle = \"x\"\r\n",
            "\u{feff}[book]\r\ntitle = \"x\"\r\n\r\n[preprocessor.patterns]\r\nbefore = [\"links\"]\r\n\r\n[output.html]\r\nadditional-css = [\"patterns.css\"]\r\nadditional-js = [\"patterns.js\"]\r\n",
        );
        // A comment stays with its entry.
        check(
            "[preprocessor.patterns]\nbefore = [\"links\"]\n[output.html]\nadditional-css = [\n  \"a.css\", # a\n  \"b.css\" # b\n]\nadditional-js = [\n  \"b.js\", # b\n]\n",
            "[preprocessor.patterns]\nbefore = [\"links\"]\n[output.html]\nadditional-css = [\n  \"a.css\", # a\n  \"b.css\", # b\n  \"patterns.css\"\n]\nadditional-js = [\n  \"b.js\", # b\n  \"patterns.js\",\n]\n",
        );
        let named = "[preprocessor.patterns]\nbefore = [\"index\", \"links\"]\n[output.html]\nadditional-css = [\"css/patterns.css\"]\nadditional-js = [\"js/patterns.js\"]\n";
        check(named, named);
    }

    #[test]
    fn an_order_that_cannot_be_is_left() {
        for old in [
            "[preprocessor.patterns]\nafter = [\"links\"]\n",
            "[preprocessor.patterns]\n[preprocessor.x]\nafter = [\"links\"]\nbefore = [\"patterns\"]\n",
            "[build]\nuse-default-preprocessors = false\n[preprocessor.patterns]\n",
        ] {
            assert_eq!(book_toml(old, false).unwrap(), old);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for old in [
            "output = 1",
            "[output]\nhtml = []",
            "[output.html]\nadditional-css = 'x'",
            "x =",
        ] {
            assert!(book_toml(old, true).is_err(), "{old}");
        }
        assert!(!book_toml("[output.epub]", false).unwrap().contains("html"));
    }

    #[test]
    fn assets_say_which_version_they_are() {
        for asset in ASSETS {
            let content = asset.content();
            assert_eq!(asset.state(&content), State::Current);
            assert_eq!(asset.state(&content.replace('\n', "\r\n")), State::Current);
            let old = content.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1);
            assert_eq!(asset.state(&old), State::Stale("0.0.1".to_owned()));
            assert_eq!(asset.state(asset.text), State::Stale("unknown".to_owned()));
            assert_eq!(asset.state("a {}"), State::Foreign);
        }
    }
}
