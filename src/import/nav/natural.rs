//! Names in the order in which people count: `2-two` before `10-ten`.

use std::cmp::Ordering;

/// Compares two names; digits count as numbers, and letters without their case first.
pub fn natural(a: &str, b: &str) -> Ordering {
    by_pieces(a, b, |one, other| {
        one.to_lowercase().cmp(&other.to_lowercase())
    })
}

/// The same with capitals before small letters.
pub fn natural_by_case(a: &str, b: &str) -> Ordering {
    by_pieces(a, b, str::cmp)
}

fn by_pieces(a: &str, b: &str, words: impl Fn(&str, &str) -> Ordering) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left.is_empty(), right.is_empty()) {
            (true, true) => return a.cmp(b),
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let ((one, rest), (other, others)) = (piece(left), piece(right));
        let is_number = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit());
        let order = match (is_number(one), is_number(other)) {
            (true, true) => number(one).cmp(&number(other)),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => words(one, other),
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (rest, others);
    }
}

/// Digits or what is none, from the front.
fn piece(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digits);
    text.split_at(end.unwrap_or(text.len()))
}

/// A number of any length: how many digits, then which.
fn number(digits: &str) -> (usize, &str) {
    let digits = digits.trim_start_matches('0');
    (digits.len(), digits)
}

#[cfg(test)]
mod tests {
    use super::{natural, natural_by_case};

    #[test]
    fn numbers_count() {
        let mut names = ["a10", "b", "a2", "A1", "10-x", "2-x", "a", "a02b"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["2-x", "10-x", "a", "A1", "a2", "a02b", "a10", "b"]);
        names.sort_by(|a, b| natural_by_case(a, b));
        assert_eq!(names, ["2-x", "10-x", "A1", "a", "a2", "a02b", "a10", "b"]);
    }
}
