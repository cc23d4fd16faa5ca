//! The summary: card and tier banner as one box below the title. A muted line, the question as the
//! lead, the banner's own text, and the other facts.

use crate::config::{Banner, Layout};
use crate::material::attributes::List;
use crate::material::{Around, Block};
use crate::page::{Heading, Page};
use crate::render::card::{Card, Item, items_html};
use crate::render::lead::Lead;
use crate::render::title::Title;
use crate::render::{
    RenderContext, Target, above_title, level_navigation, metrics, tag_attributes,
};
use crate::template::fields::{BEST_FOR, CATEGORY, DIFFICULTY, PATTERN_STATUS, READING_TIME};
use crate::template::vocabulary::{CAUTIONARY, RECOMMENDED};
use crate::template::{Field, Tier};
use crate::text::edit::Edit;
use crate::text::escape;
use crate::text::span::Out;
use crate::words::{Word, Words};
use std::fmt::Write as _;

/// What stands below the title.
pub struct Summary<'p> {
    /// The tier banner that it takes in: on top level, between the title and the first section.
    banner: Option<&'p Block>,
    tier: Option<Tier>,
    /// The name of the tier, where no banner says it.
    name: Option<String>,
    /// What stands in the first line behind the name, as HTML.
    line: Vec<String>,
    lead: Lead,
    /// What stands in for the banner's text, as HTML.
    body: String,
    /// The other facts, as HTML.
    facts: String,
    /// Whether headings or tables stand above the title, which comes first.
    pub title_moves: bool,
    label: String,
    word_facts: String,
}

