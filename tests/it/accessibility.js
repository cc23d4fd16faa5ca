// Runs axe on the pages one after another, and says what it objects to.

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const THEMES = ["light", "rust", "coal", "navy", "ayu"];

function objections(page, theme, results) {
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => {
      const data = any.find((check) => check.data?.contrastRatio)?.data;
      return { page, theme, rule: id, html: html.slice(0, 200), ratio: data?.contrastRatio ?? 0 };
    }),
  );
}

// What is found for a word that pages and titles have.
async function search(doc) {
  doc.getElementById("mdbook-search-toggle").click();
  const bar = doc.getElementById("mdbook-searchbar");
  bar.value = "pattern";
  bar.dispatchEvent(new doc.defaultView.KeyboardEvent("keyup", { bubbles: true }));
  for (let tries = 0; tries < 50 && !doc.querySelector("#mdbook-searchresults li"); tries++) await wait();
  found += doc.querySelectorAll("#mdbook-searchresults li").length;
}

let found = 0;

async function look() {
  const said = [];
  let checks = 0;
  for (const page of PAGES) {
    const frame = await load(page, 1200);
    const view = frame.contentWindow;
    const still = view.document.createElement("style");
    still.textContent = "* { transition: none !important; animation: none !important; }";
    view.document.head.append(still);
    for (const e of view.document.querySelectorAll("details")) e.open = true;
    view.eval(AXE);
    for (const theme of THEMES) {
      view.document.getElementById(`mdbook-theme-${theme}`).click();
      // Only colours depend on the theme.
      const runOnly = theme === THEMES[0] ? { type: "tag", values: TAGS } : { type: "rule", values: ["color-contrast"] };
      const rules = theme === THEMES[0] ? { "target-size": { enabled: true } } : {};
      const results = await view.axe.run({ include: ["body"] }, { runOnly, rules, resultTypes: ["violations"] });
      checks += results.passes.length + results.violations.length;
      said.push(...objections(page, theme, results));
    }
    if (page === PAGES[0]) {
      await search(view.document);
      for (const theme of THEMES) {
        view.document.getElementById(`mdbook-theme-${theme}`).click();
        const results = await view.axe.run({ include: ["#mdbook-search-wrapper"] }, { runOnly: { type: "rule", values: ["color-contrast"] } });
        said.push(...objections("search", theme, results));
      }
    }
    frame.remove();
  }
  report({ checks, found, said });
}

look();
