//! A book that is looked at again and again, while some of its pages change.
//!
//! A page is parsed again only where its own text has changed, where what the library
//! says of any page has, or where one of its diagnostics shows a place on a page that
//! has. Ids of other pages are looked up each time, as in every run.

use crate::diagnostic::located::Located;
use crate::engine::done::Done;
use crate::engine::gate::Gate;
use crate::engine::guide::Guide;
use crate::engine::page::Book;
use crate::engine::source::{Source, read};
use crate::engine::templates::Templates;
use crate::engine::told::Teller;
use crate::engine::{Chapter, Input, Outcome, conclude, info, join, references, repeats};
use crate::library::{Library, PageInfo};
use crate::schema::siblings::Sibling;
use crate::text::maps::HashSet;
use rayon::prelude::*;
use std::mem::take;

/// What is known of a chapter.
struct Known {
    content: String,
    info: Option<PageInfo>,
    sibling: Option<(usize, Sibling)>,
    ids: Vec<String>,
    included: Vec<String>,
    refused: Vec<String>,
    done: Done,
}

/// The runs so far. All are of the same chapters; only their texts may change.
pub(super) struct Rerun<'i> {
    input: &'i Input,
    templates: Templates<'i>,
    is_first: bool,
    known: Vec<Known>,
    unlisted: Vec<(Gate, Vec<Located>)>,
}

impl<'i> Rerun<'i> {
    pub(super) fn new(input: &'i Input) -> Rerun<'i> {
        Rerun {
            input,
            templates: Templates::read(input),
            is_first: true,
            known: Vec::new(),
            unlisted: Vec::new(),
        }
    }

    /// What [`crate::engine::run`] says of these chapters where nothing is rendered.
    pub(super) fn run(&mut self, chapters: &[Chapter]) -> Outcome {
        let input = self.input;
        let is_first = take(&mut self.is_first);
        let mut seen = HashSet::default();
        let repeated: Vec<bool> = chapters.iter().map(|it| repeats(it, &mut seen)).collect();
        let changed: Vec<bool> = if is_first {
            vec![true; chapters.len()]
        } else {
            let pairs = chapters.iter().zip(&self.known);
            pairs
                .map(|(it, known)| it.content != known.content)
                .collect()
        };
        let mut sources = read(input, &self.templates, chapters, |index| changed[index]);
        let infos: Vec<Option<PageInfo>> = (0..chapters.len())
            .map(|index| match &sources[index] {
                Some(source) => info(input, &self.templates, &chapters[index], source),
                None => self.known[index].info.clone(),
            })
            .collect();
        let siblings = self.siblings(chapters, &sources);
        let ids = self.ids(chapters, &sources);
        let is_alike = !is_first && self.says_the_same(&infos, &siblings, &ids);
        let stale = if is_alike {
            self.showing(chapters, &changed)
        } else {
            vec![true; chapters.len()]
        };
        let missing: Vec<bool> = stale
            .iter()
            .zip(&sources)
            .map(|(stale, source)| *stale && source.is_none())
            .collect();
        for (index, source) in read(input, &self.templates, chapters, |index| missing[index])
            .into_iter()
            .enumerate()
        {
            sources[index] = source.or_else(|| sources[index].take());
        }
        let library = Library::new(infos.iter().flatten().cloned().collect());
        let book = Book {
            input,
            library: &library,
            templates: &self.templates,
            references: references::of(input, chapters, &ids),
            siblings: self.templates.siblings(siblings.iter().flatten()),
            guide: &Guide::new(&*input.files, &library, &input.src, &input.config.redirects),
            measuring: false,
            listening: false,
            explained: None,
            upgraded: None,
            teller: Teller::default(),
        };
        let old = self.included();
        let again: Vec<Option<Known>> = chapters
            .par_iter()
            .zip(sources)
            .zip(infos)
            .zip(siblings)
            .zip(ids)
            .zip(repeated)
            .map(|(((((chapter, source), info), sibling), ids), repeated)| {
                let mut source = source?;
                source.repeated = repeated;
                Some(Known {
                    content: chapter.content.clone(),
                    info,
                    sibling,
                    ids,
                    included: source.included(&input.src),
                    refused: take(&mut source.refused),
                    done: book.process(chapter.clone(), source),
                })
            })
            .collect();
        if is_first {
            self.known = again.into_iter().flatten().collect();
        } else {
            for (known, again) in self.known.iter_mut().zip(again) {
                if let Some(again) = again {
                    *known = again;
                }
            }
        }
        let included = self.included();
        if !is_alike || included != old {
            self.unlisted = book.unlisted(&seen, &included);
        }
        let done = self.known.iter().map(|known| known.done.clone());
        let refused = self.known.iter().flat_map(|known| known.refused.clone());
        Outcome {
            refused: refused.collect(),
            ..conclude(&book, done.collect(), self.unlisted.clone())
        }
    }

    /// Whether all pages say to the others what they said before.
    fn says_the_same(
        &self,
        infos: &[Option<PageInfo>],
        siblings: &[Option<(usize, Sibling)>],
        ids: &[Vec<String>],
    ) -> bool {
        let known = self.known.iter().map(|known| &known.sibling);
        siblings.iter().eq(known)
            // A heading that is gone may be one that another page leads to.
            && ids.iter().eq(self.known.iter().map(|known| &known.ids))
            && infos.iter().zip(&self.known).all(|pair| match pair {
                (
                    Some(new),
                    Known {
                        info: Some(old), ..
                    },
                ) => new.says_the_same(old),
                (new, old) => new.is_none() && old.info.is_none(),
            })
    }

    /// Each chapter as the others of its template see it.
    fn siblings(
        &self,
        chapters: &[Chapter],
        sources: &[Option<Source>],
    ) -> Vec<Option<(usize, Sibling)>> {
        let pairs = chapters.iter().zip(sources).enumerate();
        let siblings = pairs.map(|(index, (chapter, source))| match source {
            Some(source) => self.templates.sibling(chapter, source),
            None => self.known[index].sibling.clone(),
        });
        siblings.collect()
    }

    /// The ids of each chapter that references look for.
    fn ids(&self, chapters: &[Chapter], sources: &[Option<Source>]) -> Vec<Vec<String>> {
        let all = chapters.par_iter().zip(sources).enumerate();
        let ids = all.map(|(index, (chapter, source))| match source {
            Some(source) => references::ids(self.input, chapter, source),
            None => self.known[index].ids.clone(),
        });
        ids.collect()
    }

    fn included(&self) -> HashSet<String> {
        let files = self.known.iter().flat_map(|known| &known.included);
        files.cloned().collect()
    }

    /// The chapters that have changed, or of which a diagnostic shows a file that has.
    fn showing(&self, chapters: &[Chapter], changed: &[bool]) -> Vec<bool> {
        let files: HashSet<String> = chapters
            .iter()
            .zip(changed)
            .filter(|(_, changed)| **changed)
            .filter_map(|(chapter, _)| chapter.source_path.as_deref())
            .map(|path| join(&self.input.src, path))
            .collect();
        let shows = |located: &Located| {
            let mut labels = located.labels.iter();
            labels.any(|label| files.contains(&label.place.file.name))
        };
        let stale = self.known.iter().zip(changed).map(|(known, changed)| {
            let pending = known.done.pending.iter().map(|it| &it.diagnostic);
            *changed || known.done.diagnostics.iter().chain(pending).any(shows)
        });
        stale.collect()
    }
}
