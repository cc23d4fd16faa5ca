use crate::diagnostic::LintLevel;
use crate::page::{Kind, Page};
use crate::pattern::fields::meant;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Rows;
use crate::template::fields::{RELATED_LAWS, RELATED_PILLARS};
use crate::template::placeholders::{
    COLUMN_PLACEHOLDER, COMPANY_PLACEHOLDER, DATE_PLACEHOLDER, DIAGRAM_PLACEHOLDERS,
    MINUTES_PLACEHOLDER, NUMBERED_COMPANY, OPTIONS_PLACEHOLDER, is_link_placeholder, is_numbered,
};
use crate::text::html;
use crate::text::maps::HashSet;
use crate::text::search::{self, AnyOf};
use crate::text::span::{Span, Spans, Text};
use crate::text::suggest::and_list;
use memchr::memmem::Finder;
use std::cell::LazyCell;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

pub static RULE: Rule = Rule {
    name: "placeholder",
    summary: "a placeholder of the template, such as `[Pattern Name]`, `YYYY-MM` or `Company X`, is not filled in",
    level: LintLevel::Deny,
    scope: Scope::Documents,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("placeholder.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::leftovers::placeholder(fit, page, cx);
    }
    let mut places = lines(page, cx);
    in_frontmatter(page, cx.pattern.rows, &mut places);
    in_body(page, cx.pattern.rows, &mut places);
    in_nodes(page, cx, &mut places);
    places.sort_by_key(|place| (place.span.start, Reverse(place.span.end)));
    let mut end = 0;
    places.retain(|place| {
        let apart = place.span.start >= end;
        end = end.max(place.span.end);
        apart
    });
    for group in places.chunk_by(|a, b| a.group == b.group) {
        report(group, page, cx);
    }
    own::leftovers::other_placeholders(page, cx);
}

/// An unfilled place.
struct Unfilled {
    span: Span<Text>,
    help: &'static str,
    /// The line, or the first line of the diagram or of the run of lines: these are reported together.
    group: usize,
}

/// The lines that are placeholders and nothing else, those with nothing between them together.
fn lines(page: &Page<'_>, cx: &Context<'_>) -> Vec<Unfilled> {
    let mut places: Vec<Unfilled> = Vec::new();
    for span in cx.pattern.placeholder_lines() {
        let last = places.last().map(|last| (last.span.end, last.group));
        let run = last.filter(|(end, _)| {
            let between = Span::new(*end..span.start);
            // An empty skeleton is one thing to say, however many headings it has.
            let mut skipped = 0;
            let mut nodes = page.within(between);
            !nodes.any(|(index, node)| match node.kind {
                Kind::Heading { .. } => {
                    skipped = node.end;
                    false
                }
                Kind::Text | Kind::Code { .. } | Kind::Image { .. } => index >= skipped,
                _ => false,
            })
        });
        places.push(Unfilled {
            span: *span,
            help: FILL,
            group: run.map_or_else(|| page.lines.line(span.start), |(_, group)| group),
        });
    }
    places
}

const FILL: &str = "write the page's own words instead, or delete the line";
const FILL_FIELD: &str = "write the page's own value instead";
const CHOOSE: &str = "choose one of them";
const DATE: &str =
    "write the year and month in which the pattern was introduced, such as `2007-03`";
const IDS: &str = "name all ids";
const COMPANY: &str = "name the company, or say what kind of company it was";
const OPTIONS: &str = "name the options";
const COLUMN: &str = "name the alternative, or delete the column";
const LINK: &str = "link to a page of this book, or delete the entry";
const DRAW: &str = "draw this page's own diagram, or delete the block";

const MAX_LABELS: usize = 12;

