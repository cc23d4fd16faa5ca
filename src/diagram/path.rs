//! Paths in fewer signs. The drawer writes a straight stretch of an edge as a row of curves: what goes along
//! one axis without turning back is one line.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// The same path, if it is made of moves, lines and curves to absolute places.
pub(super) fn shorter(path: &str) -> Option<String> {
    let mut pen = Pen::default();
    let mut rest = path.trim();
    while !rest.is_empty() {
        let command = rest.chars().next()?;
        let behind = &rest[command.len_utf8()..];
        let end = behind.find(|c: char| c.is_ascii_alphabetic());
        let (numbers, further) = behind.split_at(end.unwrap_or(behind.len()));
        pen.draw(command, &places(numbers)?)?;
        rest = further;
    }
    pen.end_stretch();
    Some(pen.out)
}

/// One number of a place, as it is written and what it is.
#[derive(Debug, Clone, Copy, Default)]
struct Number<'p> {
    text: &'p str,
    value: f64,
}

/// Across and down.
type Place<'p> = [Number<'p>; 2];

/// Pairs of numbers between blanks and commas; none if there is anything else.
fn places(text: &str) -> Option<Vec<Place<'_>>> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let numbers = words.map(|text| {
        let value: f64 = text.parse().ok()?;
        value.is_finite().then_some(Number { text, value })
    });
    let numbers = numbers.collect::<Option<Vec<_>>>()?;
    let (places, rest) = numbers.as_chunks::<2>();
    rest.is_empty().then(|| places.to_vec())
}

#[derive(Debug, Default)]
struct Pen<'p> {
    out: String,
    /// Where it stands; nowhere before the first move.
    at: Option<Place<'p>>,
    /// Where the line began that is closed next.
    begin: Place<'p>,
    /// The axis and the way of the line that goes on as long as nothing turns.
    stretch: Option<(usize, Ordering)>,
}

impl<'p> Pen<'p> {
    fn draw(&mut self, command: char, places: &[Place<'p>]) -> Option<()> {
        match (command, places) {
            ('M', [to, further @ ..]) => {
                self.end_stretch();
                self.write('M', &[*to]);
                (self.at, self.begin) = (Some(*to), *to);
                further.iter().try_for_each(|to| self.go('L', &[*to]))
            }
            ('L', [_, ..]) => places.iter().try_for_each(|to| self.go('L', &[*to])),
            ('C', [_, ..]) => {
                let (curves, rest) = places.as_chunks::<3>();
                let mut curves = curves.iter();
                let drawn = curves.try_for_each(|curve| self.go('C', curve));
                drawn.filter(|()| rest.is_empty())
            }
            ('Z' | 'z', []) => {
                self.end_stretch();
                self.out.push('z');
                self.at = Some(self.begin);
                Some(())
            }
            _ => None,
        }
    }

    /// Goes to the last of `places`; the others pull at the way.
    fn go(&mut self, command: char, places: &[Place<'p>]) -> Option<()> {
        let (from, to) = (self.at?, *places.last()?);
        let straight = [0, 1].into_iter().find_map(|axis| {
            let across = 1 - axis;
            let stays = |place: &Place<'_>| place[across].text == from[across].text;
            let way = to[axis].value.partial_cmp(&from[axis].value)?;
            let mut steps = std::iter::once(&from)
                .chain(places)
                .map(|place| place[axis].value);
            let mut last = steps.next()?;
            let goes_on = steps.all(|next| {
                let step = next.partial_cmp(&last);
                last = next;
                step == Some(way) || step == Some(Ordering::Equal)
            });
            (way.is_ne() && goes_on && places.iter().all(stays)).then_some((axis, way))
        });
        if straight.is_none() || straight != self.stretch {
            self.end_stretch();
        }
        self.stretch = straight;
        self.at = Some(to);
        if straight.is_none() {
            self.write(command, places);
        }
        Some(())
    }

    /// Writes the line along an axis that ends here.
    fn end_stretch(&mut self) {
        if let (Some((axis, _)), Some(at)) = (self.stretch.take(), self.at) {
            let _ = write!(self.out, "{}{}", ['H', 'V'][axis], at[axis].text);
        }
    }

    fn write(&mut self, command: char, places: &[Place<'_>]) {
        let mut before = command;
        for number in places.iter().flatten() {
            let _ = write!(self.out, "{before}{}", number.text);
            before = ',';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn what_goes_straight_on_is_one_line() {
        for (path, short) in [
            ("M1,9L1,10C1,11,1,12,1,13C1,14,1,15,1,16", "M1,9V16"),
            (
                "M1,9L1,10C1,11,1,12,2,13L2,12L2,11",
                "M1,9V10C1,11,1,12,2,13V11",
            ),
            ("M0 0 L 10 5 L 0 10 z", "M0,0L10,5L0,10z"),
            ("M0,0L5,0L3,0L3,4L-3,4 Z", "M0,0H5H3V4H-3z"),
            ("M0,0 5,0 6,1", "M0,0H5L6,1"),
            // It turns back on its way, or goes nowhere.
            ("M0,0C3,0,1,0,5,0", "M0,0C3,0,1,0,5,0"),
            ("M0,0C0,0,0,0,5,0", "M0,0H5"),
            ("M0,0L0,0L1,0", "M0,0L0,0H1"),
            ("M0,0L1,0M2,0L3,0", "M0,0H1M2,0H3"),
            ("", ""),
        ] {
            assert_eq!(shorter(path).as_deref(), Some(short), "{path}");
        }
    }

    #[test]
    fn other_paths_stay() {
        for path in [
            "M0,0a1,1 0 0 1 2,2",
            "m0,0l1,0",
            "L1,0",
            "M0",
            "M0,0L1",
            "M0,0C1,1,2,2",
            "M0,0,x",
            "M",
            "é",
            "M0,0L1e3,0",
            "M0,0Lnan,0",
            "M0,0z1",
        ] {
            assert_eq!(shorter(path), None, "{path}");
        }
    }
}
