// Runs axe on the pages one after another, and says what it objects to.

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const THEMES = ["light", "rust", "coal", "navy", "ayu"];

function objections(page, theme, results) {
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => {
      const data = any.find((check) => check.data?.contrastRatio)?.data;
      const tag = html.slice(1).match(/^[a-z0-9]*/)[0];
      return { page, theme, rule: id, tag, html: html.slice(0, 200), ratio: data?.contrastRatio ?? 0 };
    }),
  );
}

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
      const results = await view.axe.run({ include: ["body"], exclude: ["#mdbook-sidebar"] }, { runOnly, rules, resultTypes: ["violations"] });
      checks += results.passes.length + results.violations.length;
      said.push(...objections(page, theme, results));
    }
    frame.remove();
  }
  report({ checks, said });
}

look();
