//! Lines cut out of a file to be shown; of a long one only what is around the marks.

use crate::diagnostic::place::FileText;
use std::ops::Range;

/// Lines of up to so many characters are shown whole.
const WHOLE: usize = 400;
/// Of a longer one, so many characters on either side of where a mark starts or ends.
const AROUND: usize = 200;
/// Stands for what is left out.
const ELLIPSIS: char = '…';

/// Some lines of a file.
#[derive(Debug, Default)]
pub struct Window {
    /// The lines, with their line breaks.
    pub text: String,
    /// Bytes that were taken from the file's text, and where they are now.
    pieces: Vec<(Range<usize>, usize)>,
}

impl Window {
    /// The lines `shown` of a file; `points` are the bytes at which marks start and end.
    pub fn new(file: &FileText, shown: Range<usize>, points: &[usize]) -> Window {
        let mut window = Window::default();
        for line in shown {
            let span = file.lines().span(line);
            let text = &file.text()[span.clone()];
            if text.len() <= WHOLE || text.chars().nth(WHOLE).is_none() {
                window.take(file, span);
                continue;
            }
            let content = span.start..span.start + text.trim_end_matches(['\n', '\r']).len();
            let mut at = content.start;
            for piece in pieces(file.text(), &content, points) {
                window.leave_out(at..piece.start);
                at = piece.end;
                window.take(file, piece);
            }
            window.leave_out(at..content.end);
            window.take(file, content.end..span.end);
        }
        window
    }

    fn take(&mut self, file: &FileText, piece: Range<usize>) {
        self.pieces.push((piece.clone(), self.text.len()));
        self.text.push_str(&file.text()[piece]);
    }

    fn leave_out(&mut self, piece: Range<usize>) {
        if !piece.is_empty() {
            self.text.push(ELLIPSIS);
        }
    }

    /// Where a byte of the file's text is now; what is left out is at the ellipsis.
    pub fn at(&self, offset: usize) -> usize {
        let before = self
            .pieces
            .partition_point(|(piece, _)| piece.start <= offset);
        let Some((piece, new)) = before.checked_sub(1).and_then(|last| self.pieces.get(last))
        else {
            return 0;
        };
        new + offset.min(piece.end) - piece.start
    }

    /// The same for a range.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        self.at(range.start)..self.at(range.end)
    }
}

/// What is shown of a long line: around each point, or its beginning.
fn pieces(text: &str, line: &Range<usize>, points: &[usize]) -> Vec<Range<usize>> {
    let mut inside: Vec<usize> = points
        .iter()
        .map(|point| *point.min(&text.len()))
        .filter(|point| line.contains(point) || *point == line.end)
        .collect();
    inside.sort_unstable();
    let forward = |from: usize, count: usize| {
        let mut chars = text[from..line.end].char_indices();
        chars.nth(count).map_or(line.end, |(at, _)| from + at)
    };
    let back = |to: usize| {
        let mut chars = text[line.start..to].char_indices().rev();
        chars
            .nth(AROUND - 1)
            .map_or(line.start, |(at, _)| line.start + at)
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    if inside.is_empty() {
        pieces.push(line.start..forward(line.start, WHOLE));
    }
    for point in inside {
        let piece = back(point)..forward(point, AROUND);
        match pieces.last_mut() {
            Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
            _ => pieces.push(piece),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::Window;
    use crate::diagnostic::place::FileText;

    fn window(text: &str, points: &[usize]) -> Window {
        let file = FileText::new(String::new(), text.to_owned(), 0);
        Window::new(&file, 0..file.lines().count(), points)
    }

    #[test]
    fn lines_of_400_characters_are_whole() {
        let text = format!("{}\n{}", "é".repeat(399), "x".repeat(400));
        assert_eq!(window(&text, &[]).text, text);
        assert_eq!(window(&"x".repeat(401), &[]).text, "x".repeat(400) + "…");
    }

    #[test]
    fn a_long_line_is_shown_around_its_marks() {
        let text = format!("short\n{}abc{}\r\nend", "é".repeat(1000), "ö".repeat(1000));
        let start = 6 + 2000;
        let window = window(&text, &[start, start + 3]);
        let shown = format!("short\n…{}abc{}…\r\nend", "é".repeat(200), "ö".repeat(200));
        assert_eq!(window.text, shown);
        assert_eq!(&window.text[window.range(&(start..start + 3))], "abc");
        assert_eq!(&window.text[window.range(&(0..5))], "short");
        let end = text.len();
        assert_eq!(&window.text[window.range(&(end - 3..end))], "end");
    }

    #[test]
    fn marks_far_apart_have_a_gap_between_them() {
        let text = format!("a{}b", "-".repeat(2000));
        let window = window(&text, &[0, 1, 2001, 2002]);
        assert_eq!(window.text, format!("a{0}…{0}b", "-".repeat(200)));
        assert_eq!(&window.text[window.range(&(2001..2002))], "b");
    }
}
