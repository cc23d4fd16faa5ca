use crate::diagnostic::{Fix, LintLevel};
use crate::material::definition_colons;
use crate::material::markup::is_escaped;
use crate::material::quote_callouts::QuoteCallout;
use crate::material::{MAX_NESTING, Unread};
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::text::edit::Edit;
use crate::text::indent::{leading_columns, prefix};
use crate::text::span::{Span, Spans, Text};
use memchr::memmem;
use std::cell::LazyCell;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "syntax-unsupported",
    summary: "a construct of MkDocs and its plugins that is shown as it is written",
    level: LintLevel::Warn,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::Sometimes,
    since: "0.1.0",
    docs: include_str!("syntax_unsupported.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    too_deep(page, cx);
    callouts(page, cx);
    references(page, cx);
    let has_colons = memmem::find(page.text.as_bytes(), b":::").is_some();
    let beginnings = beginnings(page.text);
    let may_begin = |span: Span<Text>| {
        let behind = beginnings.partition_point(|at| *at < span.start);
        beginnings.get(behind).is_some_and(|at| *at < span.end)
    };
    let nodes = page.nodes.iter();
    let mut texts = nodes.filter(|node| matches!(node.kind, Kind::Text));
    if !has_colons && !texts.any(|node| may_begin(node.span)) {
        return;
    }
    let is_material = page.is_material();
    let is_link = |index: usize| {
        let mut parent = page.nodes[index].parent;
        while let Some(index) = parent {
            if matches!(
                page.nodes[index].kind,
                Kind::Link { .. } | Kind::Code { .. }
            ) {
                return true;
            }
            parent = page.nodes[index].parent;
        }
        false
    };
    let formulas = page.formulas().iter();
    let formulas: Spans<Text> = formulas.map(|it| page.source_range(it.span)).collect();
    let read: LazyCell<Spans<Text>, _> = LazyCell::new(|| {
        let changes = page.markup.changes.iter();
        changes.map(|it| page.source_range(it.span)).collect()
    });
    for run in runs(page, is_link) {
        if is_material && may_begin(run) {
            critic(page, run, &read, cx);
        }
        let mut start = run.start;
        let mut found = Vec::new();
        if may_begin(run) {
            found = constructs(&page[run], is_material);
        }
        // mdBook takes the first colon for the beginning of a definition.
        if has_colons && prefix(page.text, start).is_some() {
            let line = page.line_text(page.lines.line(start));
            let bare = page[line].trim_start_matches([' ', '\t', '>']);
            if let Some(container) = container(bare) {
                start = line.end - bare.len();
                found = vec![container];
            }
        }
        for found in found {
            let span = Span::new(start + found.at.start..start + found.at.end);
            // TeX has such signs as well, and a fix would take a formula apart.
            if formulas.share_with(span) {
                continue;
            }
            let message = format!("{} is shown as it is written", found.what);
            let diagnostic = cx.report(span, message).help(found.help);
            if !found.edits.is_empty() {
                let shifted = found.edits.into_iter().map(|edit| {
                    let (from, to) = (start + edit.span.start, start + edit.span.end);
                    Edit::replace(Span::new(from..to), edit.text)
                });
                diagnostic.fix(Fix::safe(shifted.collect()));
            }
        }
    }
}

/// Marks of Critic's that do not end in their paragraph; what is `read` means something already.
fn critic(page: &Page<'_>, run: Span<Text>, read: &Spans<Text>, cx: &mut Context<'_>) {
    let text = &page[run];
    let is_text = |at: usize| !is_escaped(page.text, at) && !read.contain(at);
    for (at, mark) in text.match_indices("{>>") {
        let at = run.start + at;
        if is_text(at) {
            let message = "the remark over several paragraphs is shown as it is written";
            cx.report(Span::new(at..at + mark.len()), message)
                .label("readers see all of it")
                .help("end it with `<<}` in the same paragraph, or write `<!-- … -->`");
        }
    }
    let mark = text.trim();
    let at = run.start + text.len() - text.trim_start().len();
    if ["{++", "{--", "{==", "{~~"].contains(&mark) && is_text(at) {
        let message = "the mark around paragraphs is shown as it is written";
        cx.report(Span::new(at..at + mark.len()), message)
            .help("write it around the text of each paragraph");
    }
}

