//! The pattern template, read by the same loader as any other, and the rows that rules and
//! renderers ask for.
//!
//! The page that is embedded is read once, when it is first asked for. A book may bring its own
//! edition of it.

mod fields;
mod needs;
mod sections;

use crate::diagnostic::Diagnostic;
use crate::material::Block;
use crate::material::kinds::Kinds;
use crate::page::{Kind, Page};
use crate::schema::annotations::when::When;
use crate::schema::annotations::{Annotation, Check, Place, What, is_annotation};
use crate::schema::{Template, page};
use crate::template::fields::{EXCELLENCE_TIER, PATTERN_TYPE};
use crate::template::placeholders::Placeholders;
use crate::template::{PAGE, Rows, Tier, TierBanner};
use crate::text::span::{Span, Text};
use mdbook_markdown::MarkdownOptions;
use std::sync::LazyLock;

/// The pattern template: as a page like any other, and what of it rules and renderers ask for.
#[derive(Debug)]
pub struct Seed {
    /// What it asks for, as any template does.
    pub template: Template,
    /// Its text, without its byte-order mark.
    pub text: String,
    /// What is wrong with it.
    pub faults: Vec<Diagnostic>,
    /// Its rows.
    pub rows: Rows,
    /// Its annotations that ask for more than rows say.
    pub further: Vec<Annotation>,
}

/// Of no part of a page more than this are read: each page of the book is held against all of them.
const MOST: usize = 200;

static EMBEDDED: LazyLock<Seed> = LazyLock::new(|| {
    let file = format!("{PATTERN_TYPE}.md");
    Seed::read(file, PAGE, &Kinds::default(), &MarkdownOptions::default())
});

impl Seed {
    /// The one that is there from the start.
    pub fn embedded() -> &'static Seed {
        &EMBEDDED
    }

    /// Reads a page. `file` is its path relative to the book's root.
    pub fn read(file: String, text: &str, kinds: &Kinds, options: &MarkdownOptions) -> Seed {
        let bare = text.trim_start_matches('\u{feff}');
        let bom = text.len() - bare.len();
        let page = page(bare, kinds, options);
        let loaded = Template::of_page(PATTERN_TYPE, (file, bare, bom), &page);
        let (template, mut faults) = (loaded.template, loaded.faults);
        let rows = rows(&template, &page);
        faults.extend(needs::lacking(&template, &rows, &page));
        let further = template.annotations.iter();
        let further = further
            .filter(|it| !is_said_by_rows(&template, it))
            .cloned();
        Seed {
            further: further.collect(),
            template,
            text: bare.to_owned(),
            faults,
            rows,
        }
    }
}

fn rows(template: &Template, page: &Page<'_>) -> Rows {
    let mut rows = Rows {
        fields: fields::rows(template),
        boxes: boxes(page),
        banners: banners(page),
        in_frontmatter: fields::placeholders(page),
        in_body: in_body(page),
        ..Rows::default()
    };
    sections::read(template, page, &mut rows);
    for comment in &page.comments {
        if page.in_instructions(comment.span.start) {
            continue;
        }
        if is_annotation(&comment.text) {
            rows.annotations.insert(on_one_line(&comment.text));
        } else if rows.comments.len() < MOST {
            let known = guidance(&comment.text).filter(|it| !rows.comments.contains(it));
            rows.comments.extend(known);
        }
    }
    rows
}

/// A text with single blanks for all white space.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a guidance comment is known by: its words in capitals, behind which a page may say what it likes.
fn guidance(comment: &str) -> Option<String> {
    let line = on_one_line(comment);
    let is_capital =
        |word: &&str| !word.starts_with('(') && word.chars().all(|c| !c.is_lowercase());
    let words: Vec<&str> = line.split(' ').take_while(is_capital).collect();
    let start = words.join(" ");
    if start.chars().filter(|c| c.is_alphabetic()).count() > 2 {
        return Some(start);
    }
    (line.split(' ').count() > 2).then_some(line)
}

fn boxes(page: &Page<'_>) -> Vec<String> {
    let callouts = page.callouts.iter();
    let own = callouts.filter(|it| !page.in_instructions(it.span.start));
    own.map(|it| it.class.to_owned()).collect()
}

/// The first banner of each tier above the first level.
fn banners(page: &Page<'_>) -> Vec<TierBanner> {
    let mut banners: Vec<TierBanner> = Vec::new();
    let first = page
        .headings
        .iter()
        .find(|it| it.normal.starts_with("level "));
    let end = first.map_or(page.text.len(), |it| it.span.start);
    for block in page.blocks().iter().filter(|it| it.header.start < end) {
        let (Some(tier), Some(title)) = (block.tier(), block.title.as_deref()) else {
            continue;
        };
        if banners.iter().any(|it| it.tier == tier) {
            continue;
        }
        let words = title.trim_start_matches(|c: char| !c.is_alphanumeric());
        banners.push(TierBanner {
            tier,
            kind: kind(block),
            title: words.to_owned(),
            medal: title[..title.len() - words.len()].trim().to_owned(),
        });
    }
    banners
}

/// A banner's kind by its usual name.
fn kind(block: &Block) -> String {
    if block.is_known() {
        block.canonical().to_owned()
    } else {
        block.kind.clone()
    }
}

/// The placeholders in brackets of the body. They are looked for in the text as it is written: a link
/// definition is one, too, if it stands in the template.
fn in_body(page: &Page<'_>) -> Placeholders {
    let mut found = Placeholders::default();
    let code = page
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Code { .. } | Kind::InlineCode));
    let comments = page.comments.iter().map(|comment| comment.span);
    let hidden: crate::text::span::Spans<Text> = code
        .map(|node| node.span)
        .chain(comments)
        .chain(page.instructions.spans.iter().copied())
        .collect();
    let body: Span<Text> = Span::new(page.frontmatter.span.end..page.text.len());
    let text = page[body].as_bytes();
    let mut open = None;
    for at in memchr::memchr2_iter(b'[', b']', text) {
        if text[at] == b'[' {
            open = Some(at);
            continue;
        }
        let Some(start) = open.take() else { continue };
        let inner = &page[body.part(start + 1..at)];
        let is_link = text.get(at + 1) == Some(&b'(');
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 && !is_link && !hidden.contain(body.start + start) {
            found.add(inner);
        }
    }
    found
}

/// The tiers that an annotation is about; none if it is about something else, too.
fn tiers(annotation: &Annotation) -> Vec<Tier> {
    annotation
        .when
        .as_ref()
        .and_then(tier)
        .into_iter()
        .collect()
}

fn tier(when: &When) -> Option<Tier> {
    match when {
        When::All(all) => match all.as_slice() {
            [one] => tier(one),
            _ => None,
        },
        When::Is(field, word) if field == EXCELLENCE_TIER.name => Tier::from_name(word),
        _ => None,
    }
}

/// Whether rows say all that an annotation asks for.
fn is_said_by_rows(template: &Template, annotation: &Annotation) -> bool {
    let checks = annotation.checks.as_slice();
    let of_tier = !tiers(annotation).is_empty();
    match annotation.place {
        _ if annotation.when.is_none() && checks.is_empty() => true,
        Place::Section(at) => sections::asked_by_tier(&template.sections[at], annotation).is_some(),
        Place::Field(_) => of_tier && checks.is_empty(),
        Place::Block(_) => false,
        Place::Page => {
            let is_box = |check: &Check| matches!(check, Check::Holds(What::Boxes(_), _));
            of_tier && checks.iter().all(is_box)
        }
    }
}