impl<'p> Summary<'p> {
    /// The summary of a page that is to have one.
    pub fn of(page: &'p Page<'_>, cx: &RenderContext<'p>) -> Option<Summary<'p>> {
        let wanted = cx.is_pattern && page.frontmatter.is_sound();
        let is_html = matches!(cx.target, Target::Html { .. });
        if !wanted || !is_html || !cx.config.card || cx.config.layout != Layout::Summary {
            return None;
        }
        let card = cx.card();
        if card.is_empty() {
            return None;
        }
        let first = first_section(page);
        let banner = cx
            .pattern
            .banner()
            .filter(|banner| is_near(page, banner, first));
        let title_moves = above_title::moves(page);
        let said = Said::of(page, &cx.pattern.banners);
        let words = &cx.config.words;
        let lead = Lead::of(
            page,
            cx,
            if title_moves {
                page.headings.first()
            } else {
                first
            },
        );
        let body = if cx.pattern.banners.is_empty() {
            body(card, cx)
        } else {
            String::new()
        };
        let name = card.tier.filter(|_| banner.is_none()).map(|tier| {
            let banner = cx.pattern.rows.banner(tier);
            let medal = banner.map_or("", |banner| &banner.medal);
            format!("{medal} {}", words.get(tier.banner_label()))
                .trim_start()
                .to_owned()
        });
        Some(Summary {
            banner,
            tier: card.tier,
            name,
            line: line(card, cx),
            facts: facts(card, &lead, &said, cx, !body.is_empty()),
            lead,
            body,
            title_moves,
            label: escape::html(words.get(Word::Card)),
            word_facts: escape::html(words.get(Word::Facts)),
        })
    }

    /// Whether a block is the banner that it takes in.
    pub fn takes_in(&self, block: &Block) -> bool {
        self.banner
            .is_some_and(|banner| banner.header == block.header)
    }

    /// Whether it takes a banner in.
    pub fn has_banner(&self) -> bool {
        self.banner.is_some()
    }

    /// The edits that go with it: the section that gave way, the banner's columns.
    pub fn edits(&mut self, page: &Page<'_>) -> Vec<Edit<Out>> {
        let mut edits = std::mem::take(&mut self.lead.edits);
        if let Some(banner) = self.banner {
            edits.extend(metrics::edits(page, banner));
        }
        edits
    }

    /// The whole of it, where it takes no banner in.
    pub fn html(&self) -> String {
        format!("{}{}{}", self.open(None), self.body, self.close())
    }

    /// What stands around the banner's text, with the path of levels below it; `title` is its author's.
    pub fn tags(&self, cx: &RenderContext<'_>, title: Option<&Title>) -> (String, String) {
        let levels = level_navigation::render(cx);
        let end = if self.title_moves {
            above_title::END
        } else {
            ""
        };
        let close = format!("{}\n{levels}{end}", self.close());
        (self.open(title), close)
    }

    /// What stands before the banner's text; `title` is its author's.
    fn open(&self, title: Option<&Title>) -> String {
        let tier = self
            .tier
            .map_or(String::new(), |tier| format!(" patterns-{}", tier.name()));
        let kind = self.banner.map_or("", |banner| banner.canonical());
        let kind = if kind.is_empty() {
            String::new()
        } else {
            format!(" patterns-{kind}")
        };
        let mut classes = format!("patterns-summary{kind}{tier}");
        let mut attributes = String::new();
        if let Some(banner) = self.banner {
            let own = banner.classes.iter().chain(&banner.attributes.classes);
            for class in own.filter(|class| !matches!(class.as_str(), "inline" | "end")) {
                let _ = write!(classes, " {}", escape::html(class));
            }
            attributes = tag_attributes::html(&List {
                classes: Vec::new(),
                ..banner.attributes.clone()
            });
        }
        let mut html = format!(
            "<div class=\"{classes}\"{attributes} role=\"note\" aria-label=\"{}\">\n",
            self.label
        );
        let name = match title {
            Some(Title::Html(html)) => Some(html.clone()),
            Some(title @ Title::Markdown(_)) => {
                let _ = writeln!(html, "{}", title.html("div", ""));
                None
            }
            None => self.name.as_deref().map(escape::html),
        };
        let name = name.map(|name| format!("<strong>{name}</strong>"));
        let bars = self
            .tier
            .map(|_| "<i class=\"patterns-bars\"></i>".to_owned());
        let parts: Vec<String> = name
            .into_iter()
            .chain(bars)
            .chain(self.line.clone())
            .collect();
        if !parts.is_empty() {
            let _ = writeln!(html, "<p class=\"patterns-line\">{}</p>", parts.join(" "));
        }
        if let Some(lead) = &self.lead.html {
            let id = self
                .lead
                .id
                .as_deref()
                .map_or(String::new(), |id| format!(" id=\"{}\"", escape::html(id)));
            // Whoever listens hears what gave way.
            let heading = self
                .lead
                .heading
                .as_deref()
                .map_or(String::new(), |heading| {
                    format!(
                        "<span class=\"patterns-unseen\">{}</span> ",
                        escape::html(heading)
                    )
                });
            let _ = writeln!(html, "<p class=\"patterns-lead\"{id}>{heading}{lead}</p>");
        }
        html
    }

    /// What stands behind the banner's text.
    fn close(&self) -> String {
        if self.facts.is_empty() {
            return "</div>\n".to_owned();
        }
        format!(
            "<details class=\"patterns-more\"><summary>{}</summary>\n<ul>\n{}</ul>\n</details>\n</div>\n",
            self.word_facts, self.facts
        )
    }
}

/// The first heading below the title.
fn first_section<'p>(page: &'p Page<'_>) -> Option<&'p Heading> {
    let title = page.title().map_or(0, |title| title.span.end);
    let mut headings = page.headings.iter();
    headings.find(|heading| heading.span.start >= title)
}

/// Whether a banner stands on top level between the title and the first section.
fn is_near(page: &Page<'_>, banner: &Block, first: Option<&Heading>) -> bool {
    let frame = page.frames().iter().find(|frame| match frame.around {
        Around::Block(index) => page.blocks()[index].header == banner.header,
        _ => false,
    });
    let is_top = frame.is_some_and(|frame| frame.parent.is_none() && frame.prefix.is_empty());
    is_top
        && banner.marker == crate::material::Marker::Plain
        && first.is_none_or(|heading| banner.header.start < heading.span.start)
}

/// What the banners say, as words without punctuation.
struct Said(String);

impl Said {
    fn of(page: &Page<'_>, banners: &[&Block]) -> Said {
        let mut text = String::new();
        for banner in banners {
            text.push_str(&page.prose(page.indices(banner.body)));
            text.push(' ');
        }
        Said(words_of(&text))
    }

