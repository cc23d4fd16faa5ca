//! Where snippets lead, what they bring, and what is the matter with those that bring nothing.

use super::included::Included;
use super::parts::{self, Part};
use super::{Book, COST_OF_ONE, Expander, Frame, MAX_DEPTH, Reader, Style};
use crate::config::OWN_FOLDER;
use crate::engine::files::Entry;
use crate::rules::rule::InclusionFault;
use crate::text::edit::{self, Edit};
use crate::text::link::normal;
use crate::text::suggest::nearest;
use std::path::Path;

/// Why a snippet stays as it is.
pub(super) struct Lack {
    /// Nothing where it is not the snippet's fault.
    message: Option<String>,
    help: String,
}

impl Lack {
    fn new(message: String, help: impl Into<String>) -> Lack {
        Lack {
            message: Some(message),
            help: help.into(),
        }
    }

    fn unspoken() -> Lack {
        Lack {
            message: None,
            help: String::new(),
        }
    }
}

impl Expander<'_> {
    /// What a line in a text brings; else what is wrong with it is kept.
    pub(super) fn snippet_or_fault(
        &mut self,
        name: &str,
        indent: &str,
        frame: Frame<'_>,
        reader: &Reader<'_>,
    ) -> Option<String> {
        let Lack { message, help } = match self.snippet(name, indent, frame, reader) {
            Ok(text) => return Some(text),
            Err(lack) => lack,
        };
        if let Some(message) = message {
            let mut help = vec![help];
            if frame.depth > 0 {
                help.push(format!("the line stands in `{}`", normal(frame.path)));
            }
            let fault = InclusionFault::Snippet { message, help };
            self.faults.push((self.at.clone(), fault));
        }
        None
    }

    fn snippet(
        &mut self,
        name: &str,
        indent: &str,
        frame: Frame<'_>,
        reader: &Reader<'_>,
    ) -> Result<String, Lack> {
        // Looking for what is not there takes time as well.
        self.charge(COST_OF_ONE).ok_or_else(Lack::unspoken)?;
        let target = parts::target(name);
        let path = self.locate(target.file, frame.path)?;
        if frame.depth == MAX_DEPTH || self.open.contains(&path) {
            let message = format!("the snippet `{path}` includes itself");
            return Err(Lack::new(message, "take the line out"));
        }
        let read = self.text(frame.path, &path);
        if self.out.over.is_some() || !self.out.refused.is_empty() {
            return Err(Lack::unspoken());
        }
        let included = read.ok_or_else(|| {
            let message = format!("the snippet `{path}` cannot be read");
            Lack::new(message, "save it as UTF-8")
        })?;
        let selected = parts::select(&included, &target.part)
            .ok_or_else(|| self.no_section(&path, &target.part, &included))?;
        let selected = selected.trim_start_matches('\u{feff}');
        self.pay(selected, &included).ok_or_else(Lack::unspoken)?;
        let around = reader.containers.around();
        let inner = Frame {
            sections: !matches!(target.part, Part::Section(_)),
            ..frame.inside(&path, self.style.links, around)
        };
        self.open.push(path.clone());
        let edits = self.edits(selected, inner);
        self.open.pop();
        let text = edit::apply(selected, edits);
        self.out.files.push(path);
        // The empty line at the end of a file keeps two of them apart. In code it would be seen.
        let text = match text.strip_suffix('\n') {
            Some(text) if around.code => text,
            _ => &text,
        };
        self.indented(text, indent).ok_or_else(Lack::unspoken)
    }

    /// What stands behind the text of each page. What is missing is said of book.toml.
    pub(super) fn appendix(&mut self, text: &str, page: &str) -> Option<Edit> {
        self.at = text.len()..text.len();
        let frame = Frame::page(page, false);
        let reader = Reader::new("", 0, frame.around);
        let mut all = String::new();
        for name in &self.book.config.append {
            // What is a page itself does not get itself.
            let is_page = self.find(name).is_some_and(|path| path == normal(page));
            if !is_page && let Ok(more) = self.snippet(name, "", frame, &reader) {
                all.push_str("\n\n");
                all.push_str(more.trim_end_matches('\n'));
                all.push('\n');
            }
        }
        self.out.is_plain &= all.is_empty();
        (!all.is_empty()).then(|| Edit::insert(text.len(), all))
    }

    /// The file that a snippet's name leads to in the file `path`.
    fn locate(&self, name: &str, path: &str) -> Result<String, Lack> {
        if let Some(path) = self.find(name) {
            return Ok(path);
        }
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            let message = "a snippet is not fetched from the web".to_owned();
            return Err(Lack::new(
                message,
                "put the file into the book, and name it",
            ));
        }
        let folders = self.folders();
        let shown = folders.iter().map(|folder| match folder.as_str() {
            "" => "the book's folder".to_owned(),
            folder => format!("`{folder}`"),
        });
        let shown: Vec<String> = shown.collect();
        let message = format!("there is no snippet `{name}` in {}", shown.join(" or "));
        let near = beside_or_in(&self.book, name, path, &folders);
        if let Some(near) = near.or_else(|| self.nearest(name, &folders)) {
            return Err(Lack::new(message, format!("did you mean `{near}`?")));
        }
        let help = "`snippets` in `[preprocessor.patterns]` sets the folders; \
                    a line that begins with `;` is shown as it is";
        Err(Lack::new(message, help))
    }

    /// The folders that names of snippets begin in, relative to the book's root.
    fn folders(&self) -> Vec<String> {
        let (config, src) = (self.book.config, self.book.src);
        if config.snippets.is_empty() {
            let mut folders = vec![String::new(), normal(src)];
            folders.dedup();
            return folders;
        }
        let folder = |folder: &String| match folder.as_str() {
            OWN_FOLDER => {
                let page = normal(self.page);
                page.rsplit_once('/')
                    .map_or_else(String::new, |(folder, _)| folder.to_owned())
            }
            folder => normal(folder),
        };
        config.snippets.iter().map(folder).collect()
    }

    /// The file that a name leads to: the first one below the folders of snippets, or one that is itself
    /// among them.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        let entry = |path: &String| self.book.files.entry(path);
        self.folders().into_iter().find_map(|folder| {
            let inside = below(&folder, name).filter(|path| entry(path) != Entry::Nothing);
            inside.or_else(|| {
                let (around, _) = folder.rsplit_once('/').unwrap_or_default();
                let is_named = below(around, name).is_some_and(|path| path == folder);
                (is_named && entry(&folder) == Entry::File).then_some(folder)
            })
        })
    }

    fn no_section(&self, path: &str, part: &Part<'_>, file: &Included) -> Lack {
        let Part::Section(section) = part else {
            return Lack::unspoken();
        };
        let names = file.sections().list.iter();
        let names = names.filter_map(|(_, mark)| mark.begins());
        let near = self.may_look_near(section).then(|| nearest(section, names));
        let help = near.flatten().map_or_else(
            || {
                format!(
                    "mark it in the file: `--8<-- [start:{section}]` and `--8<-- [end:{section}]`"
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        Lack::new(
            format!("the snippet `{path}` has no section `{section}`"),
            help,
        )
    }

    /// Whether names near to one are looked for.
    fn may_look_near(&self, name: &str) -> bool {
        const MOST: usize = 32;
        const LONGEST: usize = 256;
        self.near.set(self.near.get() + 1);
        self.near.get() <= MOST && name.len() <= LONGEST
    }

    /// The name that was meant of a file that is not there. Of a page that lacks many, some are looked for.
    fn nearest(&self, name: &str, folders: &[String]) -> Option<String> {
        if !self.may_look_near(name) {
            return None;
        }
        folders.iter().find_map(|folder| {
            let path = below(folder, name)?;
            let (inside, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let names = self.book.files.names(inside);
            let near = nearest(name, names.iter().map(String::as_str))?;
            let inside = inside
                .strip_prefix(folder.as_str())?
                .trim_start_matches('/');
            let slash = if inside.is_empty() { "" } else { "/" };
            Some(format!("{inside}{slash}{near}"))
        })
    }
}

/// The right name of a file that stands beside the page, or below a folder of parts.
fn beside_or_in(book: &Book<'_>, name: &str, path: &str, folders: &[String]) -> Option<String> {
    let own = normal(path);
    let own = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = ["includes", "snippets"];
    let mut places = vec![own.to_owned()];
    for folder in folders {
        places.extend(
            parts
                .iter()
                .map(|part| normal(&format!("./{folder}/{part}"))),
        );
    }
    let mut found = places.iter().filter_map(|place| below(place, name));
    let found = found.find(|path| book.files.has(path))?;
    // The longest folder gives the shortest name.
    let mut names = folders.iter().rev();
    names.find_map(|folder| {
        let rest = found.strip_prefix(folder.as_str())?;
        if folder.is_empty() {
            Some(rest)
        } else {
            rest.strip_prefix('/')
        }
        .map(str::to_owned)
    })
}

/// The path of a name below a folder; `None` for one that leaves it.
fn below(folder: &str, name: &str) -> Option<String> {
    let path = normal(&format!(
        "{}/{name}",
        if folder.is_empty() { "." } else { folder }
    ));
    let rest = path.strip_prefix(folder)?;
    let stays = folder.is_empty() || rest.starts_with('/');
    (stays && !path.starts_with("..") && !name.starts_with('/')).then_some(path)
}

/// The files of the setting `append` that are not there: which one, what is wrong and what to do.
pub fn missing_appendices(book: Book<'_>) -> Vec<(usize, String, String)> {
    let style = Style {
        links: false,
        unescapes: false,
        is_plain: false,
    };
    let expander = Expander::new(book, style, "");
    let names = book.config.append.iter().enumerate();
    let missing = names.filter_map(|(index, name)| {
        let lack = expander.locate(parts::target(name).file, "").err()?;
        Some((index, lack.message?, lack.help))
    });
    missing.collect()
}

/// The path that `file` stands for in the file `path`.
pub(super) fn beside(path: &str, file: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) if !Path::new(file).is_absolute() => format!("{folder}/{file}"),
        _ => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_beside_the_file_that_has_them() {
        assert_eq!(beside("src/a/x.md", "../part.md"), "src/a/../part.md");
        assert_eq!(beside("x.md", "part.md"), "part.md");
        assert_eq!(beside("src/x.md", "/part.md"), "/part.md");
    }
}
