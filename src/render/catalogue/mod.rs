//! What stands in the place of markers: lists of pages, comparisons, drawings, numbers.

mod catalog;
mod compare;
mod dashboard;
mod decide;
mod filters;
mod graph;
mod grid;
mod values;

use crate::catalogue::marker::{self, Marker, Place};
use crate::catalogue::request::Request;
use crate::catalogue::{Catalogue, select};
use crate::page::Page;
use crate::render::{RenderContext, Target};
use crate::text::edit::Edit;
use crate::text::hash::fnv1a;
use crate::text::span::Out;
use std::collections::BTreeSet;

/// The look of filters, lists and comparisons.
const SHEET: &str = include_str!("../../../assets/catalogue.css");

/// What filters and chooses.
const SCRIPT: &str = include_str!("../../../assets/catalogue.js");

/// What stands in the place of a page's markers.
#[derive(Debug, Default)]
pub struct Listed {
    /// The edits.
    pub edits: Vec<Edit<Out>>,
    /// The rules that they need; those of drawings aside.
    pub style: String,
    /// The script that they need.
    pub script: &'static str,
    /// Whether there is a drawing among them.
    pub drawn: bool,
}

/// What one marker becomes.
#[derive(Debug, Default)]
struct Part {
    /// HTML or Markdown.
    text: String,
    /// Rules of its own.
    style: String,
    /// The stylesheets of drawings, which it shares with others of the page.
    drawn: bool,
    /// Whether it works better with the script.
    scripted: bool,
    /// How many lists it has that readers filter.
    lists: usize,
}

/// What is known while a marker is replaced.
struct Scene<'a> {
    cx: &'a RenderContext<'a>,
    catalogue: &'a Catalogue,
    /// A name that no other marker of the book has: `print.html` holds all chapters.
    id: String,
    /// How many markers that readers filter stand before it on the page.
    number: usize,
}

impl Scene<'_> {
    fn is_html(&self) -> bool {
        matches!(self.cx.target, Target::Html { .. })
    }
}

/// Replaces a page's markers. Those that ask for nothing that exists stay as they are: `catalog-invalid`
/// speaks of them.
pub fn edits(page: &Page<'_>, cx: &RenderContext<'_>) -> Listed {
    let mut listed = Listed::default();
    let Some(catalogue) = cx.catalogue else {
        return listed;
    };
    if !marker::may_stand_in(page.unfolded()) {
        return listed;
    }
    let mut styles = BTreeSet::new();
    let mut filtered = 0;
    for (number, marker) in marker::all(page).iter().enumerate() {
        let Ok(request) = Request::of(marker, cx.library, cx.config) else {
            continue;
        };
        let scene = Scene {
            cx,
            catalogue,
            id: format!("c{:x}-{number}", fnv1a(&[cx.path]) >> 32),
            number: filtered,
        };
        let part = part(&scene, &request);
        filtered += part.lists;
        if scene.is_html() && !matches!(request, Request::Count { .. }) {
            listed.style.push_str(&part.style);
            if part.scripted {
                listed.script = SCRIPT;
            }
            styles.insert(SHEET);
            if part.drawn {
                listed.drawn = true;
            }
        }
        listed
            .edits
            .push(replace(page, marker, &request, part.text));
    }
    let shared: String = styles.into_iter().collect();
    listed.style.insert_str(0, &shared);
    listed
}

/// A marker on a line of its own becomes blocks, set off from what is around it.
fn replace(page: &Page<'_>, marker: &Marker<'_>, request: &Request, text: String) -> Edit<Out> {
    if matches!(request, Request::Count { .. }) || marker.place != Place::Line {
        return Edit::replace(marker.out, text);
    }
    let behind = &page.unfolded()[marker.out.end..];
    let gap = if behind.starts_with("\n\n") || behind.trim().is_empty() {
        ""
    } else {
        "\n"
    };
    Edit::replace(marker.out, format!("\n\n{}\n{gap}", text.trim_end()))
}

fn part(scene: &Scene<'_>, request: &Request) -> Part {
    match request {
        Request::Catalog(catalog) => catalog::part(scene, catalog),
        Request::Compare { selection, pages } => compare::part(scene, selection, pages),
        Request::Graph { selection, around } => graph::part(scene, selection, *around),
        Request::Decide { selection } => decide::part(scene, selection),
        Request::Count { selection } => Part {
            text: selection.pages(scene.cx.library).len().to_string(),
            ..Part::default()
        },
        Request::Dashboard { selection, worst } => dashboard::part(scene, selection, *worst),
    }
}

/// The pages of a selection in an order.
fn pages(scene: &Scene<'_>, selection: &select::Selection, sorts: &[select::Sort]) -> Vec<usize> {
    let mut pages = selection.pages(scene.cx.library);
    select::sort(&mut pages, scene.cx.library, scene.cx.config, sorts);
    pages
}
