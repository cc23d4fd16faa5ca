//! `{{#patterns graph}}`: how pages relate, drawn, with a list of the same beside it.

use crate::catalogue::select::Selection;
use crate::config::DiagramMode;
use crate::render::card::items_html;
use crate::render::catalogue::grid::items_markdown;
use crate::render::catalogue::{Part, Scene, pages, values};
use crate::render::diagram;
use crate::template::fields::CATEGORY;
use crate::template::relations::Bond;
use crate::text::escape;
use crate::text::maps::{HashMap, HashSet};
use crate::text::markdown::{self, Table};
use crate::words::Word;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// More pages than this make a drawing that nobody reads.
const MOST: usize = 40;

/// A relation that is drawn: from, to, how.
type Edge = (usize, usize, Bond);

/// The drawing and the list.
pub fn part(scene: &Scene<'_>, selection: &Selection, around: Option<(usize, usize)>) -> Part {
    let wanted: HashSet<usize> = pages(scene, selection, &[]).into_iter().collect();
    let mut edges = edges(scene, &wanted, around.is_some());
    if let Some((page, depth)) = around {
        let near = near(&edges, page, depth);
        edges.retain(|(from, to, _)| near.contains(from) && near.contains(to));
    }
    let nodes: BTreeSet<usize> = edges
        .iter()
        .flat_map(|(from, to, _)| [*from, *to])
        .collect();
    let centre = around.map(|(page, _)| page);
    let drawn = chosen(&nodes, &edges, centre);
    if !scene.is_html() {
        return Part {
            text: plain(scene, &edges),
            ..Part::default()
        };
    }
    let drawing = drawing(scene, &drawn, &edges, centre);
    let is_drawn = drawing.is_some();
    let (svg, style) = drawing.unwrap_or_default();
    let left = nodes.len() - drawn.len();
    let mut out = String::from("<div class=\"patterns-graph\">\n");
    if is_drawn {
        out.push_str(&svg);
        out.push('\n');
        out.push_str(&legend(scene, &drawn, &edges));
        if left > 0 {
            let words = scene.cx.config.words.get(Word::NotDrawnMore);
            let words = words.replace("%1", &left.to_string());
            let _ = writeln!(out, "<p>{}</p>", escape::html(&words));
        }
    }
    out.push_str(&list(scene, &edges, !is_drawn));
    out.push_str("</div>\n");
    Part {
        text: out,
        style,
        drawn: is_drawn,
        ..Part::default()
    }
}

/// What the pages say of each other; that two work together is drawn once. Pages that are merely named
/// count only where one page stands in the middle: in a whole library they would hide the rest.
fn edges(scene: &Scene<'_>, wanted: &HashSet<usize>, named: bool) -> Vec<Edge> {
    let mut seen = HashSet::default();
    let mut edges = Vec::new();
    for bond in Bond::ALL
        .into_iter()
        .filter(|bond| named || *bond != Bond::Names)
    {
        for (page, said) in scene.catalogue.said.iter().enumerate() {
            for naming in said.namings.iter().filter(|naming| naming.bond == bond) {
                let to = naming.target;
                let pair = (page.min(to), page.max(to));
                if wanted.contains(&page) && wanted.contains(&to) && seen.insert(pair) {
                    edges.push((page, to, bond));
                }
            }
        }
    }
    edges
}

/// The pages that are at most `depth` relations away.
fn near(edges: &[Edge], page: usize, depth: usize) -> HashSet<usize> {
    let mut neighbours: HashMap<usize, Vec<usize>> = HashMap::default();
    for (from, to, _) in edges {
        neighbours.entry(*from).or_default().push(*to);
        neighbours.entry(*to).or_default().push(*from);
    }
    let mut near = HashSet::from_iter([page]);
    let mut edge = vec![page];
    for _ in 0..depth {
        let next = edge
            .iter()
            .filter_map(|page| neighbours.get(page))
            .flatten();
        let next: Vec<usize> = next.copied().collect();
        edge = next.into_iter().filter(|page| near.insert(*page)).collect();
    }
    near
}

/// The pages that are drawn: those with the most relations.
fn chosen(nodes: &BTreeSet<usize>, edges: &[Edge], centre: Option<usize>) -> BTreeSet<usize> {
    let mut degree: HashMap<usize, usize> = HashMap::default();
    for (from, to, _) in edges {
        *degree.entry(*from).or_default() += 1;
        *degree.entry(*to).or_default() += 1;
    }
    let mut order: Vec<usize> = nodes.iter().copied().collect();
    order.sort_by_key(|page| {
        let degree = degree.get(page).copied().unwrap_or(0);
        (centre != Some(*page), usize::MAX - degree, *page)
    });
    order.truncate(MOST);
    let kept: BTreeSet<usize> = order.into_iter().collect();
    kept
}

/// A label in Mermaid's quotes.
fn quoted(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(60)
        .collect();
    let text = text
        .replace('#', "#35;")
        .replace('"', "#quot;")
        .replace(['<', '>'], " ");
    format!("\"{}\"", text.replace('`', "'"))
}