fn report(group: &[Unfilled], page: &Page<'_>, cx: &mut Context<'_>) {
    let [first, rest @ ..] = group else { return };
    let mut seen = HashSet::default();
    let names = group.iter().map(|place| shown(&page[place.span]));
    let names: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
    let of_template =
        |place: &Unfilled| place.help != FILL || is_of_template(&page[place.span], cx.pattern.rows);
    let whose = if group.iter().all(of_template) {
        " of the template"
    } else {
        ""
    };
    let message = match names.as_slice() {
        [one] => format!("`{one}` is a placeholder{whose}"),
        [_, _] | [_, _, _] => format!("{} are placeholders{whose}", and_list(&names)),
        [one, more @ ..] => format!("`{one}` and {} more are placeholders{whose}", more.len()),
        [] => return,
    };
    let diagnostic = cx.report(first.span, message);
    diagnostic.parts(&names);
    // A line full of brackets need not be underlined to its end.
    for place in rest.iter().take(MAX_LABELS) {
        diagnostic.also(place.span, "");
    }
    for place in group {
        if !diagnostic.help.iter().any(|help| help == place.help) {
            diagnostic.help(place.help);
        }
    }
}

/// A placeholder on one line, a long one cut.
fn shown(text: &str) -> String {
    const MAX: usize = 48;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX {
        return line;
    }
    let start: String = line.chars().take(MAX - 2).collect();
    let end = if line.ends_with(']') { "]" } else { "" };
    format!("{}…{end}", start.trim_end())
}

/// Looks at the raw lines, since the template's own frontmatter is no YAML.
fn in_frontmatter(page: &Page<'_>, rows: &Rows, places: &mut Vec<Unfilled>) {
    let yaml = &page[page.frontmatter.yaml];
    let phrases = [(&*MINUTES, FILL_FIELD), (&*COMPANIES, COMPANY)];
    let stands = |phrase: &Finder<'_>| phrase.find(yaml.as_bytes()).is_some();
    let phrases = phrases.map(|(phrase, help)| stands(phrase).then_some((phrase, help)));
    let mut field = None;
    let mut start = page.frontmatter.yaml.start;
    for line in yaml.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = without_comment(line);
        if line.trim().is_empty() {
            continue;
        }
        let is_key = line.starts_with(|c: char| c.is_alphabetic());
        let (key, value) = match line.split_once(':') {
            Some((key, value)) => (key, value),
            None => ("", line),
        };
        if is_key {
            field = meant(key.trim(), rows).and_then(|row| row.known);
        }
        let group = page.lines.line(at);
        let mut add = |span: Range<usize>, help| {
            places.push(Unfilled {
                span: Span::new(at + span.start..at + span.end),
                help,
                group,
            });
        };
        for span in brackets(line) {
            if rows.in_frontmatter.has(&line[span.start + 1..span.end - 1]) {
                add(span, FILL_FIELD);
            }
        }
        for (phrase, help) in phrases.into_iter().flatten() {
            for span in words(line, phrase) {
                add(span, help);
            }
        }
        let value = value.trim().trim_matches(['"', '\'']);
        let value_at = subslice(line, value);
        if value == DATE_PLACEHOLDER {
            add(value_at.clone(), DATE);
        }
        if value.contains('|') {
            let choices: Vec<&str> = value.split('|').map(str::trim).collect();
            if rows.is_alternation(&choices) {
                add(value_at, CHOOSE);
            }
        }
        if [Some(&RELATED_LAWS), Some(&RELATED_PILLARS)].contains(&field) {
            let ids = line
                .split([',', '[', ']', '"', '\''])
                .map(|id| id.trim_start_matches([' ', '-']));
            for id in ids
                .map(str::trim)
                .filter(|id| matches!(*id, "etc." | "etc" | "..." | "…"))
            {
                add(subslice(line, id), IDS);
            }
        }
    }
}

/// A line of YAML without its comment.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    let mut quoted = false;
    let mut looked = 0;
    let comment = line.match_indices(" #").find(|(at, _)| {
        quoted ^= line[looked..*at].matches('"').count() % 2 == 1;
        looked = *at;
        !quoted
    });
    &line[..comment.map_or(line.len(), |(at, _)| at)]
}

