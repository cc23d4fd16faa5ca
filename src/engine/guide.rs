//! The guide: follows the links of a page to chapters, files of the book, pages that mdBook writes.

use crate::engine::files::Files;
use crate::library::Library;
use crate::library::leads::{Lead, Leads};
use crate::page::destinations::Destination;
use crate::pattern::Reading;
use crate::text::link::{is_external, page_url, target_path};
use crate::text::maps::HashMap;
use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

/// Follows links; which files there are is asked once and remembered.
#[derive(Debug)]
pub(super) struct Guide<'a> {
    files: &'a dyn Files,
    library: &'a Library,
    src: &'a str,
    redirects: &'a BTreeSet<String>,
    known: RwLock<HashMap<String, bool>>,
}

/// Pages that mdBook writes besides the chapters, at the top of the book.
const GENERATED: &[&str] = &["", "index.html", "print.html", "toc.html", "404.html"];

impl<'a> Guide<'a> {
    pub(super) fn new(
        files: &'a dyn Files,
        library: &'a Library,
        src: &'a str,
        redirects: &'a BTreeSet<String>,
    ) -> Guide<'a> {
        Guide {
            files,
            library,
            src: if src == "." { "" } else { src },
            redirects,
            known: RwLock::default(),
        }
    }

    /// What the links of a page lead to that begin at `from`.
    pub(super) fn leads(
        &self,
        pattern: &Reading<'_>,
        destinations: &[Destination<'_>],
        from: &str,
    ) -> Leads {
        let links = pattern.links.iter().map(|link| link.dest.as_ref());
        let destinations = destinations.iter().map(|found| found.dest.as_ref());
        Leads::new(links.chain(destinations), |dest| self.lead(from, dest))
    }

    fn lead(&self, from: &str, dest: &str) -> Lead {
        if is_external(dest) {
            return Lead::Nowhere;
        }
        // It begins at the page's file; where it leads nowhere from there, at its [`page_url`].
        let url = page_url(from, dest);
        let starts = [Some(from), url.as_deref()];
        let paths = starts.map(|start| target_path(start?, dest));
        let copied = |(start, path): (Option<&str>, &Option<String>)| {
            let file = path.as_ref().filter(|path| !is_markdown(path))?;
            self.has(start?, dest).then(|| file.clone())
        };
        let chapter = |path: &String| self.library.position_of_target(path);
        if let Some(file) = starts.into_iter().zip(&paths).find_map(copied) {
            Lead::File(file)
        } else if let Some(position) = paths.iter().flatten().find_map(chapter) {
            Lead::Chapter(position)
        } else if let Some(page) = paths[0].as_deref().and_then(generated) {
            Lead::Generated(page)
        } else if paths[0]
            .as_ref()
            .is_some_and(|path| self.is_redirected(path))
        {
            Lead::Redirect
        } else if self.resolves(from, dest) {
            Lead::Unbuilt
        } else {
            Lead::Nowhere
        }
    }

    /// Whether an image on the page `from` is a page or a file of the book.
    pub(super) fn shows(&self, from: &str, dest: &str) -> bool {
        let path = target_path(from, dest);
        path.is_some_and(|path| self.library.page(&path).is_some()) || self.has(from, dest)
    }

    /// Whether a link on the page `from` names a file.
    fn has(&self, from: &str, dest: &str) -> bool {
        let path = self.target(from, dest);
        path.is_some_and(|path| self.is_file(path.trim_end_matches('/')))
    }

    /// Whether a link on the page `from` leads to a file, also in the forms that
    /// stand for one: `x/` for `x.md` or `x/index.md`, `x.html` for `x.md`.
    fn resolves(&self, from: &str, dest: &str) -> bool {
        let Some(path) = self.target(from, dest) else {
            return false;
        };
        let bare = path.trim_end_matches('/');
        let name = bare.rsplit('/').next().unwrap_or("");
        if let Some(stem) = bare.strip_suffix(".html") {
            self.is_file(bare) || self.is_file(&format!("{stem}.md"))
        } else if path.ends_with('/') || !name.contains('.') {
            let forms = ["", ".md", "/index.md", "/README.md", "/index.html"];
            let mut file = String::with_capacity(bare.len() + "/README.md".len());
            forms.iter().any(|form| {
                file.clear();
                file.push_str(bare);
                file.push_str(form);
                self.is_file(&file)
            })
        } else {
            self.is_file(bare)
        }
    }

    /// Whether a path relative to `src` is an address that the book leads on, in any of the
    /// forms of a page's address.
    fn is_redirected(&self, path: &str) -> bool {
        if self.redirects.is_empty() {
            return false;
        }
        let bare = path.trim_end_matches('/');
        let stem = bare.strip_suffix(".md").unwrap_or(bare);
        let forms = [
            bare.to_owned(),
            format!("{stem}.html"),
            format!("{stem}/index.html"),
        ];
        forms.iter().any(|form| self.redirects.contains(form))
    }

    /// The path that a link names, relative to the root.
    fn target(&self, from: &str, dest: &str) -> Option<String> {
        if self.src.is_empty() {
            return target_path(from, dest);
        }
        let from = format!("{}/{from}", self.src);
        if dest.starts_with('/') && !dest.starts_with("//") {
            target_path(&from, &format!("/{}{dest}", self.src))
        } else {
            target_path(&from, dest)
        }
    }

    fn is_file(&self, path: &str) -> bool {
        // A poisoned lock guards a map that is whole all the same.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(path) {
            return *found;
        }
        drop(known);
        let found = self.files.is_copied(path);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_owned(), found);
        found
    }
}