/// The drawing and its rules.
fn drawing(
    scene: &Scene<'_>,
    nodes: &BTreeSet<usize>,
    edges: &[Edge],
    centre: Option<usize>,
) -> Option<(String, String)> {
    let cx = scene.cx;
    if nodes.is_empty() || cx.config.diagrams != DiagramMode::Svg {
        return None;
    }
    let mut source = String::from("flowchart LR\n");
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for page in nodes {
        let category = cx.library.pages()[*page]
            .facts
            .first(CATEGORY.name)
            .unwrap_or("");
        groups.entry(category).or_default().push(*page);
    }
    let is_grouped = centre.is_none() && groups.len() > 1;
    for (at, (category, pages)) in groups.iter().enumerate() {
        let is_group = is_grouped && !category.is_empty();
        if is_group {
            let label = quoted(&values::label(cx, CATEGORY.name, category));
            let _ = writeln!(source, "subgraph g{at}[{label}]");
        }
        for page in pages {
            let label = quoted(cx.library.pages()[*page].label());
            let shape = if centre == Some(*page) {
                ("([", "])")
            } else {
                ("[", "]")
            };
            let _ = writeln!(source, "n{page}{}{label}{}", shape.0, shape.1);
        }
        if is_group {
            source.push_str("end\n");
        }
    }
    for (from, to, bond) in edges {
        if nodes.contains(from) && nodes.contains(to) {
            let _ = writeln!(source, "n{from} {} n{to}", line(*bond).0);
        }
    }
    for page in nodes {
        let (_, link) = values::page(cx, *page);
        let link = html_link(&link.unwrap_or_default());
        let _ = writeln!(source, "click n{page} href \"{link}\"");
    }
    let name = cx.config.words.get(Word::Relations);
    diagram::alone(cx, &source, &format!("{}-", scene.id), name)
}

/// What a link to a chapter leads to in the built book: inside of a drawing nobody rewrites it.
fn html_link(link: &str) -> String {
    let link = link.replace(['"', '\\', ' '], "");
    match link.strip_suffix(".md") {
        Some(stem) => format!("{stem}.html"),
        None => link,
    }
}

/// How a relation is drawn, and how the legend shows it.
fn line(bond: Bond) -> (&'static str, &'static str) {
    match bond {
        Bond::SupersededBy => ("==>", "⇒"),
        Bond::Alternative => ("-.-", "┄"),
        Bond::WorksWith => ("---", "—"),
        Bond::Needs => ("-->", "→"),
        Bond::Names => ("-.->", "⇢"),
    }
}

/// What the lines of the drawing mean.
fn legend(scene: &Scene<'_>, nodes: &BTreeSet<usize>, edges: &[Edge]) -> String {
    let drawn = edges
        .iter()
        .filter(|(from, to, _)| nodes.contains(from) && nodes.contains(to));
    let bonds: BTreeSet<Bond> = drawn.map(|(_, _, bond)| *bond).collect();
    let items = bonds.iter().map(|bond| {
        let label = escape::html(scene.cx.config.words.get(bond.label()));
        format!(
            "<span><b aria-hidden=\"true\">{}</b> {label}</span>",
            line(*bond).1
        )
    });
    let items: Vec<String> = items.collect();
    format!("<p class=\"patterns-legend\">{}</p>\n", items.join(" "))
}

/// What each page is related to.
fn by_page(edges: &[Edge]) -> BTreeMap<usize, BTreeMap<Bond, Vec<usize>>> {
    let mut pages: BTreeMap<usize, BTreeMap<Bond, Vec<usize>>> = BTreeMap::new();
    for (from, to, bond) in edges {
        let own = pages.entry(*from).or_default();
        own.entry(*bond).or_default().push(*to);
    }
    pages
}

fn list(scene: &Scene<'_>, edges: &[Edge], open: bool) -> String {
    let words = &scene.cx.config.words;
    let mut out = format!(
        "<details class=\"patterns-list-of\"{}><summary>{}</summary>\n<ul>\n",
        if open { " open" } else { "" },
        escape::html(words.get(Word::Relations))
    );
    for (page, bonds) in by_page(edges) {
        let bonds = bonds.iter().map(|(bond, others)| {
            let others: Vec<_> = others
                .iter()
                .map(|it| values::page(scene.cx, *it))
                .collect();
            let label = escape::html(&words.label(bond.label()));
            format!("{label} {}", items_html(&others))
        });
        let bonds: Vec<String> = bonds.collect();
        let title = items_html(&[values::page(scene.cx, page)]);
        let _ = writeln!(out, "<li>{title} – {}</li>", bonds.join("; "));
    }
    out.push_str("</ul>\n</details>\n");
    out
}

fn plain(scene: &Scene<'_>, edges: &[Edge]) -> String {
    let words = &scene.cx.config.words;
    let mut rows = Vec::new();
    for (page, bonds) in by_page(edges) {
        for (bond, others) in bonds {
            let others: Vec<_> = others
                .iter()
                .map(|it| values::page(scene.cx, *it))
                .collect();
            rows.push(vec![
                items_markdown(&[values::page(scene.cx, page)]),
                escape::markdown(words.get(bond.label())),
                items_markdown(&others),
            ]);
        }
    }
    let header = [Word::Pattern, Word::Relations, Word::Pages];
    let table = Table {
        caption: String::new(),
        header: header.map(|word| words.get(word).to_owned()).to_vec(),
        rows,
    };
    markdown::write(&table.events())
}
