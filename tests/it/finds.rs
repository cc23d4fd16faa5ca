//! Pages that fuzzing found, in their smallest form: what is asked of every book is asked of them, too.

use crate::invariants::Invariants;
use std::collections::BTreeMap;

#[test]
fn what_was_found_stays_right() {
    let invariants = Invariants::new(false, &BTreeMap::new());
    for text in [
        // A row of a table that is nothing but white space which Markdown does not know.
        "]\n\n[||\n-|-\ne\n\u{2028}",
        // A field whose name can be read once it is decoded, and that then asks for sections.
        "---\ntype: pattern\nexcÃ©ellence_tier: gold\n---\n\n# Cacézhe Aside\n",
        // A level of which all is a heading without its space.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 1: Intuition\n\n##Level 4: Expert\n",
        // A level inside another one, which has nothing else.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 1: Intuition\n\n### Level 2: Foundation\n\nText.\n",
        // The same where only the anchor says that it is a level.
        "---\ntype: pattern\n---\n\n# Saga\n\n## L {#intuition}\n\n### Level 2: Foundation\n\nText.\n",
        "---\ntype: pattern\n---\n\n# Saga\n\n## L {#intuition}\n\n### M {#foundation}\n\nText.\n",
        // A table of which all is text that it swallows.
        "---\ntype: pattern\n---\n\n# Saga\n\n### ❌ DON'T Use When\n\n| Scenario | Why |\n|---|---|\ntext\n",
        // A comment of the template behind dashes that would end the frontmatter.
        "---\ntitle: Retry\ntype: pattern\n---<!-- GOAL: x -->\nText.\n",
        // A placeholder that is read as one when the line above it is a heading.
        "---\ntype: pattern\n---\n\n# Saga\n\n###Text\n[Pattern explanation in simple terms]\n",
        // A level's heading with white space behind it that Markdown does not know.
        "---\ntype: pattern\n---\n\n# Saga\n\n### Level 2: Foundation (10 min) {#foundation}\u{c}\u{c}\n\nText.\n",
        // A comment of ours between two halves of a word.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Es<!-- patterns: allow(page-length) -->L\n\nText.\n",
        // A link that stands in a column that its table does not have, and one to an id that a fix takes away.
        "# A\n\n| a | b |\n|---|---|\n| c | d |\ntext | text | [x](../../x.md)\n",
        "---\ntype: pattern\n---\n\n# Saga\n\n[x](#level-2)\n\n## Level 2\n\nText.\n",
        // An address with a character that no link can have.
        "# A\n\n!!! note\n    Text.\n\nhttps://exam\0ple.org/a\n",
        // Code that is a fifth of the lines only with the template's comments.
        "---\ntype: pattern\n---\n\n# Saga\n\n<!-- GOAL: short -->\n<!-- GOAL: short -->\n<!-- GOAL: short -->\n<!-- GOAL: short -->\n\nText.\n\n```\na\n```\n\nText.\n\nText.\n",
        // A placeholder with a comment inside.
        "---\ntype: pattern\n---\n\n# Saga\n\n[Scenario 1<!-- patterns: allow(page-length) -->\n] [Scenario 1<!-- GOAL: x -->]\n",
        // A table of which all is text that it swallows, but for a row that says nothing.
        "---\ntype: pattern\n---\n\n# Saga\n\n## When to Use\n\n### ✅ Use When\n\n| Scenario | Why |\n|---|---|\n| ---\ntext\n",
        // Text that looks like a table but for a comment in the line below its header.
        "---\ntype: pattern\n---\n\n# Saga\n\n| Scenario | Why |\n|-----<!-- patterns: allow(page-length) -->\n-----t-----|\n| a | b |\n",
        // A level of the first rank whose content stands below a heading of the second.
        "---\ntype: pattern\n---\n\n# Level 2: Foundation (5 min)\n\n## Retry\n\nText.\n",
        // The id of a line that becomes a heading, and then one with another id.
        "---\ntype: pattern\n---\n\n# Saga\n\n##Level 2: Foundation (10 min) {#founda}\n\nText.\n",
        // What only begins like an id.
        "---\ntype: pattern\ntotle: Retry\n---\n\n# Saga\n\nno{#include lence). no{#b}n\n",
        // A level that is known by its anchor only, behind a later one.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 3: Deep Dive (15 min) {#deep-dive}\n\nText.\n\n## Leve {#foundation}\n\nText.\n",
        // A key that is known once it is written right, and its value a placeholder.
        "---\ntype: pattern\nintroduced::  YYYY-MM\n---\n\n# Saga\n\nText.\n",
        "---\ntype: pattern\nexcelence_tier: gold\n---\n\n# Saga\n\nText.\n",
        // A level's own name that says what a rule asks for: the fix that takes it away is not safe.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 1: What Happens Without This Pattern\n\nText.\n",
        // Text directly below a table that would be code below a blank line.
        "---\ntype: pattern\n---\n\n# Saga\n\n| a | b |\n|---|---|\n| c | d |\n    e\n    f\n    g\n    h\n    i\n    j\n\nText.\n",
        // A line that becomes a heading and has the anchor of a level, and words of its author's.
        "---\ntype: pattern\n---\n\n# Saga\n\n##Every step {#foundation}\n\nText.\n",
        // A line that becomes the heading of a section which has to hold a table.
        "---\ntype: pattern\n---\n\n# Saga\n\n### Use When\n\n| a | b |\n|---|---|\n|  |  |\n\n###DON'T Use When\n\nNever.\n",
        // A line that becomes a heading, and what is indented below it code.
        "---\ntype: pattern\n---\n\n# Saga\n\n##Text\n    a\n    b\n    c\n    d\n",
        // A line that becomes a heading, and the formula that has kept what stands below it from being a table.
        "# A\n\n##B $$2^n$$|---|---|\n| c | d |\n| e | f |\n",
        // A level that is known by its anchor only, and all that the level before it holds.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 1: Intuition (5 min) {#intuition}\n\n### T {#deep-dive}\n\nText.\n",
        // Code that is a fifth of the body with the blank line above the instructions, and more without.
        "---\ntype: pattern\n---\n\n# Saga\n\nText.\n\nText.\n\nText.\n\nText.\n\n```html\na\n```\n\n<!-- TEMPLATE INSTRUCTIONS -->\n<!-- a -->\n<!-- END TEMPLATE INSTRUCTIONS -->\n",
        // An address that holds the beginning of a formula, which has kept what stands below from being a table.
        "# A\n\n!!! note\n    Text.\n\nhttps://example.org/$b](c | d |\n|---|---|---|\n| e$ | f |\n",
        // A figure in a line that becomes a heading, and one that ends what it stood in.
        "---\ntype: pattern\n---\n\n# Production metrics\n\n##At 30 ms\n",
        "---\ntype: pattern\n---\n\n# Saga\n\n### Decision Matrix\n\n##Then\n\n![Two steps](a.svg)\n",
        // A definition of a link below a line that becomes a heading.
        "[x]:\n\n##n\n[x]:d",
        // A link that belonged to the HTML of a template's comment.
        "---\ntype: pattern\n---\n\n!!! note\n<!-- GOAL: x -->\n    [a](b.md)\n",
        // A template's comment directly behind what would be an empty heading.
        "---\ntype: pattern\n---\n\n# Saga\n\n## Level 2: Foundation (10 min) {#foundation}\n\n##<!-- GOAL: x -->\n\nText.\n",
        // A tier banner that stands below a level once that is a heading.
        "---\ntype: pattern\n---\n\n##Level 5\n!!! success \"Gold Standard\"\n    Text.\n",
        // A marker that is code until the line above it is a heading, and an unclosed fence is none.
        "##p\r```{{#patterns}",
        // A word at whose end letters were read in the wrong encoding.
        "# Retry\n\n- Call ‚Ä¢ waituÄ¢ again\n",
    ] {
        let pages = [("a.md".to_owned(), text.to_owned())];
        if let Err(fault) = invariants.broken(&pages) {
            panic!("{fault}: {text:?}");
        }
    }
}
