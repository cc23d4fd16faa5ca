//! The quick-reference tables, from the frontmatter and from the page's own tables.

use crate::page::frontmatter::texts;
use crate::page::{Kind, Node, Page, yaml};
use crate::pattern::quick_reference::{ID, repeats_card};
use crate::pattern::usage::Usage;
use crate::render::card::{Card, item_markdown};
use crate::render::{RenderContext, Target};
use crate::template::fields::{
    BEST_FOR, CONS, MODERN_EXAMPLES, PRODUCTION_CHECKLIST, PROS, READING_TIME, TRADE_OFFS,
};
use crate::template::sections::QUICK_REFERENCE;
use crate::template::{Field, FieldType, Tier};
use crate::text::edit::Edit;
use crate::text::markdown::{InlineEvents, Table};
use crate::text::span::{Out, Span};
use crate::text::{edit, escape, markdown};
use crate::words::{Word, Words};
use std::fmt::Write as _;

/// Where an author can put the tables.
const MARKER: &str = "{{#quick-reference}}";

/// Puts the tables in their place. A marker never stays, whether there are tables or not.
/// What they repeat of the page has the page's other `edits`.
pub fn edit(page: &Page<'_>, cx: &RenderContext<'_>, edits: &[Edit<Out>]) -> Option<Edit<Out>> {
    let wanted = cx.is_pattern && cx.config.quick_reference && page.frontmatter.is_sound();
    let (place, with_heading) = place(page);
    let tables = if wanted {
        render(page, cx, edits, with_heading)
    } else {
        String::new()
    };
    (!tables.is_empty() || !place.is_empty()).then(|| Edit::replace(place, tables))
}

/// Where the tables go, in the unfolded text: the bytes they replace, and
/// whether a heading is wanted.
fn place(page: &Page<'_>) -> (Span<Out>, bool) {
    let marker = page.nodes.iter().find(|node| {
        node.kind == Kind::Paragraph && node.parent.is_none() && page.text_of(node).trim() == MARKER
    });
    if let Some(node) = marker {
        return (node.out, false);
    }
    let heading = page.headings.iter().find(|heading| {
        QUICK_REFERENCE.is_opened_by(&heading.normal) && page.nodes[heading.node].parent.is_none()
    });
    if let Some(heading) = heading {
        let end = page.nodes[heading.node].out.end;
        (Span::at(end), false)
    } else {
        let end = page.unfolded().len();
        (Span::at(end), true)
    }
}

/// All tables that have data.
pub fn tables(page: &Page<'_>, cx: &RenderContext<'_>, edits: &[Edit<Out>]) -> Vec<Table> {
    let card = cx.card();
    let words = &cx.config.words;
    [
        at_a_glance(card, cx),
        use_when(page, edits, cx),
        trade_offs(cx),
        alternatives(card, words),
        examples(cx),
        checklist(cx),
    ]
    .into_iter()
    .filter(|table| !table.rows.is_empty())
    .collect()
}

/// The tables as the target wants them; empty where there are none.
fn render(
    page: &Page<'_>,
    cx: &RenderContext<'_>,
    edits: &[Edit<Out>],
    with_heading: bool,
) -> String {
    let tables = tables(page, cx, edits);
    if tables.is_empty() {
        return String::new();
    }
    let is_html = matches!(cx.target, Target::Html { .. });
    let mut out = String::from("\n");
    if with_heading {
        let heading = markdown::write(&escape::markdown(cx.config.words.get(Word::QuickReference)));
        // Its id does not depend on the language: pages link to it.
        let id = if is_html {
            format!(" {{#{ID}}}")
        } else {
            String::new()
        };
        let _ = writeln!(out, "## {heading}{id}\n");
    }
    if is_html {
        // Where the author has put the tables, links lead to them all the same.
        let has_id = with_heading || page.ids.contains(ID);
        let id = if has_id {
            String::new()
        } else {
            format!(" id=\"{ID}\"")
        };
        let _ = write!(out, "<div class=\"patterns-quick\"{id}>\n\n");
    }
    for table in tables {
        let caption = table.caption.clone();
        if is_html {
            let _ = writeln!(
                out,
                "<p class=\"patterns-caption\">{}</p>\n",
                escape::html(&caption)
            );
        } else {
            let _ = writeln!(
                out,
                "{}\n",
                markdown::write(&markdown::paragraph(markdown::strong(&caption)))
            );
        }
        out.push_str(markdown::write(&table.events()).trim_end());
        out.push_str("\n\n");
    }
    if is_html {
        out.push_str("</div>\n\n");
    }
    out
}

fn table(words: &Words, caption: Word, header: &[Word], rows: Vec<Vec<InlineEvents>>) -> Table {
    let header = header.iter().map(|word| words.get(*word).to_owned());
    let header = header.collect();
    Table {
        caption: words.get(caption).to_owned(),
        header,
        rows,
    }
}