/// Whether mdBook would not copy a file of this path: it copies all that is no Markdown. A name without an
/// ending is one of a page.
fn is_markdown(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or("");
    let ending = name.rsplit_once('.');
    ending.is_none_or(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

/// The page that mdBook writes besides the chapters, if its path is this.
fn generated(path: &str) -> Option<&'static str> {
    let path = path.trim_matches('/');
    let found = GENERATED.iter().find(|page| **page == path)?;
    Some(if found.is_empty() {
        "index.html"
    } else {
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::files::Entry;
    use std::io::{Error, Read, Result};

    /// Files without a text.
    #[derive(Debug)]
    struct Names(&'static [&'static str]);

    impl Files for Names {
        fn open(&self, _: &str) -> Result<Box<dyn Read + '_>> {
            Err(Error::other("no text"))
        }

        fn entry(&self, path: &str) -> Entry {
            if self.0.contains(&path) {
                Entry::File
            } else {
                Entry::Nothing
            }
        }

        fn markdown(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn links_lead_to_files_in_every_form() {
        let files = Names(&[
            "notes.md",
            "src/a.md",
            "src/laws/law1.md",
            "src/laws/law2/index.md",
            "src/images/x.png",
        ]);
        let library = Library::default();
        let redirects = ["old/a.html", "old/b/index.html"].map(str::to_owned).into();
        let guide = Guide::new(&files, &library, "src", &redirects);
        let image = || Lead::File("images/x.png".to_owned());
        for (from, dest, expected) in [
            ("p/a.md", "../images/x.png", image()),
            ("p/a.md", "/images/x.png?raw=true#x", image()),
            ("p/a.md", "../../images/x.png", image()),
            ("p/a.md", "../laws/law1/", Lead::Unbuilt),
            ("p/a.md", "../laws/law1.html", Lead::Unbuilt),
            ("p/a.md", "../laws/law2", Lead::Unbuilt),
            ("p/a.md", "../laws/", Lead::Nowhere),
            ("p/a.md", "../", Lead::Generated("index.html")),
            ("a.md", "print.html", Lead::Generated("print.html")),
            ("p/a.md", "print.html", Lead::Nowhere),
            ("p/a.md", "../../notes.md", Lead::Unbuilt),
            ("p/a.md", "../../../secret.md", Lead::Nowhere),
            ("a.md", "images", Lead::Nowhere),
            ("p/a.md", "../old/a.md", Lead::Redirect),
            ("p/a.md", "../old/a.html#x", Lead::Redirect),
            ("a.md", "old/b/", Lead::Redirect),
            ("a.md", "old/c.md", Lead::Nowhere),
            ("a.md", "images/y.png", Lead::Nowhere),
            ("a.md", "https://e.org/images/x.png", Lead::Nowhere),
        ] {
            for _ in 0..2 {
                assert_eq!(guide.lead(from, dest), expected, "{from} {dest}");
            }
        }
        assert!(guide.shows("a.md", "images/x.png") && !guide.shows("a.md", "laws/law1"));
    }
}
