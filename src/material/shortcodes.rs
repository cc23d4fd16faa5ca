//! Shortcodes in running text: icons such as `:material-flask:{ .lg .middle }` and emoji
//! such as `:rocket:`. Of a link that has nothing else, an icon is the name.

use crate::icons;
use crate::icons::{Icon, emoji};
use crate::material::attributes::List;
use crate::material::definition_colons::{COLON, name};
use crate::material::markup::{Group, Replacement, Unknown, What, is_escaped};
use crate::material::runs::{Run, Runs};
use crate::text::maps::{HashMap, HashSet};
use crate::text::span::{Out, Span};
use std::ops::Range;

/// Drawings on one page take no more bytes than this; further icons only decorate, and are left out.
const MOST_BYTES: usize = 1 << 20;

/// More different names are not looked up.
const MOST_NAMES: usize = 2000;

/// More unknown names are not compared with those of all emoji.
const MOST_COMPARED: usize = 50;

/// Whether there may be any.
pub fn any(text: &str) -> bool {
    let mut colons = memchr::memchr_iter(b':', text.as_bytes());
    colons.any(|at| name(&text[at + 1..]).is_some())
        || memchr::memmem::find(text.as_bytes(), COLON.as_bytes()).is_some()
}

/// A shortcode in running text that means something.
struct Shortcode<'t> {
    run: &'t Run,
    name: &'t str,
    /// Its bytes, without an attribute list.
    span: Range<usize>,
    meaning: Meaning,
}

#[derive(Clone, Copy)]
enum Meaning {
    Icon(Icon<'static>),
    Emoji(&'static str),
    /// Nothing, but the name of an emoji is like it, or it is one of an icon.
    Unknown(Option<&'static str>),
}

/// What names mean; each is looked up once.
#[derive(Default)]
struct Names<'t> {
    known: HashMap<&'t str, Option<Meaning>>,
    compared: usize,
}

impl<'t> Names<'t> {
    fn meaning(&mut self, name: &'t str) -> Option<Meaning> {
        if let Some(meaning) = self.known.get(name) {
            return *meaning;
        }
        if self.known.len() >= MOST_NAMES {
            return None;
        }
        let meaning = self.find(name);
        self.known.insert(name, meaning);
        meaning
    }

    fn find(&mut self, name: &str) -> Option<Meaning> {
        if icons::is_icon(name) {
            return Some(icons::find(name).map_or(Meaning::Unknown(None), Meaning::Icon));
        }
        if let Some(emoji) = emoji::find(name) {
            return Some(Meaning::Emoji(emoji));
        }
        if self.compared >= MOST_COMPARED {
            return None;
        }
        self.compared += 1;
        let near = emoji::nearest(name)?;
        Some(Meaning::Unknown(Some(near)))
    }
}

/// The changes for all shortcodes, and those that are not known.
pub fn find(text: &str, runs: &Runs) -> (Vec<Group>, Vec<Unknown<Out>>) {
    let mut groups = Vec::new();
    let mut unknown = Vec::new();
    let mut bytes = 0;
    let found = meant(text, runs);
    let bare = bare_links(text, runs, &found);
    for shortcode in &found {
        let icon = match shortcode.meaning {
            Meaning::Emoji(emoji) => {
                groups.push(vec![Replacement {
                    span: Span::new(shortcode.span.clone()),
                    what: What::Emoji(emoji),
                    in_image: shortcode.run.in_image,
                }]);
                continue;
            }
            Meaning::Unknown(emoji) => {
                unknown.push(Unknown {
                    name: shortcode.name.to_owned(),
                    emoji,
                    span: Span::new(shortcode.span.clone()),
                });
                continue;
            }
            Meaning::Icon(icon) => icon,
        };
        let is_name = shortcode.run.link.is_some_and(|link| bare.contains(&link));
        let label = is_name.then(|| icons::words(shortcode.name));
        let change = shortcode.icon(text, icon, label);
        bytes += icon.size();
        let fits = bytes <= MOST_BYTES;
        groups.push(vec![if fits {
            change
        } else {
            Replacement::delete(change.span.range())
        }]);
    }
    (groups, unknown)
}

/// All that mean something.
fn meant<'t>(text: &'t str, runs: &'t Runs) -> Vec<Shortcode<'t>> {
    let mut names = Names::default();
    let mut found = Vec::new();
    let colons = memchr::memchr2_iter(b':', b'&', text.as_bytes());
    let mut until = 0;
    for (start, run) in runs.among(colons) {
        if start < until {
            continue;
        }
        let part = &text[..run.span.end];
        let colon = if part[start..].starts_with(COLON) {
            COLON.len()
        } else if part[start..].starts_with(':') {
            1
        } else {
            continue;
        };
        let Some(name) = name(&part[start + colon..]) else {
            continue;
        };
        let end = start + colon + name.len() + 1;
        let before = text[..start].chars().next_back();
        // `std::string::npos` has none, but nothing else begins as the names of icons do.
        let joined =
            before.is_some_and(|c| c.is_alphanumeric() || c == ':' && !icons::is_icon(name));
        if joined || is_escaped(text, start) {
            continue;
        }
        let Some(meaning) = names.meaning(name) else {
            continue;
        };
        // `1:100:1` is a ratio.
        let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
        if goes_on && matches!(meaning, Meaning::Emoji(_) | Meaning::Unknown(Some(_))) {
            continue;
        }
        found.push(Shortcode {
            run,
            name,
            span: start..end,
            meaning,
        });
        until = end;
    }
    found
}

impl Shortcode<'_> {
    /// The attribute list directly behind it.
    fn list(&self, text: &str) -> Option<List> {
        List::parse(&text[self.span.end..self.run.span.end])
    }

    fn icon(&self, text: &str, icon: Icon<'static>, label: Option<String>) -> Replacement {
        let list = self.list(text).unwrap_or_default();
        let span = self.span.start..self.span.end + list.len;
        let space = text[span.end..self.run.span.end].starts_with(' ');
        Replacement {
            span: Span::new(span),
            what: What::Icon {
                icon,
                classes: list.classes.join(" "),
                label,
                space,
            },
            in_image: self.run.in_image,
        }
    }
}

/// The links in which nothing stands but icons: of those, an icon has to be the name.
fn bare_links(text: &str, runs: &Runs, found: &[Shortcode<'_>]) -> HashSet<usize> {
    let mut bare: HashSet<usize> = found.iter().filter_map(|s| s.run.link).collect();
    bare.retain(|link| !runs.elements[*link].holds_other);
    if bare.is_empty() {
        return bare;
    }
    let mut found = found.iter().peekable();
    for run in &runs.runs {
        let mut at = run.span.start;
        let mut blank = true;
        while let Some(shortcode) = found.next_if(|s| s.span.start < run.span.end) {
            blank &= text[at..shortcode.span.start].trim().is_empty();
            blank &= matches!(shortcode.meaning, Meaning::Icon(_));
            at = shortcode.span.end + shortcode.list(text).map_or(0, |list| list.len);
        }
        blank &= text[at..run.span.end].trim().is_empty();
        if let Some(link) = run.link.filter(|_| !blank) {
            bare.remove(&link);
        }
    }
    bare
}