/// Quotes that are callouts to Obsidian and `pymdownx.quotes`, and no alerts to mdBook.
fn callouts(page: &Page<'_>, cx: &mut Context<'_>) {
    if memmem::find(page.text.as_bytes(), b"[!").is_none() {
        return;
    }
    for (index, node) in page.nodes.iter().enumerate() {
        if node.kind != Kind::Quote {
            continue;
        }
        // Only what a quote itself begins with: those inside are asked in their turn.
        let Some([around, first]) = page.nodes.get(index + 1..index + 3) else {
            continue;
        };
        if around.kind != Kind::Paragraph || first.kind != Kind::Text {
            continue;
        }
        let line = page.line_text(page.lines.line(first.span.start));
        let header = Span::new(first.span.start..line.end.max(first.span.start));
        // Of an alert, mdBook takes this line away.
        let begins = page.text[line.start..header.start].trim_matches(['>', ' ', '\t']);
        let Some(callout) = QuoteCallout::of(&page[header]).filter(|_| begins.is_empty()) else {
            continue;
        };
        let edits = boxed(page, node.span, &callout, header);
        let is_known = cx.config.kinds.knows(callout.kind);
        let written = callout.header();
        let message = "the callout is shown as it is written";
        let diagnostic = cx.report(header, message).help(format!(
            "write `{written}`, and indent what stands in it by four spaces instead of quoting it"
        ));
        if let Some(edits) = edits.filter(|_| is_known) {
            diagnostic.fix(Fix::safe(edits));
        }
    }
}

/// What makes a box of a quote whose lines all begin with its marker.
fn boxed(
    page: &Page<'_>,
    quote: Span<Text>,
    callout: &QuoteCallout<'_>,
    header: Span<Text>,
) -> Option<Vec<Edit<Text>>> {
    let lines = page.lines.touched(quote.range());
    let start = page.lines.span(lines.start).start;
    let around = &page.text[start..quote.start];
    // Any other white space would be a line of its own to Markdown, and not an indent.
    if !around.bytes().all(|b| matches!(b, b' ' | b'\t')) || callout.title.contains('"') {
        return None;
    }
    // What is indented below a blank line is code, and the box would take it in.
    let end = page.lines.span(lines.end - 1).end;
    let mut below = page.text[end..].lines();
    let below = below.find(|line| !line.trim().is_empty()).unwrap_or("");
    if leading_columns(below) >= leading_columns(around) + 4 {
        return None;
    }
    let mut edits = vec![Edit::replace(
        Span::new(quote.start..header.end),
        callout.header(),
    )];
    for line in lines.skip(1) {
        let span = page.lines.span(line);
        let text = &page.text[span.clone()];
        let body = text.trim_start().strip_prefix('>')?;
        let body = body.strip_prefix(' ').unwrap_or(body);
        let indent = if body.trim().is_empty() {
            String::new()
        } else {
            format!("{around}    ")
        };
        let marker = Span::new(span.start..span.start + text.len() - body.len());
        edits.push(Edit::replace(marker, indent));
    }
    Some(edits)
}

/// Where one of the [`constructs`] may begin, in order: few pieces of text have such signs.
fn beginnings(text: &str) -> Vec<usize> {
    let text = text.as_bytes();
    let begins = |at: &usize| {
        let next = text.get(at + 1);
        let is_critic = |sign| matches!(sign, b'+' | b'-' | b'~' | b'>');
        matches!(next, Some(b'{' | b'%' | b'=' | b'['))
            || next.is_some_and(|next| is_critic(*next)) && text.get(at + 2) == next
    };
    let brackets = memchr::memchr2_iter(b'{', b'[', text).filter(begins);
    let addresses = memmem::find_iter(text, "://");
    let mut found: Vec<usize> = brackets.chain(addresses).collect();
    found.sort_unstable();
    found
}

