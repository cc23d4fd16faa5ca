//! Links as they are written for MkDocs, made to lead to what exists in the book.
//!
//! What leads where is known beforehand, as for `broken-link`: a link that the rule
//! denies stays as it is written.

use crate::library::PageInfo;
use crate::library::leads::Lead;
use crate::page::Page;
use crate::page::destinations::{Destination, Holder};
use crate::render::{RenderContext, markup};
use crate::text::edit::Edit;
use crate::text::link::{percent_decode, relative_link, target_path};
use crate::text::span::{Out, Span};
use std::fmt::Write as _;

/// An id on another page, as a link gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The page's position in the library.
    pub target: usize,
    /// The id.
    pub id: String,
}

/// The id that an anchor has to give instead, where that is another.
pub type IdOf<'a> = dyn Fn(&Anchor) -> Option<String> + 'a;

/// The page's inline markup; of links and images with an attribute list, what the parser found
/// is overwritten. `anchors` gets those ids of other pages that are not known yet.
pub fn in_markup(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    anchors: &mut Vec<Anchor>,
) -> Vec<Edit<Out>> {
    markup::edits(page, cx.target.format(), |dest, holder| {
        let found = Destination {
            dest: dest.into(),
            out: Span::new(0..0),
            holder,
        };
        destination(&found, page, cx, anchors)
    })
}

/// All other destinations.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>, anchors: &mut Vec<Anchor>) -> Vec<Edit<Out>> {
    cx.destinations
        .iter()
        .filter_map(|found| {
            let dest = destination(found, page, cx, anchors)?;
            Some(Edit::replace(found.out, dest))
        })
        .collect()
}

/// The destination as it has to be written; `None` where it stays.
fn destination(
    found: &Destination<'_>,
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    anchors: &mut Vec<Anchor>,
) -> Option<String> {
    let dest = found.dest.as_ref();
    let (path, rest) = dest.split_at(dest.find(['#', '?']).unwrap_or(dest.len()));
    // `{{…}}` is for another preprocessor to fill in.
    if path.contains("{{") {
        return None;
    }
    // To MkDocs a page is a folder, and `./` is the page itself.
    if matches!(path, "." | "./") && !page.is_material() {
        return None;
    }
    let mut target = None;
    let new_path = match cx.leads.of(dest) {
        _ if path.is_empty() => None,
        Lead::File(file) => path_to(file, path, cx, |written| written == *file),
        Lead::Chapter(position) => {
            let info = cx.library.pages().get(*position)?;
            target = Some(info);
            // mdBook writes `.html` for `.md`, but only in links and in `<a>`, and drops a query.
            let as_html = found.holder == Holder::Attribute || rest.starts_with('?');
            page_path(info, as_html, path, cx)
        }
        Lead::Generated(file) => path_to(file, path, cx, |written| written == *file),
        Lead::Redirect | Lead::Unbuilt | Lead::Nowhere => return None,
    };
    let own = path.is_empty() || target.is_some_and(|target| target.path == cx.path);
    let id = anchor(rest).and_then(|id| match target {
        _ if own => page.id_of_slug(&id).map(str::to_owned),
        Some(target) => cx.id_on(target, id, anchors),
        None => None,
    });
    if new_path.is_none() && id.is_none() {
        return None;
    }
    let mut out = match new_path {
        Some(path) => encoded(&path, true),
        None => encoded(path, false),
    };
    out.push_str(&encoded(&with_id(rest, id), false));
    Some(out)
}

/// The path to a chapter; to what is made of it where `as_html`.
fn page_path(info: &PageInfo, as_html: bool, path: &str, cx: &RenderContext<'_>) -> Option<String> {
    let html = match info.path.strip_suffix(".md") {
        Some(stem) => format!("{stem}.html"),
        None => info.path.clone(),
    };
    let wanted = if as_html { &html } else { &info.path };
    path_to(wanted, path, cx, |written| {
        written == *wanted || written == html
    })
}

/// The relative path to `wanted`; `None` where the path that is written does as well.
fn path_to(
    wanted: &str,
    path: &str,
    cx: &RenderContext<'_>,
    does: impl Fn(String) -> bool,
) -> Option<String> {
    let stays = !path.starts_with('/') && target_path(cx.path, path).is_some_and(does);
    (!stays).then(|| relative_link(cx.path, wanted))
}

impl RenderContext<'_> {
    /// The id on another page that a link has to give for `id`.
    fn id_on(&self, target: &PageInfo, id: String, anchors: &mut Vec<Anchor>) -> Option<String> {
        let target = self.library.position(&target.source_path)?;
        let anchor = Anchor { target, id };
        if let Some(id_of) = self.ids {
            return id_of(&anchor);
        }
        anchors.push(anchor);
        None
    }
}

/// The id that a link's end gives, if any.
fn anchor(rest: &str) -> Option<String> {
    let (_, fragment) = rest.split_once('#')?;
    // Behind `:~:` stands what the browser is to mark, no id.
    let id = percent_decode(fragment.split(":~:").next().unwrap_or(""));
    (!id.is_empty()).then_some(id)
}

/// A link's end with another id.
fn with_id(rest: &str, id: Option<String>) -> String {
    let (Some(id), Some((query, fragment))) = (id, rest.split_once('#')) else {
        return rest.to_owned();
    };
    let marked = fragment.find(":~:").map_or("", |at| &fragment[at..]);
    format!("{query}#{id}{marked}")
}

/// A part of a destination that can stand in Markdown, in a table's cell and in an attribute alike.
fn encoded(part: &str, is_path: bool) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        let special = c.is_ascii_control() || " <>()[]{}\\|\"'`*".contains(c);
        if special || is_path && "%?#:".contains(c) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else if c == '&' {
            out.push_str("&amp;");
        } else {
            out.push(c);
        }
    }
    out
}
