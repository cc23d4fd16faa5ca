//! What is meant to be read as something and is shown as it is written.

use super::Page;
use crate::material::Unread;
use crate::text::span::{Span, Text};

impl Page<'_> {
    /// Headers of blocks that stand too deep inside of others and are shown as text.
    pub fn too_deep(&self) -> &[usize] {
        &self.unfolded.too_deep
    }

    /// Headers between slashes that begin no block and are shown as text, and why.
    pub fn unread(&self) -> &[(Span<Text>, Unread)] {
        &self.unfolded.unread
    }

    /// References to headings that no page of the book has, and the ids that they give.
    pub fn unresolved(&self) -> &[(Span<Text>, String)] {
        &self.unfolded.unresolved
    }
}