/// Running text of one line that no markup interrupts: typographic quotes are nodes of their own.
fn runs(page: &Page<'_>, skip: impl Fn(usize) -> bool) -> Vec<Span<Text>> {
    let mut runs: Vec<Span<Text>> = Vec::new();
    let mut parent = None;
    for (index, node) in page.nodes.iter().enumerate() {
        if !matches!(node.kind, Kind::Text) || skip(index) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == node.span.start && parent == node.parent => {
                run.end = node.span.end;
            }
            _ => runs.push(node.span),
        }
        parent = node.parent;
    }
    runs
}

fn too_deep(page: &Page<'_>, cx: &mut Context<'_>) {
    // One is enough: what stands still deeper is not looked at.
    let shown = page.too_deep().iter().copied();
    let first = shown.filter(|at| !page.in_instructions(*at)).min();
    if let Some(at) = first {
        let line = page.line_text(page.lines.line(at));
        let message =
            format!("more than {MAX_NESTING} boxes and elements stand inside one another");
        cx.report(Span::new(at..line.end.max(at)), message)
            .label("not all of this is read as Markdown")
            .help("move it, and what stands in it, out of some of those around it");
    }
    for (header, why) in page.unread() {
        if !page.in_instructions(header.start) {
            unread(page, *header, why, cx);
        }
    }
}

/// References that `autorefs` looks up in vain.
fn references(page: &Page<'_>, cx: &mut Context<'_>) {
    for (span, id) in page.unresolved() {
        if page.in_instructions(span.start) {
            continue;
        }
        let message = format!("this reference leads nowhere: no page has the id `{id}`");
        cx.report(*span, message)
            .label("no link")
            .help("write a link, `[text](page.md#heading)`, or the words alone");
    }
}

/// A header between slashes that begins no block.
fn unread(page: &Page<'_>, header: Span<Text>, why: &Unread, cx: &mut Context<'_>) {
    let text = &page[header];
    let slashes = &text[..text.len() - text.trim_start_matches('/').len()];
    let (message, help) = match why {
        Unread::Unclosed => (
            "this `///` block is not closed".to_owned(),
            format!("write `{slashes}` on a line of its own where it ends"),
        ),
        Unread::Unknown(name) => (
            format!("a `///` block `{name}` is not supported"),
            "supported are kinds of boxes, `details`, `tab`, `caption` and `html`".to_owned(),
        ),
        Unread::Invalid(what) => (
            format!("this `///` block cannot be read: {what}"),
            "write options as `    key: value` directly below the header".to_owned(),
        ),
        Unread::Torn => (
            "this `///` block ends elsewhere than it begins".to_owned(),
            "indent its last line as its first one".to_owned(),
        ),
    };
    cx.report(header, message)
        .label("shows as it is written")
        .help(help);
}

/// A construct in running text.
struct Construct {
    at: Range<usize>,
    what: &'static str,
    help: String,
    /// What makes it work, where that is certain; in bytes of the run.
    edits: Vec<Edit>,
}

impl Construct {
    fn new(at: Range<usize>, what: &'static str, help: impl Into<String>) -> Construct {
        Construct {
            at,
            what,
            help: help.into(),
            edits: Vec::new(),
        }
    }
}

