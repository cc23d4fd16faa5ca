// Where the first row of When to Use stands, and what the first screen says twice.

const SCREENS = [
  [1440, 900],
  [390, 844],
];

// What readers see of a block, in sentences of five words and more.
function sentences(view, e) {
  const seen = view.getComputedStyle(e).visibility === "visible" && e.checkVisibility();
  if (!seen) return [];
  const text = e.innerText.replace(/\s+/g, " ").trim();
  return text.split(/(?<=[.!?])\s/).filter((sentence) => sentence.split(" ").length > 4);
}

async function look() {
  const found = [];
  for (const page of PAGES) {
    for (const [width, height] of SCREENS) {
      const frame = await load(page, width, height);
      await wait();
      const doc = frame.contentDocument;
      const view = frame.contentWindow;
      const main = doc.querySelector("main");
      const top = (e) => e.getBoundingClientRect().top;
      const headings = [...main.querySelectorAll("h2")].filter((h) => h.checkVisibility());
      const use = headings[0];
      const inOrder = !!use && /^\W*when to use/i.test(use.textContent) && !!main.querySelector(".patterns-summary");
      const behind = (e) => use.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
      const row = inOrder && [...main.querySelectorAll("tbody tr")].find(behind);
      const twice = [];
      const said = new Set();
      for (const e of main.querySelectorAll("p, li, td, h1, h2, h3, summary")) {
        if (top(e) > height || e.querySelector("p, li")) continue;
        for (const sentence of sentences(view, e)) {
          if (said.has(sentence)) twice.push(sentence);
          said.add(sentence);
        }
      }
      found.push({ page, width, row: row ? Math.round(top(row)) : null, twice });
      frame.remove();
    }
  }
  report(found);
}

look();
