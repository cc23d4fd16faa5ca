//! What stands on a page for the text of other files: mdBook's directives (`{{#include …}}`) and
//! snippets of `PyMdown` (`--8<-- "file"`).
//!
//! What they bring counts for the page. Where a directive stands in a box, a tab or a list, each line of
//! what it brings is indented as its own line is; mdBook indents the first only, and so tears the box.
//! A directive that names no file stays as it is.

mod containers;
mod included;
mod links;
mod parts;
mod reader;
mod resolve;
mod snippets;

use crate::config::{Config, Links};
use crate::engine::files::{Entry, Files};
use crate::page::Frontmatter;
use crate::rules::rule::{Inclusion, InclusionFault};
use crate::template::fields::is_field;
use crate::text::edit::{self, Applied, Edit, OffsetMap};
use crate::text::indent;
use crate::text::link::normal;
use crate::text::maps::HashMap;
use crate::text::span::Span;
use containers::Around;
use included::Included;
use links::{Form, What};
use reader::{Found, Reader};
use resolve::beside;
pub use resolve::missing_appendices;
use snippets::Piece;
use std::cell::Cell;
use std::io::Read as _;
use std::ops::Range;
use std::rc::Rc;

/// mdBook's own limit.
const MAX_DEPTH: usize = 10;
/// What the includes of a page may cost together. Each costs the bytes that it brings and
/// something for being read, so that files that include themselves come to an end.
pub const MAX_COST: usize = 8 << 20;
const COST_OF_ONE: usize = 512;
/// Of a file that is read, the bytes that cost as much as one that it brings.
const READ_FOR_ONE: usize = 64;
/// A longer file is too much by itself, whatever is brought of it.
const LONGEST_FILE: usize = 64 << 20;
/// A longer file is read each time.
const LONGEST_KEPT: usize = 1 << 20;

/// A page's text with what it includes.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The new text, and the way back; `None` where nothing is included.
    pub text: Option<(String, OffsetMap)>,
    /// What does not come out as it was meant.
    pub faults: Vec<Inclusion>,
    /// The directives whose lines were indented: mdBook leaves them at the first column.
    pub indented: Vec<Inclusion>,
    /// The files that were included, relative to the book's root.
    pub files: Vec<String>,
    /// Whether mdBook's own preprocessor makes the same text of what the author wrote.
    pub is_plain: bool,
    /// What would stop mdBook for good, in words.
    pub refused: Vec<String>,
    /// The byte of the text at whose directive the includes had become too much; those
    /// behind it are left as they are.
    pub over: Option<usize>,
    /// What the includes have cost.
    pub cost: usize,
    /// Where the page's own text ends in the new one, if something was appended.
    pub own_end: Option<usize>,
}

/// Who has written a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its author.
    Written,
    /// mdBook's preprocessor, of what the author has written.
    Linked,
}

/// What every text of a book is expanded with.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// Its files.
    pub files: &'a dyn Files,
    /// Its source folder.
    pub src: &'a str,
    /// Its configuration.
    pub config: &'a Config,
    /// What the includes of a text may cost, [`MAX_COST`] at most.
    pub most: usize,
}

/// Expands `text`, the file `path` below the root.
pub fn expand(text: &str, path: &str, stage: Stage, book: Book<'_>) -> Expanded {
    let links = book.config.links;
    let style = Style {
        links: links != Links::Never,
        // Where mdBook comes later, it does so itself.
        unescapes: links == Links::Before,
        is_plain: false,
    };
    let mut expander = Expander::new(book, style, path);
    let linking = style.links && stage == Stage::Written;
    let appends = !book.config.append.is_empty();
    let holds_any = snippets::may_hold(text) || linking && may_link(text);
    if !appends && !holds_any {
        return expander.out;
    }
    let frame = Frame {
        head: head(text),
        ..Frame::page(path, linking)
    };
    let mut edits = expander.edits(text, frame);
    let own = edits.len();
    if appends {
        edits.extend(expander.appendix(text, path));
    }
    expander.finish(text, &edits, own)
}

/// What mdBook's own preprocessor makes of the file `path`.
pub fn as_mdbook(text: &str, path: &str, book: Book<'_>) -> String {
    let style = Style {
        links: true,
        unescapes: true,
        is_plain: true,
    };
    let edits = Expander::new(book, style, path).edits(text, Frame::page(path, true));
    edit::apply(text, edits)
}

/// The files that snippets of a text name, as they are written; also those that are not there.
pub fn snippet_names(text: &str) -> Vec<&str> {
    if !snippets::may_hold(text) {
        return Vec::new();
    }
    let pieces = snippets::pieces(text, head(text), true, |_| true).into_iter();
    let names = pieces.filter_map(|piece| match piece {
        Piece::File { name, .. } => Some(parts::target(name).file),
        Piece::Gone(_) => None,
    });
    names.collect()
}