/// The constructs in a run of text of one line, in order. What plain books have, too, counts on pages for Material only.
fn constructs(text: &str, is_material: bool) -> Vec<Construct> {
    let mut found = Vec::new();
    found.extend(enclosed(text, "{%", "%}").filter_map(|at| {
        let is_word = text[at.start + 2..].trim_start_matches(['-', ' ']).starts_with(char::is_alphabetic);
        let help = "no macros are run: write what it would become, or include a file with `{{#include file.md}}`";
        is_word.then(|| Construct::new(at, "the macro", help))
    }));
    found.extend(enclosed(text, "{{", "}}").filter_map(|at| {
        let inside = text[at.start + 2..at.end - 2].trim_matches(['-', ' ']);
        let is_name = inside.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !text[..at.start].ends_with(['\\', '$']);
        let help = "no variables are filled in: write its value";
        is_name.then(|| Construct::new(at, "the variable", help))
    }));
    found.extend(enclosed(text, "[=", "]").filter_map(|at| {
        let (share, label) = share(text[at.start + 2..at.end - 1].trim())?;
        let bar = format!("<progress value=\"{share}\" max=\"100\">{share}%</progress>");
        // A label of other words, or an attribute list, would be lost.
        let says_no_more = label.is_empty() || label.trim_end_matches('%') == share;
        let is_plain = says_no_more && !text[at.end..].starts_with('{');
        Some(Construct {
            edits: is_plain
                .then(|| Edit::replace(at.clone(), bar.as_str()))
                .into_iter()
                .collect(),
            ..Construct::new(at, "the progress bar", format!("write `{bar}`"))
        })
    }));
    if is_material {
        found.extend(enclosed(text, "[[", "]]").map(|at| {
            let name = text[at.start + 2..at.end - 2].trim();
            let name = name.split('|').next_back().unwrap_or(name);
            let help = format!("write a link: `[{name}](page.md)`");
            Construct::new(at, "the wiki link", help)
        }));
        found.extend(addresses(text).map(|at| Construct {
            edits: vec![Edit::insert(at.start, "<"), Edit::insert(at.end, ">")],
            ..Construct::new(
                at,
                "the address",
                "write `<` and `>` around it to make it a link",
            )
        }));
    }
    found.sort_by_key(|found| found.at.start);
    found
}

/// `::: name`, which begins a container of another tool, or names a piece of a program to document.
fn container(text: &str) -> Option<Construct> {
    let rest = text.trim_start_matches(':');
    let colons = text.len() - rest.len();
    let name = rest.trim_start_matches([' ', '{']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let name = &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())];
    if colons < 3 || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let at = 0..text.trim_end().len();
    Some(if definition_colons::is_piece(name) {
        let help = format!(
            "nothing is generated here: write what is to be said of `{name}`, or link to it"
        );
        Construct::new(at, "the reference to a piece of a program", help)
    } else {
        let help = format!("write `!!! {name}`, and indent what stands in it by four spaces");
        Construct::new(at, "the container", help)
    })
}

/// A share in percent, as `85%`, `85.5%` or `17/20`, and the words behind it.
fn share(text: &str) -> Option<(String, &str)> {
    let number = text.split([' ', '"', '\'']).next()?;
    let label = text[number.len()..].trim().trim_matches(['"', '\'']);
    if let Some((part, whole)) = number.split_once('/') {
        let (part, whole): (f64, f64) = (part.parse().ok()?, whole.parse().ok()?);
        let share = 100.0 * part / whole;
        return share.is_finite().then(|| (format!("{share:.0}"), label));
    }
    let share = number.strip_suffix('%')?;
    share.parse::<f64>().ok().map(|_| (share.to_owned(), label))
}

/// What begins and ends so.
fn enclosed<'t>(
    text: &'t str,
    open: &'static str,
    close: &'static str,
) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(open)?;
        let inside = start + open.len();
        from = inside + text[inside..].find(close)? + close.len();
        Some(start..from)
    })
}

/// Addresses of the web that stand bare in text.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices("://").filter_map(|(at, _)| {
        let scheme = ["https", "http"]
            .into_iter()
            .find(|scheme| text[..at].ends_with(scheme))?;
        let start = at - scheme.len();
        let stands_alone = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/');
        let ends = |c: char| {
            let is_blank = c.is_whitespace() || c.is_ascii_control();
            is_blank || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\')
        };
        let address = &text[start..];
        let address = &address[..address.find(ends).unwrap_or(address.len())];
        let mut address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        if !address.contains('(') {
            address = address.trim_end_matches(')');
        }
        let has_host = address.len() > at + 3 - start;
        (stands_alone && has_host).then(|| start..start + address.len())
    })
}
