//! What may open or close a formula on a line of text.

use super::runs::Runs;

/// What may open or close a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    Dollar,
    Dollars,
    /// More of them than two, which mean nothing.
    Money,
    /// `\(`, or `\\(` with `true`.
    Open(bool),
    Close(bool),
    /// `\\[`; `\[` in running text is a bracket.
    OpenBracket,
    CloseBracket,
}

/// A delimiter in running text.
pub(super) struct Token {
    pub(super) delimiter: Delimiter,
    pub(super) at: usize,
    pub(super) end: usize,
    /// The index of its passage.
    pub(super) block: usize,
    pub(super) in_image: bool,
}

/// All delimiters in running text, in order.
pub(super) fn tokens(text: &str, runs: &Runs) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut runs = runs.runs.iter().peekable();
    let mut until = 0;
    for at in memchr::memchr2_iter(b'\\', b'$', bytes) {
        while runs.next_if(|run| run.span.end <= at).is_some() {}
        let Some(run) = runs.peek() else { break };
        // Of an escape at its beginning the run has not the backslash.
        let ahead = usize::from(bytes[at] == b'\\');
        if at < until || at + ahead < run.span.start {
            continue;
        }
        let rest = &bytes[at..run.span.end];
        let (delimiter, len) = match rest {
            [b'$', ..] => {
                let len = rest.iter().take_while(|byte| **byte == b'$').count();
                let delimiter = match len {
                    1 => Delimiter::Dollar,
                    2 => Delimiter::Dollars,
                    _ => Delimiter::Money,
                };
                (Some(delimiter), len)
            }
            [_, b'(', ..] => (Some(Delimiter::Open(false)), 2),
            [_, b')', ..] => (Some(Delimiter::Close(false)), 2),
            [_, b'\\', b'(', ..] => (Some(Delimiter::Open(true)), 3),
            [_, b'\\', b')', ..] => (Some(Delimiter::Close(true)), 3),
            [_, b'\\', b'[', ..] => (Some(Delimiter::OpenBracket), 3),
            [_, b'\\', b']', ..] => (Some(Delimiter::CloseBracket), 3),
            _ => (None, 2),
        };
        until = (at + len).min(run.span.end);
        tokens.extend(delimiter.map(|delimiter| Token {
            delimiter,
            at,
            end: at + len,
            block: run.block,
            in_image: run.in_image,
        }));
    }
    tokens
}