/// The bytes that `part`, a slice of `whole`, takes in it.
fn subslice(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

/// Everything in brackets that holds no brackets itself and is neither an index,
/// the second half of a reference nor escaped.
fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(move |open| {
        let len = memchr::memchr2(b'[', b']', &text.as_bytes()[open + 1..])?;
        let close = open + 1 + len;
        let before = text[..open].chars().next_back();
        let bound = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ']' | '\\'));
        (text[close..].starts_with(']') && !bound).then_some(open..close + 1)
    })
}

/// Where a phrase stands as words of its own.
fn words<'t>(text: &'t str, phrase: &'t Finder<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    let found = phrase.find_iter(text.as_bytes());
    let found = found.map(|at| at..at + phrase.needle().len());
    found.filter(|span| is_alone(text, span))
}

/// Whether no word goes on before or behind a part of a text.
fn is_alone(text: &str, span: &Range<usize>) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !joined(text[..span.start].chars().next_back()) && !joined(text[span.end..].chars().next())
}

/// Made once: each line and each diagram is asked for them.
static MINUTES: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(MINUTES_PLACEHOLDER));
static COMPANIES: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(COMPANY_PLACEHOLDER));
static OF_DIAGRAMS: LazyLock<AnyOf> =
    LazyLock::new(|| AnyOf::new(DIAGRAM_PLACEHOLDERS.iter().copied()));

/// Looks at the text as it is written: HTML, titles of admonitions and link
/// definitions are no text to the parser, which then says what is not to be looked at.
fn in_body(page: &Page<'_>, rows: &Rows, places: &mut Vec<Unfilled>) {
    let start = page.frontmatter.span.end;
    let body: Span<Text> = Span::new(start..page.text.len());
    let text = &page[body];
    let hidden = LazyCell::new(|| hidden(page));
    let mut add = |span: Span<Text>, help| {
        let group = page.lines.line(span.start);
        places.push(Unfilled { span, help, group });
    };
    for span in brackets(text) {
        let span = body.part(span);
        let inner = &page[span.part(1..span.len() - 1)];
        if rows.is_placeholder(inner) && !hidden.contain(span.start) && !is_link(page, span, rows) {
            add(span, FILL);
        }
    }
    for span in words(text, &COMPANIES) {
        if !hidden.contain(start + span.start) {
            add(body.part(span), COMPANY);
        }
    }
}

/// Whether a placeholder is one that the template has.
fn is_of_template(text: &str, rows: &Rows) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '*' | '_') || c.is_whitespace());
    in_brackets(inner).is_some_and(|inner| rows.is_placeholder(inner))
}

/// Code, comments, tags and template instructions.
fn hidden(page: &Page<'_>) -> Spans<Text> {
    let mut spans: Vec<Span<Text>> = page.instructions.spans.clone();
    spans.extend(page.comments.iter().map(|comment| comment.span));
    for node in &page.nodes {
        match node.kind {
            Kind::Code { .. } | Kind::InlineCode | Kind::InlineHtml => {
                spans.push(node.span);
            }
            Kind::Html => {
                for item in page.html_items(node) {
                    if let html::Item::Open { span, .. } = item {
                        spans.push(node.span.part(span));
                    }
                }
            }
            _ => {}
        }
    }
    spans.into_iter().collect()
}

