//! Tables for terminals: aligned by what a reader sees, wrapped to a width.

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr as _;

/// The columns that people's terminals are taken to have.
pub const WIDTH: usize = 100;
const GAP: &str = "  ";
/// No column becomes narrower than this to make room for others.
const NARROWEST: usize = 10;
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The cells under a row of heads. A cell may hold styles; none may span a space.
pub fn table(heads: &[(&str, Align)], rows: &[Vec<String>], limit: usize) -> String {
    let mut widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(column, (head, _))| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).fold(width(head), usize::max)
        })
        .collect();
    fit(&mut widths, limit);
    let mut out = String::new();
    let head: Vec<String> = heads.iter().map(|(head, _)| (*head).to_owned()).collect();
    row(&mut out, &head, heads, &widths, (BOLD, RESET));
    for cells in rows {
        row(&mut out, cells, heads, &widths, ("", ""));
    }
    out
}

/// Takes from the widest columns until the table fits.
fn fit(widths: &mut [usize], limit: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    loop {
        let total = widths.iter().sum::<usize>() + gaps;
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width) else {
            return;
        };
        if total <= limit || *widest <= NARROWEST {
            return;
        }
        *widest -= 1;
    }
}

fn row(
    out: &mut String,
    cells: &[String],
    heads: &[(&str, Align)],
    widths: &[usize],
    (before, after): (&str, &str),
) {
    let cells: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap(cell, *width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = String::new();
        for ((cell, (_, align)), column) in cells.iter().zip(heads).zip(widths) {
            let text = cell.get(index).map_or("", String::as_str);
            let space = " ".repeat(column.saturating_sub(width(text)));
            match align {
                Align::Left => line.extend([text, &space, GAP]),
                Align::Right => line.extend([space.as_str(), text, GAP]),
            }
        }
        out.extend([before, line.trim_end(), after, "\n"]);
    }
}

/// How many columns a text takes on a terminal, styles aside.
pub fn width(text: &str) -> usize {
    strip_str(text).to_string().width()
}

/// Lines of at most `limit` columns, broken at spaces. A longer word stands alone.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = width(word);
        if used > 0 && used + 1 + wide > limit {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += wide;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_what_is_seen() {
        let rows = [
            vec!["日本".to_owned(), "7".to_owned()],
            vec!["\u{1b}[1ma\u{1b}[0m".to_owned(), "10".to_owned()],
        ];
        let shown = table(&[("page", Align::Left), ("n", Align::Right)], &rows, 80);
        let plain = strip_str(&shown).to_string();
        assert_eq!(plain, "page   n\n日本   7\na     10\n");
    }

    #[test]
    fn the_widest_column_wraps() {
        let rows = [vec!["a".to_owned(), "one two three four".to_owned()]];
        let shown = table(&[("x", Align::Left), ("y", Align::Left)], &rows, 14);
        let plain = strip_str(&shown).to_string();
        assert_eq!(plain, "x  y\na  one two\n   three four\n");
    }
}
