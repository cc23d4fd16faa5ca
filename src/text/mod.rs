//! Texts as such: replacing bytes, lines, HTML, Markdown, links. Nothing here knows what a page is.

pub mod edit;
pub mod escape;
pub mod events;
pub mod fences;
pub mod hash;
pub mod html;
pub mod indent;
pub mod lines;
pub mod link;
pub mod maps;
pub mod markdown;
pub mod search;
pub mod slug;
pub mod span;
pub mod suggest;
