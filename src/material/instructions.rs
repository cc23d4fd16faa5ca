//! Template-instruction blocks: what two comments begin and end.

use super::comments::Comment;
use crate::template::{INSTRUCTIONS_CLOSE, INSTRUCTIONS_OPEN};
use crate::text::span::{Out, Span, Text};

/// The page's template-instruction blocks.
#[derive(Debug, Clone, Default)]
pub struct Instructions {
    /// The blocks, markers included; none where anything is wrong with them.
    pub spans: Vec<Span<Text>>,
    /// The same in the unfolded text.
    pub out: Vec<Span<Out>>,
    /// What is wrong with them.
    pub problems: Vec<InstructionsProblem>,
}

impl Instructions {
    /// The blocks that end behind a byte of the page's text.
    pub fn from(&self, offset: usize) -> &[Span<Text>] {
        &self.spans[self.spans.partition_point(|block| block.end <= offset)..]
    }

    /// Whether a byte of the page's text stands in a block.
    pub fn holds(&self, offset: usize) -> bool {
        let block = self.from(offset).first();
        block.is_some_and(|span| span.contains(offset))
    }
}

/// Why template-instruction blocks cannot be stripped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstructionsProblem {
    /// Opened here and never closed.
    Unclosed(Span<Text>),
    /// Closed here and not opened.
    Unopened(Span<Text>),
    /// Opened first here, and again there before it is closed.
    Reopened(Span<Text>, Span<Text>),
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
                found.spans.push(comment.span);
                found.out.push(comment.out);
            }
            None if opens => open = Some(comment),
            Some(first) if opens => {
                let problem = InstructionsProblem::Reopened(first.span, comment.span);
                found.problems.push(problem);
            }
            Some(first) if closes => {
                found
                    .spans
                    .push(Span::new(first.span.start..comment.span.end));
                found.out.push(Span::new(first.out.start..comment.out.end));
                open = None;
            }
            None if closes => found
                .problems
                .push(InstructionsProblem::Unopened(comment.span)),
            _ => {}
        }
    }
    if let Some(first) = open {
        found
            .problems
            .push(InstructionsProblem::Unclosed(first.span));
    }
    if !found.problems.is_empty() {
        found.spans.clear();
        found.out.clear();
    }
    found
}
