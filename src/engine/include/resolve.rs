//! Where snippets lead, what they bring, and what is the matter with those that bring nothing.

use super::snippets::{self, Part};
use super::{Book, Expander, Frame, MAX_DEPTH, Reader, Style, indented};
use crate::config::Config;
use crate::engine::files::{Entry, Files};
use crate::rules::rule::InclusionFault;
use crate::text::edit::{self, Edit};
use crate::text::link::normal;
use crate::text::suggest::nearest;

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
        let target = snippets::target(name);
        let path = self.locate(target.file)?;
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
        let bare = included.trim_start_matches('\u{feff}');
        let selected = snippets::select(bare, &target.part)
            .map_err(|names| no_section(&path, &target.part, &names))?;
        self.pay(&selected, &included).ok_or_else(Lack::unspoken)?;
        let around = reader.containers.around();
        let inner = Frame {
            sections: !matches!(target.part, Part::Section(_)),
            ..frame.inside(&path, self.style.links, around)
        };
        self.open.push(path.clone());
        let edits = self.edits(&selected, inner);
        self.open.pop();
        let text = edit::apply(&selected, edits);
        self.out.files.push(path);
        // The empty line at the end of a file keeps two of them apart. In code it would be seen.
        let text = match text.strip_suffix('\n') {
            Some(text) if around.code => text,
            _ => &text,
        };
        Ok(indented(text, indent))
    }

    /// What stands behind the text of each page. What is missing is said of book.toml.
    pub(super) fn appendix(&mut self, text: &str, page: &str) -> Option<Edit> {
        self.at = text.len()..text.len();
        let frame = Frame::page(page, false);
        let reader = Reader::new("", 0, frame.around);
        let mut all = String::new();
        for name in &self.book.config.append {
            // What is a page itself does not get itself.
            let is_page = self.locate(name).is_ok_and(|path| path == normal(page));
            if !is_page && let Ok(more) = self.snippet(name, "", frame, &reader) {
                all.push_str("\n\n");
                all.push_str(more.trim_end_matches('\n'));
                all.push('\n');
            }
        }
        self.out.is_plain &= all.is_empty();
        (!all.is_empty()).then(|| Edit::insert(text.len(), all))
    }

    /// The file that a snippet's name leads to: the first one below the folders of snippets.
    pub(super) fn locate(&self, name: &str) -> Result<String, Lack> {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            let message = "a snippet is not fetched from the web".to_owned();
            return Err(Lack::new(
                message,
                "put the file into the book, and name it",
            ));
        }
        let Book { files, src, config } = self.book;
        let folders = folders(config, src);
        let paths = folders.iter().filter_map(|folder| below(folder, name));
        let paths: Vec<String> = paths.collect();
        let is_there = |path: &&String| files.entry(path) != Entry::Nothing;
        if let Some(path) = paths.iter().find(is_there) {
            return Ok(path.clone());
        }
        let shown = |folder: &String| match folder.as_str() {
            "" => "the book's folder".to_owned(),
            folder => format!("`{folder}`"),
        };
        let shown: Vec<String> = folders.iter().map(shown).collect();
        let message = format!("there is no snippet `{name}` in {}", shown.join(" or "));
        let mut near = folders.iter().zip(&paths);
        let near = near.find_map(|(folder, path)| near_name(files, folder, path));
        Err(Lack::new(
            message,
            near.map_or_else(
                || {
                    "name a file below one of these folders, which `snippets` in                      `[preprocessor.patterns]` sets; a line that begins with `;` is shown as it is"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            ),
        ))
    }
}

fn no_section(path: &str, part: &Part<'_>, names: &[String]) -> Lack {
    let Part::Section(section) = part else {
        return Lack::unspoken();
    };
    let near = nearest(section, names.iter().map(String::as_str));
    let help = near.map_or_else(
        || format!("mark it in the file: `--8<-- [start:{section}]` and `--8<-- [end:{section}]`"),
        |near| format!("did you mean `{near}`?"),
    );
    Lack::new(
        format!("the snippet `{path}` has no section `{section}`"),
        help,
    )
}

/// The folders that names of snippets begin in, relative to the book's root.
fn folders(config: &Config, src: &str) -> Vec<String> {
    if config.snippets.is_empty() {
        let mut folders = vec![String::new(), normal(src)];
        folders.dedup();
        return folders;
    }
    config
        .snippets
        .iter()
        .map(|folder| normal(folder))
        .collect()
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

/// The name that was meant of a file that is not at `path` below `folder`.
fn near_name(files: &dyn Files, folder: &str, path: &str) -> Option<String> {
    let (inside, name) = path.rsplit_once('/').unwrap_or(("", path));
    let names = files.names(inside);
    let near = nearest(name, names.iter().map(String::as_str))?;
    let inside = inside.strip_prefix(folder)?.trim_start_matches('/');
    Some(if inside.is_empty() {
        near.to_owned()
    } else {
        format!("{inside}/{near}")
    })
}

/// The files of the setting `append` that are not there: which one, what is wrong and what to do.
pub fn missing_appendices(book: Book<'_>) -> Vec<(usize, String, String)> {
    let style = Style {
        links: false,
        unescapes: false,
        is_plain: false,
    };
    let expander = Expander::new(book, style);
    let names = book.config.append.iter().enumerate();
    let missing = names.filter_map(|(index, name)| {
        let lack = expander.locate(snippets::target(name).file).err()?;
        Some((index, lack.message?, lack.help))
    });
    missing.collect()
}
