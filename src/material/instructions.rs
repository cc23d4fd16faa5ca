//! Template-instruction blocks: what two comments begin and end.

use super::comments::Comment;
use crate::template::{INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
use crate::text::span::{Out, Span};
use std::ops::Range;

/// The page's template-instruction blocks.
#[derive(Debug, Clone, Default)]
pub struct Instructions {
    /// The blocks, markers included; none where anything is wrong with them.
    pub spans: Vec<Range<usize>>,
    /// The same in the unfolded text.
    pub out: Vec<Span<Out>>,
    /// What is wrong with them.
    pub problems: Vec<InstructionsProblem>,
}

/// Why template-instruction blocks cannot be stripped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstructionsProblem {
    /// Opened here and never closed.
    Unclosed(Range<usize>),
    /// Closed here and not opened.
    Unopened(Range<usize>),
    /// Opened first here, and again there before it is closed.
    Reopened(Range<usize>, Range<usize>),
}

/// The template-instruction blocks that comments begin and end.
pub fn instructions(comments: &[Comment]) -> Instructions {
    let mut found = Instructions::default();
    let mut open: Option<&Comment> = None;
    for comment in comments {
        let opens = comment.text.starts_with(INSTRUCTIONS_OPEN);
        let closes = comment.text.starts_with(INSTRUCTIONS_CLOSE);
        match open {
            _ if opens && comment.text.ends_with(INSTRUCTIONS_CLOSE) => {
                found.spans.push(comment.span.clone());
                found.out.push(comment.out);
            }
            None if opens => open = Some(comment),
            Some(first) if opens => {
                let problem =
                    InstructionsProblem::Reopened(first.span.clone(), comment.span.clone());
                found.problems.push(problem);
            }
            Some(first) if closes => {
                found.spans.push(first.span.start..comment.span.end);
                found.out.push(Span::new(first.out.start..comment.out.end));
                open = None;
            }
            None if closes => found
                .problems
                .push(InstructionsProblem::Unopened(comment.span.clone())),
            _ => {}
        }
    }
    if let Some(first) = open {
        found
            .problems
            .push(InstructionsProblem::Unclosed(first.span.clone()));
    }
    if !found.problems.is_empty() {
        found.spans.clear();
        found.out.clear();
    }
    found
}
