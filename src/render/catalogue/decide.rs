//! `{{#patterns decide}}`: when to use what, and when not, from the tables of all pages.

use crate::catalogue::select::Selection;
use crate::render::card::Item;
use crate::render::catalogue::grid::{Column, Grid, Kind, Row};
use crate::render::catalogue::{Part, Scene, filters, pages, values};
use crate::template::fields::{CATEGORY, EXCELLENCE_TIER};
use crate::text::link::relative_link;
use crate::words::Word;

/// Both tables, if they have rows.
pub fn part(scene: &Scene<'_>, selection: &Selection) -> Part {
    let pages = pages(scene, selection, &[]);
    let [uses, avoids] = [uses(scene, &pages), avoids(scene, &pages)];
    let next = Scene {
        cx: scene.cx,
        catalogue: scene.catalogue,
        id: format!("{}-not", scene.id),
        number: scene.number + 1,
    };
    let part = |grid: Grid, scene: &Scene<'_>| match grid.rows.as_slice() {
        [] => Part::default(),
        _ => grid.part(scene),
    };
    let [first, second] = [part(uses, scene), part(avoids, &next)];
    let text = format!("{}\n\n{}", first.text.trim_end(), second.text);
    Part {
        text: text.trim_start().to_owned(),
        style: first.style + &second.style,
        drawn: false,
        scripted: first.scripted || second.scripted,
        lists: first.lists + second.lists,
    }
}

fn column(scene: &Scene<'_>, word: Word, kind: Kind) -> Column {
    Column {
        head: scene.cx.config.words.get(word).to_owned(),
        kind,
    }
}

fn grid(scene: &Scene<'_>, caption: Word, columns: Vec<Column>, rows: Vec<Row>) -> Grid {
    let pages: Vec<usize> = rows.iter().map(|row| row.page).collect();
    let facets = [CATEGORY.name, EXCELLENCE_TIER.name].map(str::to_owned);
    Grid {
        caption: scene.cx.config.words.get(caption).to_owned(),
        columns,
        rows,
        facets: filters::facets(scene.cx, &pages, Some(&facets)),
        cards: false,
    }
}

fn uses(scene: &Scene<'_>, pages: &[usize]) -> Grid {
    let rows = pages.iter().flat_map(|page| {
        let said = scene.catalogue.said.get(*page);
        let uses = said.map_or(&[][..], |said| &said.uses).iter();
        uses.map(|cells| Row {
            page: *page,
            cells: vec![
                vec![text(cells.first())],
                vec![values::page(scene.cx, *page)],
                cells
                    .get(1..)
                    .map_or_else(Vec::new, |rest| vec![text(Some(&rest.join(" · ")))]),
            ],
            group: None,
        })
    });
    let columns = vec![
        column(scene, Word::Scenario, Kind::Sentence),
        column(scene, Word::Pattern, Kind::Name),
        column(scene, Word::Example, Kind::Words),
    ];
    grid(scene, Word::UseWhen, columns, rows.collect())
}

fn avoids(scene: &Scene<'_>, pages: &[usize]) -> Grid {
    let rows = pages.iter().flat_map(|page| {
        let said = scene.catalogue.said.get(*page);
        let avoids = said.map_or(&[][..], |said| &said.avoids).iter();
        avoids.map(|avoid| {
            let link = avoid
                .target
                .map(|target| relative_link(scene.cx.path, &scene.cx.library.pages()[target].path));
            let instead = (!avoid.instead.is_empty()).then(|| (avoid.instead.clone(), link));
            Row {
                page: *page,
                cells: vec![
                    vec![(avoid.scenario.clone(), None)],
                    vec![values::page(scene.cx, *page)],
                    instead.into_iter().collect(),
                ],
                group: None,
            }
        })
    });
    let columns = vec![
        column(scene, Word::Scenario, Kind::Sentence),
        column(scene, Word::DontUse, Kind::Name),
        column(scene, Word::Instead, Kind::Words),
    ];
    grid(scene, Word::DontUseWhen, columns, rows.collect())
}

fn text(text: Option<&String>) -> Item {
    (text.cloned().unwrap_or_default(), None)
}
