//! Code with highlighted lines, numbers and annotations.

use super::{SKIPPED, chromium, measure};
use crate::site::Site;
use std::collections::BTreeMap;

const PAGE: &str = "# Code\n\n```python hl_lines=\"2 4-5\" linenums=\"8\"\nimport time\ndef retry():\n\tpause = 1\n    for attempt in range(3): # a line that is far too long for any column of text, far too long for any column of text, 中文 🏆 far too long\n\n    sleep()\n```\n\n```rust hl_lines=\"1 3\"\nlet x = 1;\n# let hidden = 2;\nlet y = 3;\n```\n\n- item\n\n    ```yaml linenums=\"1\"\n    a: 1\n    b: {{x}}\n    ```\n\n<div class=\"grid\" markdown>\n\n```yaml hl_lines=\"2\"\na: one line that is far too long to be shown in half of the column of the page's text and wraps\nb: 2\n```\n\n</div>\n\n```yaml\na: # (1)!\nb: one line that is far too long for any column of text, far too long for any column of text, far too long for it # (2)!\n```\n\n1. One\n\n    ```text\n    code\n    ```\n2. Two\n\nText (1)\n{ .annotate }\n\n1. Three\n";

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn what_stands_beside_code_stands_at_its_line_and_is_not_copied() {
    let Some(chromium) = chromium() else {
        println!("{SKIPPED}");
        return;
    };
    let site = Site::new("profile = \"adopt\"", &[("a.md", PAGE), ("b.md", PAGE)]);
    assert!(site.build());
    let said = measure(&chromium, &site, include_str!("code.js"));
    let said: BTreeMap<String, String> = serde_json::from_str(&said).unwrap();
    let wrong: Vec<_> = said.iter().filter(|(_, what)| *what != "ok").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(said.len(), 24, "{said:?}");
}
