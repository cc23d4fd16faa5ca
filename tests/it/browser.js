// Loads the pages one after another in frames and says what is to be seen on each.

const THEMES = ["light", "rust", "coal", "navy", "ayu"];

const name = (e) => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 40)}`;

function box(e) {
  if (!e) return null;
  const { left, right, top, bottom } = e.getBoundingClientRect();
  const shown = e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return { left, right, top, bottom, shown: shown && right > left && bottom > top };
}

// What makes a reader scroll sideways: mdBook's `.content` scrolls by itself, so the document alone says nothing.
function sideways(doc, main) {
  let over = doc.scrollingElement.scrollWidth - doc.defaultView.innerWidth;
  const scrolls = (e) => doc.defaultView.getComputedStyle(e).overflowX !== "visible";
  for (let e = main; e; e = e.parentElement) if (scrolls(e)) over = Math.max(over, e.scrollWidth - e.clientWidth);
  if (over <= 0) return { over: 0, culprit: "" };
  const edge = doc.querySelector(".content").getBoundingClientRect().right;
  const free = (e) => e === main || (!scrolls(e) && free(e.parentElement));
  const wide = [...main.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > edge && free(e.parentElement));
  return { over, culprit: wide.length ? name(wide[0]) : "" };
}

function words(main) {
  const copy = main.cloneNode(true);
  for (const e of copy.querySelectorAll("pre, code, style, script")) e.remove();
  return copy.textContent;
}

// Whether each folded block opens and closes at a click, and whether its marker is drawn.
function folds(view, main) {
  return [...main.querySelectorAll("details.patterns-admonition")].map((e) => {
    const summary = e.querySelector("summary");
    const marker = view.getComputedStyle(summary, "::after");
    const closed = (e.open = false, e.offsetHeight);
    summary.click();
    const opens = e.open && e.offsetHeight > closed;
    summary.click();
    const drawn = marker.content !== "none" && parseFloat(marker.width) > 0 && parseFloat(marker.borderBottomWidth) > 0;
    return { name: name(summary), works: opens && !e.open, marker: drawn };
  });
}

// `rgb(…)` counts to 255, `color(srgb …)` to 1.
function colour(css) {
  const parts = css.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  const scale = css.startsWith("color(") ? 1 : 255;
  return [parts[0] / scale, parts[1] / scale, parts[2] / scale, parts[3] ?? 1];
}

const mix = (top, bottom, part) => top.slice(0, 3).map((value, at) => value * part + bottom[at] * (1 - part));
const over = (ink, ground) => mix(ink, ground, ink[3]);

function ancestors(e) {
  const chain = [];
  for (; e; e = e.parentElement) chain.unshift(e);
  return chain;
}

// The colour of a point of the last element, its text's or that behind the text.
function paint(view, chain, text = false, under = [1, 1, 1]) {
  if (!chain.length) return under;
  const style = view.getComputedStyle(chain[0]);
  let point = over(colour(style.backgroundColor), under);
  if (chain.length > 1) point = paint(view, chain.slice(1), text, point);
  else if (text) point = over(colour(style.color), point);
  return mix(point, under, Number(style.opacity));
}

const OURS = ".patterns-levels, .patterns-summary, .patterns-admonition, .patterns-panel, .patterns-quick, .patterns-tab, .grid.cards, .failure-vignette, .decision-box, .truth-box, .axiom-box";
const PARTS = [".patterns-levels", ".patterns-line", ".patterns-key", ".patterns-caption", ".patterns-title", ".patterns-summary", ".patterns-panel", "td"];

// The worst contrast of each part in each theme. Code and table headers have the theme's own colours:
// what it gives them without our boxes is enough.
function contrasts(view, doc, main) {
  const found = [];
  for (const e of main.querySelectorAll("details")) e.open = true;
  for (const theme of THEMES) {
    doc.getElementById(`mdbook-theme-${theme}`).click();
    const worst = {};
    const note = (part, where, contrast, wanted) => {
      const margin = contrast / wanted;
      if (!(worst[part]?.margin <= margin)) worst[part] = { theme, part, text: where.textContent.trim().slice(0, 40), ratio: contrast, wanted, margin };
    };
    const bare = (chain, e) => {
      const ground = paint(view, chain.filter((e) => !e.matches(`${OURS}, .patterns-title`)));
      return ratio(over(colour(view.getComputedStyle(e).color), ground), ground);
    };
    const texts = doc.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode()); ) {
      const e = text.parentElement;
      if (!text.data.trim() || !e.closest(OURS) || e.closest("style, script, pre") || !e.checkVisibility()) continue;
      const chain = ancestors(e);
      const contrast = ratio(paint(view, chain, true), paint(view, chain));
      const themed = e.closest("code, th");
      const part = e.closest("a:not(.header, .patterns-levels *)") ? "a" : themed ? themed.tagName.toLowerCase() : PARTS.find((part) => e.closest(part)) ?? "body";
      note(part, text, contrast, themed ? Math.min(4.5, bare(chain, e)) : 4.5);
    }
    for (const e of main.querySelectorAll("details.patterns-admonition > summary")) {
      const ground = paint(view, ancestors(e));
      note("marker", e, ratio(over(colour(view.getComputedStyle(e, "::after").borderBottomColor), ground), ground), 3);
    }
    found.push(...Object.values(worst));
  }
  return found;
}

async function look() {
  const said = [];
  for (const [page, width] of LOOKS) {
    const frame = await load(page, width);
    const doc = frame.contentDocument;
    const view = frame.contentWindow;
    const still = doc.createElement("style");
    still.textContent = "* { transition: none !important; animation: none !important; }";
    doc.head.append(still);
    const main = doc.querySelector("main");
    const first = (selector) => box(main.querySelector(selector));
    said.push({
      page,
      width,
      rtl: view.getComputedStyle(main).direction === "rtl",
      sideways: sideways(doc, main),
      boxes: { main: box(main), h1: first("h1"), h2: first("h2"), summary: first(".patterns-summary") },
      words: words(main),
      folds: folds(view, main),
      contrasts: THEMED ? contrasts(view, doc, main) : [],
    });
    frame.remove();
  }
  report(said);
}

look();
