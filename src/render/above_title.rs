//! Headings and tables above the title: title and summary come first, what stood above follows.

use crate::page::{Kind, Page};
use crate::render::title_node;
use crate::text::edit::Edit;
use crate::text::span::Out;

/// Where the text above the title begins, where the title begins, and where what belongs to it ends.
/// They are in the text only while it is rendered.
const MARKS: [&str; 3] = [
    "<!--patterns: above-->",
    "<!--patterns: title-->",
    "<!--patterns: below-->",
];

/// What ends the summary of a page whose title moves.
pub const END: &str = MARKS[2];

/// Whether headings or tables stand above the page's title, and it can move.
pub fn moves(page: &Page<'_>) -> bool {
    let Some(title) = page
        .title()
        .filter(|title| Some(title.node) == title_node(page))
    else {
        return false;
    };
    let above = page.nodes[..title.node]
        .iter()
        .filter(|node| node.parent.is_none());
    let landmark = |kind: &Kind| matches!(kind, Kind::Heading { .. } | Kind::Table);
    // mdBook counts headings of the same words in their order.
    let alike =
        |anchor: &str| anchor.starts_with(&title.anchor) || title.anchor.starts_with(anchor);
    let mut headings = page
        .headings
        .iter()
        .take_while(|heading| heading.node < title.node);
    above.clone().any(|node| landmark(&node.kind))
        && !headings.any(|heading| alike(&heading.anchor))
        && !MARKS.iter().any(|mark| page.unfolded().contains(mark))
}

/// The first two marks.
pub fn edits(page: &Page<'_>) -> Vec<Edit<Out>> {
    let title = page
        .title()
        .map_or(0, |title| page.nodes[title.node].out.start);
    vec![Edit::insert(0, MARKS[0]), Edit::insert(title, MARKS[1])]
}

/// The text in its order, without the marks.
pub fn apply(text: &str) -> String {
    let [above, title, below] =
        MARKS.map(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()));
    let (Some(above), Some(title), Some(below)) = (above, title, below) else {
        return without(text);
    };
    if !(above < title && title < below) {
        return without(text);
    }
    let [first, second, third] = MARKS.map(str::len);
    [
        &text[..above],
        &text[title + second..below],
        "\n\n",
        text[above + first..title].trim_end(),
        "\n\n",
        &text[below + third..],
    ]
    .concat()
}

fn without(text: &str) -> String {
    MARKS
        .iter()
        .fold(text.to_owned(), |text, mark| text.replace(mark, ""))
}