/// Where the frontmatter ends: nothing in it is a snippet. One that is not closed may go on anywhere.
fn head(text: &str) -> usize {
    let Frontmatter { span, yaml, .. } = Frontmatter::parse(text, is_field);
    let is_open = !span.is_empty() && yaml.end == span.end;
    if is_open { text.len() } else { span.end }
}

fn may_link(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"{{").is_some()
}

#[derive(Debug, Clone, Copy)]
struct Style {
    /// Whether mdBook's directives mean anything.
    links: bool,
    /// Whether escaped directives lose their backslash, and titles go.
    unescapes: bool,
    /// Whether all is done as mdBook does it.
    is_plain: bool,
}

/// A text that is looked at, and what it stands in.
#[derive(Debug, Clone, Copy)]
struct Frame<'p> {
    path: &'p str,
    depth: usize,
    /// Whether mdBook's directives are looked for.
    links: bool,
    /// Whether marks of sections go.
    sections: bool,
    around: Around,
    /// Where the frontmatter ends.
    head: usize,
}

impl<'p> Frame<'p> {
    fn page(path: &'p str, links: bool) -> Frame<'p> {
        Frame {
            path,
            depth: 0,
            links,
            sections: true,
            around: Around::default(),
            head: 0,
        }
    }

    /// A file that is put into this text, where that is `around`. Columns begin anew in it.
    fn inside<'q>(&self, path: &'q str, links: bool, around: Around) -> Frame<'q> {
        Frame {
            depth: self.depth + 1,
            around: if around.code {
                around
            } else {
                Around::default()
            },
            ..Frame::page(path, links)
        }
    }
}

struct Expander<'a> {
    book: Book<'a>,
    style: Style,
    /// The file of the page that all goes into.
    page: &'a str,
    /// Where the directive of the page stands that is at hand.
    at: Range<usize>,
    /// The snippets that are open.
    open: Vec<String>,
    read: HashMap<String, Option<Rc<Included>>>,
    faults: Vec<(Range<usize>, InclusionFault)>,
    indented: Vec<Range<usize>>,
    /// How many names were looked for that are near to a missing one.
    near: Cell<usize>,
    out: Expanded,
}

