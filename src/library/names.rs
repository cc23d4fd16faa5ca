//! Pages by whatever their authors call them: a path, a file, a title, a number.

use crate::library::Library;
use crate::library::keys::{folder_of, id_and_folders, title_key};
use crate::template::fields::ALIASES;
use crate::text::link::normal;
use crate::text::maps::HashMap;

/// What is longer is no name.
const MOST: usize = 300;

/// The pages by their titles, and those of templates by the numbers of their files.
#[derive(Debug, Default)]
pub(super) struct Names {
    titles: HashMap<String, usize>,
    numbers: HashMap<(String, u64), usize>,
}

impl Names {
    fn of(library: &Library) -> Names {
        let mut names = Names::default();
        for (at, page) in library.pages().iter().enumerate() {
            let aliases = page.facts.all(ALIASES.name).iter().map(String::as_str);
            let own = page
                .title
                .as_deref()
                .into_iter()
                .chain([page.name.as_str()]);
            for name in own.chain(aliases).map(title_key) {
                names.titles.entry(name).or_insert(at);
            }
            let number = number_of(&page.source_path);
            if let Some((template, number)) = page.template.clone().zip(number) {
                names.numbers.entry((template, number)).or_insert(at);
            }
        }
        names
    }
}

/// The number that a file's name begins with.
fn number_of(path: &str) -> Option<u64> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = name.find(|c: char| !c.is_ascii_digit())?;
    name[..end].parse().ok()
}

impl Library {
    /// The place of the page that a text on the page `from` names: by its path, its file, its title or
    /// another name, or, behind whatever words, by the number of a page of the same template.
    pub fn named(&self, text: &str, from: &str) -> Option<usize> {
        let text = text.trim();
        if text.is_empty() || text.len() > MOST {
            return None;
        }
        let names = self.names.get_or_init(|| Names::of(self));
        let by_title = || names.titles.get(&title_key(text)).copied();
        let by_number = || {
            let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
            let start = bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let template = self.page(from)?.template.clone()?;
            let number = bare[start..].parse().ok()?;
            names.numbers.get(&(template, number)).copied()
        };
        self.at_path(text, from)
            .or_else(by_title)
            .or_else(by_number)
    }

    /// The page whose path a text is, whatever folders are before it.
    fn at_path(&self, text: &str, from: &str) -> Option<usize> {
        let bare = text.trim_start_matches('/');
        let beside = || self.position(&normal(&format!("{}/{bare}", folder_of(from))));
        let (id, folders) = id_and_folders(bare);
        let by_file = || {
            let pages = self.by_id.get(id)?.iter().copied();
            let fits = |at: &usize| {
                let (_, own) = id_and_folders(&self.pages[*at].source_path);
                let known = own.rsplit('/').zip(folders.rsplit('/'));
                folders.is_empty() || known.take_while(|(a, b)| a == b).count() > 0
            };
            pages.filter(fits).min()
        };
        let at = self.position(&normal(bare)).or_else(beside);
        at.or_else(|| if id.is_empty() { None } else { by_file() })
    }
}
