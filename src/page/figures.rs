//! Figures in running text: quantities a reader could check.

use super::figure_words::{LABELS, MONTHS, NOT_A_NOUN, SHAPES, SIZES, UNITS};
use std::ops::Range;

/// Whether a text holds a figure: a quantity a reader could check, written in
/// digits. A bare year, a version, a date or a list number is none.
pub fn has_figure(text: &str) -> bool {
    first_number(text).is_some()
}

/// The number of the first figure in a text.
fn first_number(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let len = number_len(&text[start..]);
        at = start + len;
        if is_figure(&text[..start], &text[start..at], &text[at..]) {
            return Some(start..at);
        }
    }
    None
}

/// The bytes of the first figure in a text, with what stands at its number and the word of its size:
/// `<100ms`, `4 trillion`, `$2M`.
pub fn first(text: &str) -> Option<Range<usize>> {
    let number = first_number(text)?;
    let edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '"' | '“' | '”');
    let before = text[..number.start].rfind(edge);
    let start = before.map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let behind = &text[number.end..];
    let mut end = number.end + behind.find(edge).unwrap_or(behind.len());
    let next = text[end..].strip_prefix(' ').unwrap_or("");
    let word = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    if SIZES.contains(&word.to_lowercase().as_str()) {
        end += 1 + word.len();
    }
    let shown = text[start..end].trim_end_matches(['.', ':', '!', '?']);
    Some(start..start + shown.len())
}

/// Digits with separators inside: `1,000`, `99.99`, `10_000`.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let separator = matches!(bytes[end], b'.' | b',' | b'_')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !separator {
            break;
        }
        end += 1;
    }
    end
}

fn is_figure(before: &str, number: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    if matches!(previous, Some('$' | '€' | '£' | '¥' | '₹' | '×')) {
        return true;
    }
    // `P99`, `law1`, `HTTP/2`, `#3`: part of a name.
    let in_name = |c: char| c.is_alphabetic() && c.is_ascii() || matches!(c, '_' | '/' | '#');
    if previous.is_some_and(in_name) {
        return false;
    }
    // `2019-11`, `14:30`, `1.2.3`: a date, a time, a version.
    if previous == Some('-') && is_year_like(before) || number.matches('.').count() > 1 {
        return false;
    }
    if previous == Some(':') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()) {
        return is_ratio(before, number);
    }
    let open_ended = after.starts_with('+');
    let after = after.strip_prefix('+').unwrap_or(after);
    let is_year = is_bare_year(number) && !open_ended;
    let next = after.chars().next();
    match next {
        Some('%' | '×' | '‰' | '°') => return true,
        Some(c) if c.is_alphabetic() => return is_attached_unit(number, after),
        Some('-' | '–' | '—') => {
            let rest = &after[next.map_or(0, char::len_utf8)..];
            // Of a range the second number decides.
            return next == Some('-')
                && !is_year
                && rest.starts_with(char::is_alphabetic)
                && !SHAPES.contains(&first_word(rest).as_str());
        }
        _ => {}
    }
    let trimmed = after.trim_start_matches([' ', '\u{a0}']);
    if trimmed.starts_with(['%', '×', '€', '$', '£']) {
        return true;
    }
    if trimmed.len() == after.len() || is_labelled(before) {
        return false;
    }
    let word = first_word(trimmed);
    let unit = UNITS.contains(&word.as_str());
    let counts = if is_year {
        // `2000 requests` or `2048 MB`; `2023 outages` are those of a year.
        unit || matches!(number, "1900" | "2000" | "2048") && word.ends_with('s')
    } else if number.contains('.') {
        // `Kafka 2.8 brokers` is a version, `an average of 2.8 brokers` is not.
        unit || !ends_with_name(before)
    } else {
        true
    };
    counts
        && !word.is_empty()
        && !NOT_A_NOUN.contains(&word.as_str())
        && !MONTHS.contains(&word.as_str())
}

/// The letters at the start of a text, in lower case.
fn first_word(text: &str) -> String {
    let letters: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    letters.to_lowercase()
}

/// `ms`, `GB`, `x`, `M`, `req/s`; not `1st`, `2PC`, `5xx`, `1990s` or `5G`.
fn is_attached_unit(number: &str, after: &str) -> bool {
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    let generation = number.len() == 1 && matches!(word.as_str(), "D" | "G");
    let lower = word.to_lowercase();
    if generation || is_bare_year(number) && (lower == "s" || !lower.is_ascii()) {
        return false;
    }
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    !lower.starts_with(|c: char| c.is_ascii())
        || UNITS.contains(&lower.as_str())
        || UNITS.contains(&singular)
}

/// Whether `before` and `number` are a ratio such as `10:1`, not a time of day such as `14:30`.
fn is_ratio(before: &str, number: &str) -> bool {
    let digits: String = before
        .chars()
        .rev()
        .skip(1)
        .take_while(char::is_ascii_digit)
        .collect();
    let earlier = before[..before.len() - 1 - digits.len()]
        .chars()
        .next_back();
    number.len() != 2 && !matches!(earlier, Some(':' | '.')) && !number.contains('.')
}

