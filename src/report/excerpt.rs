//! What a person sees of the files: the lines around a diagnostic's places.

use crate::diagnostic::located::Located;
use crate::diagnostic::place::{FileText, Place, Position};
use crate::report::window::Window;
use std::ops::Range;
use std::sync::Arc;

/// Of a long span people see this many lines underlined.
const UNDERLINED_LINES: usize = 4;
/// Places further apart than this get excerpts of their own.
const NEAR_LINES: usize = 12;

/// Some lines of a file, and the places in them.
#[derive(Debug)]
pub struct Excerpt {
    /// The file.
    pub file: Arc<FileText>,
    /// The line it begins with, from 1.
    pub first_line: usize,
    /// Whole lines; of long ones what is around the marks.
    pub text: String,
    /// The places in it.
    pub marks: Vec<Mark>,
    /// Where the first of them is in the file, if the excerpt's own columns do not tell.
    pub position: Option<Position>,
}

/// A place in an excerpt.
#[derive(Debug)]
pub struct Mark {
    /// Bytes of the excerpt's text.
    pub span: Range<usize>,
    /// Short words; may be empty.
    pub words: String,
    /// Whether it is the diagnostic's own place.
    pub own: bool,
}

/// The marks of some lines of the page's file, in bytes of its text.
struct Group {
    shown: Range<usize>,
    marks: Vec<Mark>,
}

/// So many related places are shown. One diagnostic can have as many as a page has lines; machines are told all.
pub const SHOWN_LABELS: usize = 24;

/// The excerpts of a diagnostic: that of its own place, other places of its file, other files.
pub fn excerpts(located: &Located) -> Vec<Excerpt> {
    let file = &located.place.file;
    let words = located.label.as_deref().unwrap_or_default();
    let mut groups = Vec::new();
    group(file, &mut groups, mark(&located.place, words, true));
    let mut others = Vec::new();
    for label in located.labels.iter().take(SHOWN_LABELS) {
        let mark = mark(&label.place, &label.message, false);
        if Arc::ptr_eq(&label.place.file, file) {
            group(file, &mut groups, mark);
        } else {
            let mut own = Vec::new();
            group(&label.place.file, &mut own, mark);
            others.extend(own.into_iter().map(|group| cut(&label.place.file, group)));
        }
    }
    let groups = groups.into_iter().map(|group| cut(file, group));
    groups.chain(others).collect()
}

fn mark(place: &Place, words: &str, own: bool) -> Mark {
    Mark {
        span: place.file.local(place.span),
        words: words.to_owned(),
        own,
    }
}

/// Puts a mark to others that are near.
fn group(file: &FileText, groups: &mut Vec<Group>, mut mark: Mark) {
    let lines = file.lines();
    if lines.touched(mark.span.clone()).len() > UNDERLINED_LINES {
        mark.span = file.first_line(mark.span.clone());
    }
    let touched = lines.touched(mark.span.clone());
    let near = groups.iter_mut().find(|Group { shown, .. }| {
        touched.start <= shown.end + NEAR_LINES && shown.start <= touched.end + NEAR_LINES
    });
    match near {
        Some(Group { shown, marks }) => {
            *shown = shown.start.min(touched.start)..shown.end.max(touched.end);
            marks.push(mark);
        }
        None => groups.push(Group {
            shown: touched,
            marks: vec![mark],
        }),
    }
}

fn cut(file: &Arc<FileText>, group: Group) -> Excerpt {
    let Group { shown, mut marks } = group;
    let points: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.span.start, mark.span.end])
        .collect();
    let window = Window::new(file, shown.clone(), &points);
    let first = marks
        .iter()
        .min_by_key(|mark| (!mark.own, mark.span.start))
        .map_or(0..0, |mark| mark.span.clone());
    let column =
        |text: &str, at: usize| text[..at].chars().rev().take_while(|c| *c != '\n').count();
    let position = file.position(first.start);
    let is_moved = column(&window.text, window.at(first.start)) + 1 != position.column;
    for mark in &mut marks {
        mark.span = window.range(&mark.span);
    }
    Excerpt {
        file: Arc::clone(file),
        first_line: file.line_number(shown.start),
        text: window.text,
        marks,
        position: is_moved.then_some(position),
    }
}