fn at_a_glance(card: &Card, cx: &RenderContext<'_>) -> Table {
    let words = &cx.config.words;
    let mut rows = Vec::new();
    let mut row =
        |name: Word, value: InlineEvents| rows.push(vec![escape::markdown(words.get(name)), value]);
    let whole = repeats_card(cx.config);
    if let Some(question) = card.question.as_ref().filter(|_| whole) {
        row(Word::Solves, escape::markdown(question));
    }
    let best_for = cx.pattern.fields.lines(&BEST_FOR).join("; ");
    if !best_for.trim().is_empty() {
        row(Word::BestFor, escape::markdown(&best_for));
    }
    if let Some(tier) = card.tier.filter(|_| whole) {
        row(Word::Tier, escape::markdown(words.get(tier.label())));
    }
    // How long the page takes is not what the pattern is.
    let shown = |field: &Field| field.ty == FieldType::Line && *field != READING_TIME;
    for (field, values) in card.facts.iter().filter(|(field, _)| whole && shown(field)) {
        if let (Some(name), Some(value)) = (field.label, values.first()) {
            row(name, item_markdown(value));
        }
    }
    table(words, Word::AtAGlance, &[Word::Aspect, Word::Value], rows)
}

fn trade_offs(cx: &RenderContext<'_>) -> Table {
    let node = cx.pattern.fields.get(&TRADE_OFFS);
    let sides = [&PROS, &CONS].map(|key| {
        let side = node.and_then(|node| node.get(key.name));
        side.map_or_else(Vec::new, texts)
    });
    let rows = (0..sides.iter().map(Vec::len).max().unwrap_or(0)).map(|at| {
        let cells = sides.iter().map(|side| side.get(at));
        let cells = cells.map(|text| text.map_or_else(Vec::new, |text| escape::markdown(text)));
        cells.collect()
    });
    let header = [PROS.label, CONS.label];
    table(&cx.config.words, Word::TradeOffs, &header, rows.collect())
}

fn examples(cx: &RenderContext<'_>) -> Table {
    let items = cx.pattern.fields.get(&MODERN_EXAMPLES);
    let items = items.and_then(yaml::Node::list).unwrap_or_default();
    let keys = MODERN_EXAMPLES.keys();
    let rows = items.iter().filter_map(|item| {
        let texts = keys.iter().map(|key| item.get(key.name)?.text());
        let cells: Vec<_> = texts.map(|text| text.map(escape::markdown)).collect();
        cells
            .iter()
            .any(Option::is_some)
            .then(|| cells.into_iter().map(Option::unwrap_or_default).collect())
    });
    let header: Vec<Word> = keys.iter().map(|key| key.label).collect();
    table(
        &cx.config.words,
        Word::ModernExamples,
        &header,
        rows.collect(),
    )
}

fn checklist(cx: &RenderContext<'_>) -> Table {
    let items = cx.pattern.fields.lines(&PRODUCTION_CHECKLIST);
    let rows = items.iter().enumerate().map(|(index, item)| {
        vec![
            escape::markdown(&(index + 1).to_string()),
            escape::markdown(item),
        ]
    });
    let header = &[Word::Number, Word::ToCheck];
    table(
        &cx.config.words,
        Word::ProductionChecklist,
        header,
        rows.collect(),
    )
}

fn alternatives(card: &Card, words: &Words) -> Table {
    let rows = if card.tier == Some(Tier::Bronze) {
        card.alternatives
            .iter()
            .map(|item| vec![item_markdown(item)])
            .collect()
    } else {
        Vec::new()
    };
    table(words, Word::Alternatives, &[Word::ConsiderInstead], rows)
}

/// One table of both sides, from the first columns of the page's own tables; the
/// Markdown of their cells stays as the author wrote it. Where the second table
/// names alternatives, they get a column.
fn use_when(page: &Page<'_>, edits: &[Edit<Out>], cx: &RenderContext<'_>) -> Table {
    let usage = cx.pattern.usage();
    let first_table =
        |part: Option<usize>| part.and_then(|part| usage.tables(page, part).first().copied());
    let (when, when_not) = (first_table(usage.when), first_table(usage.when_not));
    let first =
        |table: Option<usize>| table.map_or_else(Vec::new, |table| column(page, edits, table, 0));
    let (pros, cons) = (first(when), first(when_not));
    let instead = when_not.and_then(|table| {
        let header = page
            .children(table)
            .find(|(_, node)| node.kind == Kind::TableHead)?
            .0;
        let is_instead = |(_, cell): &(usize, &Node)| {
            let name = page.text_of(cell).trim().to_lowercase();
            name.contains("alternative") || name.contains("instead")
        };
        Some(column(
            page,
            edits,
            table,
            page.children(header).position(|cell| is_instead(&cell))?,
        ))
    });
    let mut header = vec![Word::UseWhen, Word::DontUseWhen];
    header.extend(instead.as_ref().map(|_| Word::Instead));
    let cell = |cells: &[InlineEvents], at: usize| cells.get(at).cloned().unwrap_or_default();
    let rows = (0..pros.len().max(cons.len())).map(|at| {
        let mut row = vec![cell(&pros, at), cell(&cons, at)];
        row.extend(instead.as_ref().map(|cells| cell(cells, at)));
        row
    });
    table(&cx.config.words, Word::WhenToUse, &header, rows.collect())
}

/// The cells of a table's column, as the author's Markdown.
fn column(page: &Page<'_>, edits: &[Edit<Out>], table: usize, at: usize) -> Vec<InlineEvents> {
    let rows = Usage::filled_rows(page, table).into_iter();
    rows.map(|row| match page.children(row).nth(at) {
        // A cell's span can hold the space around it.
        Some((_, cell)) => {
            let cell = edit::apply_within(page.unfolded(), cell.out, edits);
            markdown::verbatim(cell.trim())
        }
        None => Vec::new(),
    })
    .collect()
}