    fn holds(&self, text: &str) -> bool {
        self.0.contains(&words_of(text))
    }
}

fn words_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn line(card: &Card, cx: &RenderContext<'_>) -> Vec<String> {
    let mut line = Vec::new();
    if let Some(status) = status(card, cx) {
        line.push(status);
    }
    for field in [&CATEGORY, &DIFFICULTY, &READING_TIME] {
        let fact = card.facts.iter().find(|(other, _)| *other == field);
        line.extend(fact.map(|(_, values)| format!("<span>{}</span>", items_html(values))));
    }
    line
}

/// The status, unless it is the best one.
fn status(card: &Card, cx: &RenderContext<'_>) -> Option<String> {
    let id = cx.pattern.fields.words(&PATTERN_STATUS)?;
    if id == RECOMMENDED {
        return None;
    }
    let (_, values) = card
        .facts
        .iter()
        .find(|(field, _)| **field == PATTERN_STATUS)?;
    let status = items_html(values);
    Some(if CAUTIONARY.contains(&id) {
        format!("<span class=\"patterns-caution\">⚠ {status}</span>")
    } else {
        format!("<span>{status}</span>")
    })
}

/// What stands in for a banner: the tagline, what the pattern is best for where a banner is to be
/// made, why it is bronze and what to use instead.
fn body(card: &Card, cx: &RenderContext<'_>) -> String {
    let words = &cx.config.words;
    let mut html = String::new();
    if let Some(tagline) = &card.tagline {
        let _ = writeln!(html, "<p><strong>{}</strong></p>", escape::html(tagline));
    }
    let best_for = cx.pattern.fields.lines(&BEST_FOR).join("; ");
    if cx.config.banner == Banner::Generate && !best_for.trim().is_empty() {
        labelled(&mut html, words, Word::BestFor, &escape::html(&best_for));
    }
    if let Some(reason) = &card.deprecation {
        let _ = writeln!(html, "<p>{}</p>", escape::html(reason));
    }
    if !card.alternatives.is_empty() {
        let items = items_html(&card.alternatives);
        labelled(&mut html, words, Word::ConsiderInstead, &items);
    }
    html
}

fn labelled(html: &mut String, words: &Words, label: Word, text: &str) {
    let label = escape::html(&words.label(label));
    let _ = writeln!(html, "<p><strong>{label}</strong> {text}</p>");
}

/// The other facts: those that take a line first, without what is said already.
fn facts(card: &Card, lead: &Lead, said: &Said, cx: &RenderContext<'_>, has_body: bool) -> String {
    let words = &cx.config.words;
    let mut html = String::new();
    let mut add = |wide: bool, label: &str, value: &str| {
        let class = if wide { " class=\"patterns-wide\"" } else { "" };
        let label = escape::html(label);
        let _ = writeln!(
            html,
            "<li{class}><span class=\"patterns-key\">{label}</span> {value}</li>"
        );
    };
    let mut fact = |wide: bool, label: Word, value: &str| add(wide, words.get(label), value);
    let new = |text: &&String| !has_body && !said.holds(text);
    if let Some(tagline) = card.tagline.as_ref().filter(new) {
        fact(true, Word::InShort, &escape::html(tagline));
    }
    if let Some(other) = &lead.other {
        fact(true, Word::EssentialQuestion, &escape::html(other));
    }
    if let Some(reason) = card.deprecation.as_ref().filter(new) {
        fact(true, Word::DeprecatedBecause, &escape::html(reason));
    }
    let said_all = |items: &[Item]| items.iter().all(|(text, _)| said.holds(text));
    if !has_body && !card.alternatives.is_empty() && !said_all(&card.alternatives) {
        fact(true, Word::ConsiderInstead, &items_html(&card.alternatives));
    }
    let in_line = |field: &Field| {
        [&CATEGORY, &DIFFICULTY, &READING_TIME].contains(&field)
            || *field == PATTERN_STATUS && status(card, cx).is_some()
    };
    let others = card.facts.iter().filter(|(field, _)| !in_line(field));
    for (field, values) in others {
        if let Some(label) = field.label {
            fact(false, label, &items_html(values));
        }
    }
    for (label, values) in &card.others {
        add(false, label, &items_html(values));
    }
    html
}
