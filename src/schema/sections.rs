//! The sections of a template.

use crate::diagnostic::{Diagnostic, LintLevel};
use crate::page::{Heading, Kind, Page};
use crate::schema::forms::{self, Form};
use crate::schema::headings::Name;
use crate::schema::{INVALID, optional, placeholders, sentences};
use crate::template::relations::Bond;
use crate::text::maps::HashMap;
use crate::text::span::{Span, Text};

/// A section that a template asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is called.
    pub name: Name,
    /// Its heading as people read it.
    pub title: String,
    /// 1 to 6.
    pub rank: u8,
    /// The section that it stands in, by its position.
    pub parent: Option<usize>,
    /// What it may be called as well, and where the template says so.
    pub aka: Vec<(String, Span<Text>)>,
    /// Whether a page may leave it out.
    pub optional: bool,
    /// Whether a page may have it several times.
    pub repeat: bool,
    /// Its heading in the template's text.
    pub span: Span<Text>,
    /// What it shows and asks for, and where it does.
    pub forms: Vec<(Form, Span<Text>)>,
    /// How the pages that it names relate to its own, if it says so.
    pub relation: Option<Bond>,
    /// The field that its bold text says again, and where.
    pub says: Option<(String, Span<Text>)>,
}

/// A heading of a template with what stands below it, up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its section; `None` for the title.
    pub section: Option<usize>,
    /// All of it, with the comment right above the heading.
    pub span: Span<Text>,
    /// What stands below the heading.
    pub body: Span<Text>,
    /// Whether its prose is guidance.
    pub is_guidance: bool,
}

/// What is read of a template's headings.
pub(super) struct Read<'p> {
    /// The title, if the first heading is the only one of rank 1.
    pub(super) title: Option<&'p Heading>,
    pub(super) sections: Vec<Section>,
    pub(super) blocks: Vec<Block>,
    /// What stands twice at the same place: the section, and what is to be said of it.
    pub(super) twice: Vec<(usize, Diagnostic)>,
    /// Sentences that are guidance, and where they stand.
    pub(super) guidance: HashMap<u64, Span<Text>>,
}

/// More are no template.
const MOST: usize = 1000;

/// Reads the sections, whose headings have at most the rank `depth`; `unfilled` are the page's placeholders.
pub(super) fn read<'p>(
    page: &'p Page<'_>,
    unfilled: &[Span<Text>],
    depth: u8,
    faults: &mut Vec<Diagnostic>,
) -> Read<'p> {
    let first = page.headings.first();
    let titles = page.headings.iter().filter(|heading| heading.rank == 1);
    let title = first.filter(|first| first.rank == 1 && titles.count() == 1);
    let headings = &page.headings[usize::from(title.is_some())..];
    if let Some(heading) = headings.get(MOST) {
        let message = format!("a template of more than {MOST} sections");
        faults.push(fault(page.first_line(heading.span), message));
    }
    let mut sections: Vec<Section> = Vec::new();
    // The open sections, outer before inner.
    let mut open: Vec<usize> = Vec::new();
    let mut known: HashMap<(Option<usize>, String), usize> = HashMap::default();
    let mut blocks = Blocks::of(page, title, depth);
    let mut twice = Vec::new();
    let headings = headings.iter().filter(|it| it.rank <= depth);
    for heading in headings.take(MOST) {
        while open
            .last()
            .is_some_and(|at| sections[*at].rank >= heading.rank)
        {
            open.pop();
        }
        let parent = open.last().copied();
        let source = source(page, heading);
        let name = Name::read(source);
        if name == Name::Words(String::new()) {
            continue;
        }
        let known_as = (parent, format!("{name:?}"));
        if let Some(other) = known.get(&known_as) {
            if matches!(name, Name::Words(_)) {
                let message = format!(
                    "the section `{}` stands twice in the template",
                    heading.text
                );
                let mut fault = fault(page.first_line(heading.span), message);
                fault.also(sections[*other].span, "the first one");
                fault.help(
                    "give one of the two another heading: a page has each of its sections once, unless `<!-- patterns: repeat = true -->` below it says otherwise",
                );
                twice.push((*other, fault));
            }
            open.push(*other);
            blocks.push(heading, Some(*other));
            continue;
        }
        let (text, said) = optional::without(source);
        let is_optional = said
            || parent.is_some_and(|parent| sections[parent].optional)
            || comments_of(page, heading, title).any(optional::said_of_section);
        known.insert(known_as, sections.len());
        open.push(sections.len());
        let body = blocks.push(heading, Some(sections.len()));
        sections.push(Section {
            name,
            title: text.trim().to_owned(),
            rank: heading.rank,
            parent,
            aka: Vec::new(),
            optional: is_optional,
            repeat: false,
            span: page.first_line(heading.span),
            forms: forms::read(page, blocks.shown(body), unfilled),
            relation: None,
            says: None,
        });
    }
    let mut blocks = blocks.found;
    let guidance = guidance(page, &mut blocks, unfilled);
    Read {
        title,
        sections,
        blocks,
        twice,
        guidance,
    }
}

fn fault(span: Span<Text>, message: String) -> Diagnostic {
    Diagnostic::new(INVALID, LintLevel::Deny, span, message)
}

/// A heading as it is written, without what makes it one.
pub(super) fn source<'p>(page: &'p Page<'_>, heading: &Heading) -> &'p str {
    let node = &page.nodes[heading.node];
    let mut inside = page.children(heading.node).map(|(_, child)| child.span);
    let Some(first) = inside.next() else {
        return "";
    };
    let end = inside.last().map_or(first.end, |last| last.end);
    debug_assert!(end <= node.span.end);
    &page.text[first.start..end.max(first.start)]
}