impl<'a> Expander<'a> {
    fn new(book: Book<'a>, style: Style, page: &'a str) -> Expander<'a> {
        Expander {
            book,
            style,
            page,
            at: 0..0,
            open: Vec::new(),
            read: HashMap::default(),
            faults: Vec::new(),
            indented: Vec::new(),
            near: Cell::new(0),
            out: Expanded {
                is_plain: true,
                ..Expanded::default()
            },
        }
    }

    fn edits(&mut self, text: &str, frame: Frame<'_>) -> Vec<Edit> {
        let mut found: Vec<Found<'_>> = Vec::new();
        if frame.links && may_link(text) {
            found.extend(links::directives(text).into_iter().map(Found::Link));
        }
        if !self.style.is_plain && snippets::may_hold(text) {
            let exists = |name: &str| self.find(name).is_some();
            let pieces = snippets::pieces(text, frame.head, frame.sections, exists);
            found.extend(pieces.into_iter().map(Found::Snippet));
            found.sort_by_key(|found| found.span().start);
        }
        let mut reader = Reader::new(text, frame.head, frame.around);
        let mut edits = Vec::new();
        let mut end = 0;
        for found in found {
            let span = found.span().clone();
            if span.start < end {
                continue;
            }
            end = span.end;
            if frame.depth == 0 {
                self.at = span.clone();
            }
            if !self.style.is_plain {
                reader.go_to(span.start);
            }
            let new = match found {
                Found::Link(directive) => match directive.what {
                    What::Escaped | What::Title if !self.style.unescapes => None,
                    What::Escaped => Some(text[span.start + 1..span.end].to_owned()),
                    What::Title => Some(String::new()),
                    What::File { name, form } => self.file(name, &form, frame, &reader),
                },
                Found::Snippet(piece) => {
                    self.out.is_plain = false;
                    match piece {
                        Piece::Gone(_) => Some(String::new()),
                        Piece::File { indent, name, .. } => {
                            self.snippet_or_fault(name, indent, frame, &reader)
                        }
                    }
                }
            };
            edits.extend(new.map(|new| Edit::replace(span, new)));
        }
        edits
    }

    /// What one of mdBook's directives brings.
    fn file(
        &mut self,
        name: &str,
        form: &Form<'_>,
        frame: Frame<'_>,
        reader: &Reader<'_>,
    ) -> Option<String> {
        // Windows would ask the host.
        if name.starts_with("//") || name.starts_with(r"\\") {
            return None;
        }
        let path = beside(frame.path, name);
        let included = self.text(frame.path, &path)?;
        let selected = form.of(&included);
        self.pay(&selected, &included)?;
        self.out.files.push(normal(&path));
        // What is deeper mdBook leaves out.
        if frame.depth == MAX_DEPTH {
            return Some(String::new());
        }
        let around = reader.containers.around();
        let edits = self.edits(&selected, frame.inside(&path, true, around));
        let text = edit::apply(&selected, edits);
        if self.style.is_plain {
            return Some(text);
        }
        let prefix = reader.prefix();
        match text.split_once('\n') {
            Some((first, rest)) if !prefix.is_empty() => {
                self.out.is_plain = false;
                self.indented.push(self.at.clone());
                Some(format!("{first}\n{}", self.indented(rest, prefix)?))
            }
            _ => Some(text),
        }
    }

    /// Each line with `prefix` before it, of which blank lines get no blanks.
    fn indented(&mut self, text: &str, prefix: &str) -> Option<String> {
        let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        self.charge(lines.saturating_add(1).saturating_mul(prefix.len()))?;
        let lines = text.split('\n').map(|line| {
            let is_blank = line.trim().is_empty();
            let prefix = if is_blank { prefix.trim_end() } else { prefix };
            format!("{prefix}{line}")
        });
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The text of the file `file`, which `path` includes; wherever that lies, as mdBook has it.
    fn text(&mut self, path: &str, file: &str) -> Option<Rc<Included>> {
        if self.out.over.is_some() {
            return None;
        }
        if let Some(known) = self.read.get(file) {
            return known.clone();
        }
        if let Entry::Endless(what) = self.book.files.entry(file) {
            let file = normal(file);
            let why = format!("`{path}` includes `{file}`: it is {what}, no file");
            self.out.refused.push(why);
            return None;
        }
        let left = self.book.most.saturating_sub(self.out.cost);
        let payable = left.saturating_mul(READ_FOR_ONE);
        let longest = payable.min(LONGEST_FILE);
        let mut bytes = Vec::new();
        let read = self
            .book
            .files
            .open(file)
            .and_then(|file| file.take(longest as u64 + 1).read_to_end(&mut bytes));
        if read.as_ref().is_ok_and(|read| *read > longest) {
            self.out.over = Some(self.at.start);
            return None;
        }
        let is_kept = bytes.len() <= LONGEST_KEPT;
        let text = read.ok().and_then(|_| String::from_utf8(bytes).ok());
        let included = text.map(|text| Rc::new(Included::new(text)));
        if is_kept || included.is_none() {
            self.read.insert(file.to_owned(), included.clone());
        }
        included
    }

    /// Counts what is brought of what was read; `None` where that has become too much.
    fn pay(&mut self, brought: &str, read: &Included) -> Option<()> {
        self.charge(brought.len() + read.text().len() / READ_FOR_ONE + COST_OF_ONE)
    }

    fn charge(&mut self, cost: usize) -> Option<()> {
        self.out.cost = self.out.cost.saturating_add(cost);
        if self.out.cost > self.book.most {
            self.out.over = Some(self.at.start);
            return None;
        }
        Some(())
    }

    /// Applies the edits of the page, of which the first `own` are not behind its text.
    fn finish(mut self, text: &str, edits: &[Edit], own: usize) -> Expanded {
        if edits.is_empty() {
            let place = |range: Range<usize>| Span::new(range);
            self.out.faults = inclusions(self.faults, place);
            return self.out;
        }
        let Applied { text, map, places } = edit::apply_placed(text, edits);
        let place = |range: Range<usize>| {
            if let Some(kept) = map.target_range(range.clone()) {
                return Span::new(kept);
            }
            let behind = edits[..own].partition_point(|edit| edit.span.start <= range.start);
            let place = behind
                .checked_sub(1)
                .and_then(|index| places[index].clone());
            let place = place.unwrap_or(0..0);
            Span::new(place.start..indent::line_end(&text, place.start).min(place.end))
        };
        self.out.faults = inclusions(self.faults, place);
        let blocks = self.indented.into_iter();
        let blocks = blocks.map(|range| (range, InclusionFault::Block)).collect();
        self.out.indented = inclusions(blocks, place);
        self.out.own_end = places.get(own).cloned().flatten().map(|place| place.start);
        self.out.text = Some((text, map));
        self.out
    }
}

fn inclusions(
    faults: Vec<(Range<usize>, InclusionFault)>,
    place: impl Fn(Range<usize>) -> Span<crate::text::span::Text>,
) -> Vec<Inclusion> {
    let faults = faults.into_iter();
    let faults = faults.map(|(range, fault)| Inclusion {
        span: place(range),
        fault,
    });
    faults.collect()
}
