//! Critic markup, as readers get it.

use crate::render::{has, lacks, page};

#[test]
fn what_is_inserted_deleted_and_marked() {
    // pymdownx.critic 10.16 makes the same elements of each line.
    let (html, markdown) = page(
        "# T\n\nOne {++two++} three {--four--} five {==six==}{>>a remark<<} seven.\n\n\
         Say {~~this~>that~~} and {~~ old words ~> new words ~~} here.\n\n\
         {~~ not closed\n\nTake {~~one~>two~~}.\n\n\
         - {++**bold** item++}\n\n| a |\n|---|\n| {--cell--} |\n",
    );
    has(
        &html,
        "One <ins>two</ins> three <del>four</del> five <mark>six</mark> seven.",
    );
    has(
        &html,
        "Say <del>this</del><ins>that</ins> and <del> old words </del><ins> new words </ins> here.",
    );
    has(&html, "Take <del>one</del><ins>two</ins>.");
    has(&html, "<ins><strong>bold</strong> item</ins>");
    has(&html, "<td><del>cell</del></td>");
    has(&markdown, "One two three ~~four~~ five six seven.");
    has(
        &markdown,
        "Say ~~this~~that and ~~old words~~ new words here.",
    );
    for text in [&html, &markdown] {
        lacks(text, "remark");
    }
}

#[test]
fn remarks_reach_no_reader_whatever_stands_in_them() {
    let (html, markdown) = page(
        "# T\n\nBefore {>>hidden *very* `well` [here](https://x.y)\nand on<<} behind.\n\n\
         !!! note \"Title {>>hidden<<}\"\n    Body {>>hidden<<}.\n",
    );
    has(&html, "Before behind.");
    for text in [&html, &markdown] {
        lacks(text, "hidden");
        lacks(text, "<<}");
    }
}

#[test]
fn what_only_looks_like_it_stays() {
    let text = "# T\n\n`{++code++}` and {++ not closed, \\{--escaped--} too.\n\n```text\n{--x--}\n```\n\n\
                {++ one *two ++} three*\n\n{~~no arrow~~}\n";
    let (html, _) = page(text);
    has(&html, "<code>{++code++}</code>");
    has(&html, "{++ not closed");
    has(&html, "{--x--}");
    lacks(&html, "<ins>");
    lacks(&html, "<del>code");
    has(&html, "{<del>no arrow</del>}");
}