/// The comments that speak of a section: the one right above its heading, and the first block below it,
/// unless that stands right above another heading.
fn comments_of<'p>(
    page: &'p Page<'_>,
    heading: &Heading,
    title: Option<&Heading>,
) -> impl Iterator<Item = &'p str> {
    let comments = &page.comments;
    let next = comments.partition_point(|comment| comment.span.start < heading.span.start);
    let behind_title = title.map_or(0, |title| title.span.end);
    let above = next
        .checked_sub(1)
        .map(|at| &comments[at])
        .filter(|comment| {
            comment.span.start >= behind_title
                && is_close(page, comment.span.end, heading.span.start)
        });
    let below = comments.get(next).filter(|comment| {
        let blank = page.text.get(heading.span.end..comment.span.start);
        let at = page
            .headings
            .partition_point(|it| it.span.start < comment.span.end);
        let following = page.headings.get(at);
        blank.is_some_and(|blank| blank.trim().is_empty())
            && !following.is_some_and(|it| is_close(page, comment.span.end, it.span.start))
    });
    above
        .into_iter()
        .chain(below)
        .map(|comment| comment.text.as_str())
}

/// The blocks of a page, found heading by heading.
struct Blocks<'p, 'a> {
    page: &'p Page<'a>,
    /// Headings of greater rank are part of the block that they stand in.
    depth: u8,
    found: Vec<Block>,
}

impl<'p, 'a> Blocks<'p, 'a> {
    fn of(page: &'p Page<'a>, title: Option<&Heading>, depth: u8) -> Blocks<'p, 'a> {
        let mut blocks = Blocks {
            page,
            depth,
            found: Vec::new(),
        };
        if let Some(title) = title {
            blocks.push(title, None);
        }
        blocks
    }

    /// Adds a heading's block; what stands below the heading.
    fn push(&mut self, heading: &Heading, section: Option<usize>) -> Span<Text> {
        let page = self.page;
        let next = page
            .headings
            .partition_point(|it| it.span.start <= heading.span.start);
        let mut following = page.headings[next..].iter();
        let next = following.find(|it| it.rank <= self.depth);
        let end = next.map_or(page.text.len(), |next| begin(page, next));
        let start = begin(page, heading);
        let body = Span::new(heading.span.end..end.max(heading.span.end));
        self.found.push(Block {
            section,
            span: Span::new(start..end.max(start)),
            body,
            is_guidance: false,
        });
        body
    }

    /// A block's body up to the first heading in it: what stands below that is a sample.
    fn shown(&self, body: Span<Text>) -> Span<Text> {
        let page = self.page;
        let first = page
            .headings
            .partition_point(|it| it.span.start < body.start);
        let end = page.headings.get(first).map(|it| begin(page, it));
        let end = end.filter(|end| *end < body.end).unwrap_or(body.end);
        Span::new(body.start..end.max(body.start))
    }
}

/// Where a heading begins, with the comments right above it.
pub(super) fn begin(page: &Page<'_>, heading: &Heading) -> usize {
    let mut start = heading.span.start;
    let next = page.comments.partition_point(|it| it.span.start < start);
    for comment in page.comments[..next].iter().rev() {
        if !is_close(page, comment.span.end, start) {
            break;
        }
        start = comment.span.start;
    }
    start
}

/// Whether nothing stands between two bytes, not even a blank line.
fn is_close(page: &Page<'_>, from: usize, to: usize) -> bool {
    let between = page.text.get(from..to).unwrap_or("x");
    between.trim().is_empty() && between.matches('\n').count() <= 1
}

/// The sentences that are guidance: those of sections without comment and placeholder, unless most
/// sections have one. Says so of their blocks.
fn guidance(
    page: &Page<'_>,
    blocks: &mut [Block],
    unfilled: &[Span<Text>],
) -> HashMap<u64, Span<Text>> {
    let is_marked = |block: &Block| {
        let body = block.body;
        let comment = page
            .comments
            .partition_point(|it| it.span.start < body.start);
        let comment = page.comments.get(comment).map(|it| it.span);
        let first = unfilled.partition_point(|it| it.start < body.start);
        let holds = |it: Option<Span<Text>>| it.is_some_and(|it| it.start < body.end);
        holds(comment) || holds(unfilled.get(first).copied())
    };
    let sections = blocks.iter().filter(|block| block.section.is_some());
    let marked = sections.clone().filter(|block| is_marked(block)).count();
    let mut found = HashMap::default();
    if marked * 2 > sections.count() {
        return found;
    }
    let sentences = sentences::of_page(page);
    for block in blocks {
        block.is_guidance = !is_marked(block);
        if !block.is_guidance {
            continue;
        }
        for sentence in sentences::within(&sentences, block.body) {
            let place = page.first_line(sentence.paragraph);
            found.entry(sentence.key).or_insert(place);
        }
    }
    found
}

/// A template that stands in a code block of the page instead of being the page.
pub(super) fn in_code(page: &Page<'_>) -> Option<Diagnostic> {
    let is_template = |text: &str| {
        let headings = text.lines().filter(|line| line.starts_with("## ")).count();
        headings >= 2 && headings > page.headings.len()
    };
    let node = page.nodes.iter().find(|node| {
        let language = node.kind.language().unwrap_or("x");
        matches!(node.kind, Kind::Code { fenced: true, .. })
            && ["", "md", "markdown"].contains(&language)
            && is_template(page.text_of(node))
    })?;
    let mut fault = fault(
        page.first_line(node.span),
        "the template stands in a code block of this page".to_owned(),
    );
    fault.help("move what stands in the block into a file of its own, and name that in book.toml");
    Some(fault)
}

impl Section {
    /// The section's words for people: its heading, or what its placeholder says.
    pub fn shown(&self) -> &str {
        placeholders::whole(&self.title).unwrap_or(&self.title)
    }
}