fn is_bare_year(number: &str) -> bool {
    number.len() == 4
        && number
            .parse::<u32>()
            .is_ok_and(|year| (1900..2100).contains(&year))
}

/// Whether a text is nothing but a number that could be a quantity: no year, no version.
pub fn is_quantity(text: &str) -> bool {
    let text = text
        .trim()
        .trim_start_matches(['<', '>', '~', '≈', '≤', '≥', ' ']);
    let number = text.trim_end_matches(['+', ' ']);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number_len(number) == number.len()
        && number.matches('.').count() < 2
        && !is_bare_year(number)
}

/// Whether the last word of a text is capitalised, as a product's name is.
fn ends_with_name(before: &str) -> bool {
    let words = before
        .trim_end_matches(' ')
        .rsplit(|c: char| !c.is_alphanumeric());
    words
        .into_iter()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether a text holds a year: four digits of 1900 to 2099, also in `2019-11` and `1990s`.
pub fn has_year(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        at = start + number_len(&text[start..]);
        let (before, number, after) = (&text[..start], &text[start..at], &text[at..]);
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '_' | '#');
        let ends = !after
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '×' | '+'))
            || first_word(after) == "s";
        if is_bare_year(number) && !before.ends_with(in_word) && ends {
            return true;
        }
    }
    false
}

/// Whether the text ends in `2019-` or `2019-11-`.
fn is_year_like(before: &str) -> bool {
    let date: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || *c == '-')
        .collect();
    date.chars()
        .rev()
        .collect::<String>()
        .split('-')
        .next()
        .is_some_and(is_bare_year)
}

/// Whether the word before a number names the number: `Level 3`, `March 12`.
fn is_labelled(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    let start = before.trim_end_matches(char::is_alphabetic).len();
    let word = before[start..].to_lowercase();
    LABELS.contains(&word.as_str()) || MONTHS.contains(&word.as_str()) && word != "may"
}

#[cfg(test)]
mod tests {
    use super::has_figure;
    use super::has_year;
    use super::is_quantity;

    #[test]
    fn figures() {
        for text in [
            "99.99% uptime",
            "10x",
            "10×",
            "$2M",
            "4 trillion events/day",
            "P99 < 50ms",
            "120 engineers",
            "1B+ daily feed updates",
            "50–60 % less",
            "Handles 10M concurrent",
            "100K+ requests",
            "3-minute outage",
            "1,000 nodes",
            "€ 5 million or 5 €",
            "$1.4 trillion",
            "×10 throughput",
            "sub-10ms responses",
            "<100ms latency",
            "7T messages/day",
            "7,800+ customers",
            "110TB/second",
            "10,000+ hosts",
            "20 TB/sec",
            "five 9s is 99.999 %",
            "Netflix: 4x spikes",
            "5-node cluster",
            "2000 requests/s",
            "2000+ services",
            "2048 MB",
            "2000ms",
            "1.5 million users",
            "2.5 seconds",
            "an average of 2.8 brokers",
            "10:1 compression",
            "in 2019, 40% fewer",
            "Level 2 cut 30 minutes",
            "10-20 ms",
            "3 servers",
            "99.99% uptime in 2023",
            "10万",
            "50毫秒",
        ] {
            assert!(has_figure(text), "{text}");
        }
    }

    #[test]
    fn no_figures() {
        for text in [
            "",
            "in 2023",
            "2023 outage",
            "since 2019-11",
            "v1.2",
            "HTTP/2",
            "1. First",
            "Level 3 teams",
            "1.2.3 release",
            "law1-failure",
            "Java 8",
            "at 3 am",
            "12 March",
            "the 1st time",
            "P99 latency",
            "billions of events",
            "24/7",
            "24/7 support",
            "March 12 outage",
            "14:30 UTC",
            "at 10:05:30 sharp",
            "1990s hardware",
            "2023年",
            "2PC",
            "5xx errors",
            "5G networks",
            "3-phase commit",
            "two-way and 3-way handshakes",
            "Kafka 2.8 brokers",
            "TLS 1.3 handshakes",
            "RFC 7231 defines",
            "HTTP 503 responses",
            "error 429 responses",
            "port 8080 traffic",
            "Node 3 fails",
            "Fortune 500 companies",
            "2019-11-02 outage",
            "2019–2021 outages",
            "10.0.0.1 address",
            "1) First",
            "#1 choice",
            "S3 and EC2 instances",
            "Trillions of requests",
            "4",
        ] {
            assert!(!has_figure(text), "{text}");
        }
    }

    #[test]
    fn bare_numbers_and_years() {
        for (text, quantity, year) in [
            ("50", true, false),
            ("< 1,000+", true, false),
            ("2019", false, true),
            ("1.2.3", false, false),
            ("introduced in 2019-11", false, true),
            ("the 1990s", false, true),
            ("$2000", false, false),
            ("v2019 and 20190", false, false),
            ("", false, false),
            ("12,000 in 1999.", false, true),
        ] {
            assert_eq!(is_quantity(text), quantity, "{text}");
            assert_eq!(has_year(text), year, "{text}");
        }
    }
}
