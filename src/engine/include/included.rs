//! A file that is put in. Its lines and marks are found once, however often parts of it are asked for.

use super::links::Anchor;
use super::parts::Mark;
use crate::text::lines::Lines;
use crate::text::maps::HashMap;
use std::cell::OnceCell;
use std::ops::Range;

#[derive(Debug)]
pub(super) struct Included {
    text: String,
    lines: OnceCell<Lines>,
    anchors: OnceCell<Marks<Anchor>>,
    sections: OnceCell<Marks<Mark>>,
}

/// What marks parts of a file, by lines.
#[derive(Debug)]
pub(super) struct Marks<M> {
    pub(super) list: Vec<(usize, M)>,
    /// The first one of a name that may begin a part.
    first: HashMap<String, usize>,
}

impl<M> Marks<M> {
    /// The marks from the first of that name on; none without one.
    pub(super) fn from(&self, name: &str) -> &[(usize, M)] {
        let first = self.first.get(name);
        first.map_or(&[], |first| &self.list[*first..])
    }
}

impl Included {
    pub(super) fn new(text: String) -> Included {
        Included {
            text,
            lines: OnceCell::new(),
            anchors: OnceCell::new(),
            sections: OnceCell::new(),
        }
    }

    /// All of it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are, as [`str::lines`] tells them apart.
    pub(super) fn count(&self) -> usize {
        self.index().count()
    }

    /// The lines in this range that are there, without what ends them.
    pub(super) fn lines(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        let index = self.index();
        range.map(move |line| {
            let line = &self.text[index.span(line)];
            let bare = line.strip_suffix('\n');
            bare.map_or(line, |bare| bare.strip_suffix('\r').unwrap_or(bare))
        })
    }

    /// The anchors of mdBook's directives.
    pub(super) fn anchors(&self) -> &Marks<Anchor> {
        let name = |anchor: &Anchor| anchor.start.clone();
        self.anchors.get_or_init(|| self.marks(Anchor::of, name))
    }

    /// The marks of the sections of snippets.
    pub(super) fn sections(&self) -> &Marks<Mark> {
        self.sections
            .get_or_init(|| self.marks(Mark::of, Mark::name))
    }

    fn marks<M>(
        &self,
        of: impl Fn(&str) -> Option<M>,
        name: impl Fn(&M) -> Option<String>,
    ) -> Marks<M> {
        let lines = self.lines(0..self.count()).enumerate();
        let list: Vec<(usize, M)> = lines
            .filter_map(|(line, text)| Some((line, of(text)?)))
            .collect();
        let mut first = HashMap::default();
        for (index, (_, mark)) in list.iter().enumerate() {
            if let Some(name) = name(mark) {
                first.entry(name).or_insert(index);
            }
        }
        Marks { list, first }
    }

    fn index(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}
