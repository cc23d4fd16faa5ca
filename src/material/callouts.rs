//! Callout boxes: `<div>`s of one of the template's classes.

use super::callout;
use crate::text::html::Item;
use crate::text::span::{Span, Text};

/// A callout `<div>`.
#[derive(Debug, Clone)]
pub struct CalloutBox {
    /// Its class: one of [`crate::template::CALLOUTS`].
    pub class: &'static str,
    /// From the opening to the closing tag, both included.
    pub span: Span<Text>,
    /// The opening tag.
    pub tag: Span<Text>,
}

/// Follows the `<div>`s of a page.
#[derive(Default)]
pub(super) struct Divs {
    /// The open ones: the class of a callout, and the tag.
    open: Vec<(Option<&'static str>, Span<Text>)>,
    found: Vec<CalloutBox>,
}

impl Divs {
    /// Takes the next tag; `source` are its bytes in the page's text.
    pub(super) fn item(&mut self, item: &Item<'_>, source: Span<Text>) {
        match item {
            Item::Open {
                name,
                attributes,
                self_closing: false,
                ..
            } if name.eq_ignore_ascii_case("div") => {
                self.open.push((callout(attributes), source));
            }
            Item::Close { name, .. } if name.eq_ignore_ascii_case("div") => {
                if let Some((Some(class), tag)) = self.open.pop() {
                    self.found.push(CalloutBox {
                        class,
                        span: Span::new(tag.start..source.end),
                        tag,
                    });
                }
            }
            _ => {}
        }
    }

    /// All callout boxes, in order.
    pub(super) fn finish(mut self) -> Vec<CalloutBox> {
        self.found.sort_by_key(|callout| callout.span.start);
        self.found
    }
}
