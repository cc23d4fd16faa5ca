//! What is found of an element by walking through it.

use super::elements::Container;
use crate::text::edit::Edit;
use std::ops::Range;

/// A blank line that has to stand between HTML and Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gap {
    /// Above the line that begins at this byte.
    Above(usize),
    /// In the place of this blank space, inside of a line.
    Within(Range<usize>),
}

impl Gap {
    /// In a text whose lines begin with what `container` says.
    pub(super) fn edit(&self, container: &Container) -> Edit {
        let bare = container.prefix.trim_end();
        match self {
            Gap::Above(line) => Edit::insert(*line, format!("{bare}\n")),
            Gap::Within(span) => {
                Edit::replace(span.clone(), format!("\n{bare}\n{}", container.prefix))
            }
        }
    }

    /// In the element's own content, whose lines begin with nothing.
    pub(super) fn inner_edit(&self) -> Edit {
        match self {
            Gap::Above(line) => Edit::insert(*line, "\n"),
            Gap::Within(span) => Edit::replace(span.clone(), "\n\n"),
        }
    }
}

/// What was found of an element.
#[derive(Debug)]
pub(super) struct Walked {
    /// Its closing tag; `None` where there is none to be found.
    pub(super) close: Option<Range<usize>>,
    /// How far it reaches, or how far was looked for its end.
    pub(super) end: usize,
    /// Whether its end was not looked for as far as it might be.
    pub(super) gave_up: bool,
    /// Whether CommonMark takes all of it for HTML.
    pub(super) is_raw: bool,
    /// A callout's title, from its opening to its closing tag.
    pub(super) title: Option<Range<usize>>,
    /// What stands between HTML and Markdown inside of it.
    pub(super) gaps: Vec<Gap>,
    /// The blank space before its closing tag, where that begins a line behind Markdown.
    pub(super) before_close: Option<Range<usize>>,
    /// What stands between it and what follows.
    pub(super) gap_behind: Option<Gap>,
    /// The indentation that goes: in each line of the content from its first byte, behind its
    /// container's own, to the end of the indentation.
    pub(super) indents: Vec<Indent>,
}

/// The blank space at the beginning of a line of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Indent {
    pub(super) line: usize,
    /// Where its container's own ends.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Walked {
    /// Of an element that holds too many others.
    pub(super) fn given_up(end: usize) -> Walked {
        Walked {
            gave_up: true,
            ..Walked::unclosed(end)
        }
    }

    pub(super) fn unclosed(end: usize) -> Walked {
        Walked {
            close: None,
            end,
            gave_up: false,
            is_raw: true,
            title: None,
            gaps: Vec::new(),
            before_close: None,
            gap_behind: None,
            indents: Vec::new(),
        }
    }
}
