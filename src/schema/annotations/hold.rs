//! Whether a page holds what an annotation asks for.

use crate::page::outline::{normalise, time_box};
use crate::page::{Heading, Kind, Node, Page};
use crate::schema::annotations::names::Names;
use crate::schema::annotations::{Bounds, Check, Target, What};
use crate::schema::fit::Fit;
use crate::schema::headings::form;
use crate::text::span::{Span, Text};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;

/// The part of a page that is asked, and what it is called.
pub struct Part<'f, 'p, 'a> {
    /// The page and its template.
    pub fit: &'f Fit<'f>,
    /// The page.
    pub page: &'p Page<'a>,
    /// The part's bytes.
    pub span: Span<Text>,
    /// Whether a link leads to something of a kind.
    pub leads_to: &'f dyn Fn(&str, Target) -> bool,
    /// The position of the section among the template's, and its heading.
    pub section: Option<(usize, &'p Heading)>,
    /// Such as `` the section `Context` ``.
    pub name: String,
}

impl Part<'_, '_, '_> {
    /// What it lacks, in words; `None` where it holds what is asked for.
    pub fn lacks(&self, check: &Check) -> Option<String> {
        let name = &self.name;
        match check {
            Check::Holds(what, bounds) => self.count_off(what, *bounds),
            Check::Item(regex) => {
                let items = self.items(self.span);
                let off = items.into_iter().find(|(_, text)| !regex.is_match(text))?;
                Some(format!(
                    "an item in {name} is not as the template has it: `{}`",
                    short(&off.1)
                ))
            }
            Check::First(regex, groups) => self.first_paragraph(regex, groups),
            Check::Before(other) => {
                let (_, own) = self.section?;
                let at = self.fit.template.section(other)?;
                let other_heading = &self.page.headings[self.fit.heading(at)?];
                (other_heading.span.start < own.span.start)
                    .then(|| format!("{name} stands behind `{other}`"))
            }
            Check::MaxLine(line) => {
                let (_, own) = self.section?;
                let at = self.page.lines.line(own.span.start) + 1;
                (at > *line)
                    .then(|| format!("{name} begins at line {at}, at most {line} is expected"))
            }
            Check::Each(other) => {
                let at = self.fit.template.section(other)?;
                let listed = self
                    .page
                    .section_body(&self.page.headings[self.fit.heading(at)?]);
                let (section, _) = self.section?;
                let headings = self.fit.headings(section).iter();
                let headings = Names::new(headings.map(|at| form(&self.page.headings[*at].text)));
                let items = self.items(listed);
                let lacking = items.iter().find(|(_, text)| {
                    let item = form(text);
                    !item.is_empty() && !headings.has_like(&item)
                });
                lacking.map(|(_, text)| {
                    format!(
                        "no section is about `{}`, which stands under `{other}`",
                        short(text)
                    )
                })
            }
            Check::Any(ways) => {
                let holds = |way: &Vec<Check>| way.iter().all(|check| self.lacks(check).is_none());
                (!ways.iter().any(holds))
                    .then(|| format!("{name} has nothing of what the template asks for"))
            }
            Check::Minutes(minutes) => {
                let (_, own) = self.section?;
                let time = time_box(&own.text).map(|(_, time)| time);
                let said = time.and_then(|time| time.split_whitespace().next()?.parse().ok());
                (said != Some(*minutes)).then(|| match time {
                    Some(time) => {
                        format!("the heading says `{time}`, the template `{minutes} min`")
                    }
                    None => format!("the heading does not say `({minutes} min)`"),
                })
            }
            Check::Section(other) => {
                let found = self.fit.has_heading(self.page, &form(other));
                (!found).then(|| format!("the page has no section `{other}`"))
            }
            _ => None,
        }
    }

    fn count_off(&self, what: &What, bounds: Bounds) -> Option<String> {
        let count = self.count(what);
        // Nothing on a page is counted beyond what a float holds.
        #[allow(clippy::cast_precision_loss)]
        let number = count as f64;
        let (one, many) = unit(what);
        // Of a block it is known in what they are.
        let in_block = |unit: &str| match self.section {
            Some(_) => unit.to_owned(),
            None => unit.split(" in a ").next().unwrap_or(unit).to_owned(),
        };
        let (one, many) = (in_block(&one), in_block(&many));
        let noun = if count == 1 { &one } else { &many };
        let name = &self.name;
        if let Some(min) = bounds.min.filter(|min| number < *min) {
            return Some(if count == 0 && min <= 1.0 {
                format!("{name} has no {one}")
            } else {
                format!("{name} has {count} {noun}, at least {min} are expected")
            });
        }
        let max = bounds.max.filter(|max| number > *max)?;
        Some(format!(
            "{name} has {count} {noun}, at most {max} are expected"
        ))
    }

    fn count(&self, what: &What) -> usize {
        let page = self.page;
        let kinds = |is: &dyn Fn(&Node) -> bool| {
            page.within(self.span).filter(|(_, node)| is(node)).count()
        };
        match what {
            What::Tables => kinds(&|node| node.kind == Kind::Table),
            What::Rows => {
                let tables = page
                    .within(self.span)
                    .filter(|(_, node)| node.kind == Kind::Table);
                tables
                    .map(|(table, _)| self.filled_rows(table))
                    .max()
                    .unwrap_or(0)
            }
            What::Items => {
                let lists = page
                    .within(self.span)
                    .filter(|(_, node)| matches!(node.kind, Kind::List { .. }));
                lists
                    .map(|(list, _)| page.children(list).count())
                    .max()
                    .unwrap_or(0)
            }
            What::Tasks => kinds(&|node| matches!(node.kind, Kind::Item { task: Some(_) })),
            What::Code => kinds(&|node| node.kind.is_code()),
            What::Diagrams => {
                kinds(&|node| node.kind.is_diagram() || matches!(node.kind, Kind::Image { .. }))
            }
            What::Boxes(kind) => {
                let (callouts, blocks) = (&page.callouts, page.blocks());
                let from = |start: usize| callouts.partition_point(|it| it.span.start < start);
                let callouts = callouts[from(self.span.start)..].iter();
                let callouts = callouts.take_while(|it| self.span.contains(it.span.start));
                let from = |start: usize| blocks.partition_point(|it| it.header.start < start);
                let blocks = blocks[from(self.span.start)..].iter();
                let blocks = blocks.take_while(|it| self.span.contains(it.header.start));
                let blocks = blocks.filter(|it| it.marker.is_box());
                let first = |span: Span<Text>| page[page.first_line(span)].to_lowercase();
                let all = callouts
                    .map(|it| first(it.span))
                    .chain(blocks.map(|it| first(it.header)));
                all.filter(|line| line.contains(kind.as_str())).count()
            }
            What::Links => kinds(&|node| matches!(node.kind, Kind::Link { .. })),
            What::LinksTo(target) => kinds(&|node| match &node.kind {
                Kind::Link { dest } => (self.leads_to)(dest, *target),
                _ => false,
            }),
            What::Figures => usize::from(page.has_figure(page.indices(self.span))),
            What::Bold => kinds(&|node| node.kind == Kind::Strong),
            What::Words => page.prose(page.indices(self.span)).unicode_words().count(),
            What::Lines => page.lines.count(),
        }
    }

    fn filled_rows(&self, table: usize) -> usize {
        let page = self.page;
        let rows = page
            .children(table)
            .filter(|(_, row)| row.kind == Kind::TableRow);
        let filled = rows.filter(|(row, _)| {
            let mut cells = page.children(*row);
            cells.any(|(_, cell)| !page.text_of(cell).trim().is_empty())
        });
        filled.count()
    }

    /// The items of the lists in a part, each without those below it.
    fn items(&self, span: Span<Text>) -> Vec<(Span<Text>, String)> {
        let page = self.page;
        let mut found = Vec::new();
        let mut skipped = 0;
        for (list, node) in page.within(span) {
            if list < skipped || !matches!(node.kind, Kind::List { .. }) {
                continue;
            }
            skipped = node.end;
            for (item, node) in page.children(list) {
                let text = page.prose(item + 1..page.before_lists(item));
                let line = text.trim().lines().next().unwrap_or("").trim().to_owned();
                found.push((page.first_line(node.span), straight(&line)));
            }
        }
        found
    }

    fn first_paragraph(&self, regex: &regex::Regex, groups: &[(String, String)]) -> Option<String> {
        let page = self.page;
        let name = &self.name;
        let first = page.node_at(self.span.start);
        let own = &page
            .paragraphs_from(first)
            .next()
            .filter(|it| self.span.contains(it.span.start))?;
        let mut text = String::new();
        for (index, piece) in page.pieces(own) {
            match page.nodes[index].kind {
                Kind::Break => text.push(' '),
                _ => text.push_str(piece),
            }
        }
        let text = straight(&text);
        let Some(found) = regex.captures(&text) else {
            return Some(format!(
                "{name} does not begin as the template has it: `{}`",
                short(&text)
            ));
        };
        groups.iter().find_map(|(group, target)| {
            let said = found.name(group)?.as_str();
            let known = self.fit.names(target, || self.known(target));
            let known = known.as_ref().as_ref()?;
            (!known.has_like(&normalise(said)))
                .then(|| format!("`{}` is none of what stands under `{target}`", short(said)))
        })
    }

    /// The items of a section, or the value of a field; `None` where there are none.
    fn known(&self, target: &str) -> Option<Names> {
        let mut names: Vec<String> = Vec::new();
        if let Some(at) = self.fit.template.section(target) {
            let heading = self.fit.heading(at).map(|at| &self.page.headings[at]);
            let items = heading.map_or_else(Vec::new, |it| self.items(self.page.section_body(it)));
            names.extend(items.iter().map(|(_, text)| normalise(text)));
        } else if let Some(value) = self.page.frontmatter.get(target) {
            let texts = crate::page::frontmatter::texts(value);
            names.extend(texts.into_iter().map(normalise));
        }
        (!names.is_empty()).then(|| Names::new(names.into_iter()))
    }
}