/// Whether brackets belong to a link, or define where links lead. The template's
/// `[Metric 1]: [Improvement]` is such a definition to Markdown, and turns every
/// other `[Metric 1]` into a link; both remain placeholders.
fn is_link(page: &Page<'_>, span: Span<Text>, rows: &Rows) -> bool {
    let rest = &page.text[span.end..];
    let mut at = page.node_at(span.start + 2).checked_sub(1);
    let innermost = at.map(|index| &page.nodes[index]);
    let is_text = innermost.is_some_and(|node| {
        matches!(node.kind, Kind::Text | Kind::Html) && node.span.end > span.start + 1
    });
    while let Some(index) = at {
        let node = &page.nodes[index];
        if let (Kind::Link { dest } | Kind::Image { dest, .. }, true) =
            (&node.kind, node.span.end > span.start)
        {
            return !in_brackets(dest).is_some_and(|inner| rows.is_placeholder(inner));
        }
        // No link holds a block, and blocks may stand very deep.
        at = node.parent.filter(|_| is_inline(&node.kind));
    }
    if let Some(definition) = rest.strip_prefix(':').filter(|_| !is_text) {
        let dest = definition.lines().next().unwrap_or("").trim();
        return !in_brackets(dest).is_some_and(|inner| rows.is_placeholder(inner));
    }
    // A link inside a block of HTML is text to the parser.
    match rest.strip_prefix('(').and_then(up_to_bracket) {
        Some(dest) => !is_link_placeholder(&page[span.part(1..span.len() - 1)], dest),
        None => false,
    }
}

fn is_inline(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Link { .. }
            | Kind::Image { .. }
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Text
            | Kind::InlineCode
            | Kind::InlineHtml
            | Kind::Break
            | Kind::Other
    )
}

/// What stands before the first closing bracket, if that is near enough to be a link's.
fn up_to_bracket(text: &str) -> Option<&str> {
    const LONGEST: usize = 2000;
    let start = &text.as_bytes()[..text.len().min(LONGEST)];
    memchr::memchr(b')', start).map(|end| &text[..end])
}

fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix('[')?.strip_suffix(']')
}

/// Looks at what only the parser can tell: links, cells, diagrams, banners.
fn in_nodes(page: &Page<'_>, cx: &Context<'_>, places: &mut Vec<Unfilled>) {
    let mut add = |span: Span<Text>, help| {
        let group = page.lines.line(span.start);
        places.push(Unfilled { span, help, group });
    };
    // A tag is written in several forms, and all of them begin alike.
    let options = OPTIONS_PLACEHOLDER.split('>').next();
    let has_options = options.is_some_and(|it| search::holds(page.text, it));
    for node in &page.nodes {
        match &node.kind {
            Kind::Link { dest } if is_link_placeholder(page.text_of(node), dest) => {
                add(node.span, LINK);
            }
            Kind::TableCell => {
                let source = &page[node.span];
                let in_head = node
                    .parent
                    .is_some_and(|parent| page.nodes[parent].kind == Kind::TableHead);
                if !(in_head || has_options) {
                    continue;
                }
                let cell = source.trim().trim_matches('|').trim();
                let at = subslice(source, cell);
                let span = node.span.part(at);
                if cell.starts_with("Option")
                    && cell.replace("<br/>", "<br>").replace("<br />", "<br>")
                        == OPTIONS_PLACEHOLDER
                {
                    add(span, OPTIONS);
                } else if in_head && is_numbered(cell, COLUMN_PLACEHOLDER) {
                    add(span, COLUMN);
                }
            }
            _ => {}
        }
    }
    for banner in &cx.pattern.banners {
        for line in page.lines.touched(banner.body.range()) {
            let span = page.line_text(line);
            let text = page[span].trim_start_matches(['-', '*', '+', ' ']);
            if let Some((name, _)) = text.split_once(':')
                && is_numbered(name, NUMBERED_COMPANY)
            {
                let start = span.end - text.len();
                add(Span::new(start..start + name.len()), COMPANY);
            }
        }
    }
    for (diagram, _) in cx.pattern.drawings() {
        let source = &page[diagram.span];
        let start = diagram.span.start;
        let found = OF_DIAGRAMS.places(source);
        let found = found.map(|(at, phrase)| at..at + phrase.len());
        let alone = found.filter(|span| is_alone(source, span));
        places.extend(alone.map(|span| Unfilled {
            span: Span::new(start + span.start..start + span.end),
            help: DRAW,
            group: page.lines.line(start),
        }));
    }
}