/// What is counted, one and several.
pub(super) fn unit(what: &What) -> (Cow<'static, str>, Cow<'static, str>) {
    let (one, many) = match what {
        What::Tables => ("table", "tables"),
        What::Rows => ("filled row in a table", "filled rows in a table"),
        What::Items => ("item in a list", "items in a list"),
        What::Tasks => ("task", "tasks"),
        What::Code => ("code block", "code blocks"),
        What::Diagrams => ("diagram", "diagrams"),
        What::Boxes(kind) if !kind.is_empty() => {
            return (
                format!("`{kind}` box").into(),
                format!("`{kind}` boxes").into(),
            );
        }
        What::Boxes(_) => ("box", "boxes"),
        What::Links => ("link", "links"),
        What::LinksTo(Target::Page) => ("link to another page", "links to other pages"),
        What::LinksTo(Target::Law) => ("link to a law", "links to laws"),
        What::LinksTo(Target::Pillar) => ("link to a pillar", "links to pillars"),
        What::Figures => ("figure", "figures"),
        What::Bold => ("bold text", "bold texts"),
        What::Words => ("word", "words"),
        What::Lines => ("line", "lines"),
    };
    (one.into(), many.into())
}

/// A text with quotes as they are typed: the parser may have made curly ones of them.
fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// A text on one line, a long one cut.
fn short(text: &str) -> String {
    const MAX: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX {
        return line;
    }
    let start: String = line.chars().take(MAX - 1).collect();
    format!("{}…", start.trim_end())
}
