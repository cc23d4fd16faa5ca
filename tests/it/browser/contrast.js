// The words of drawings that do not stand out from what is drawn below them, in each theme.

const THEMES = ["light", "rust", "coal", "navy", "ayu"];
const SHAPES = "rect,circle,ellipse,polygon,path";
const INHERITED = ["color", "color-scheme", "fill", "paint-order", "stroke", "--bg", "--fg", "--dg", "--dl"];

function parts(css) {
  const numbers = css.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  const scale = css.startsWith("color(") ? 1 : 255;
  return [...numbers.slice(0, 3).map((value) => value / scale), numbers[3] ?? 1];
}

const over = (ink, ground, part) => ground.map((value, at) => ink[at] * part + value * (1 - part));

// How much of an element's own colour is seen.
function opacity(style, e, svg) {
  let all = 1;
  for (; e !== svg; e = e.parentNode) all *= Number(style(e).opacity);
  return all;
}

// The texts that an element shows: itself, or those that it refers to. These look as where they are shown, but a browser
// tells only how they would look where they are written: so they are given what they inherit.
function texts(style, e) {
  if (e.localName === "text") return [e];
  if (e.localName !== "use") return [];
  const shown = e.ownerDocument.getElementById(e.getAttribute("href").slice(1));
  for (const name of INHERITED) shown.style.setProperty(name, style(e).getPropertyValue(name));
  return [...shown.querySelectorAll("text")];
}

let referred = 0;

function faint(view, svg) {
  const style = (e) => view.getComputedStyle(e);
  const inner = [...svg.querySelectorAll(`text,use,${SHAPES}`)].filter((e) => !e.closest("defs") && e.getBBox().width > 0);
  const background = (e) => {
    if (!e) return [1, 1, 1];
    const [r, g, b, alpha] = parts(style(e).backgroundColor);
    return alpha === 1 ? [r, g, b] : over([r, g, b], background(e.parentElement), alpha);
  };
  const paper = background(svg);
  const found = [];
  const all = inner.flatMap((place, at) => texts(style, place).map((text) => [text, place, at]));
  for (const [text, place, at] of all) {
    // What numbers stand on is the end of an arrow.
    if (!text.textContent.trim() || text.matches(".m-sequenceNumber")) continue;
    if (place !== text) referred++;
    const box = place.getBBox();
    const middle = new view.DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(place.getScreenCTM());
    let ground = paper;
    for (const shape of inner.slice(0, at)) {
      if (!shape.matches(SHAPES)) continue;
      const fill = style(shape).fill;
      if (fill === "none" || !fill.includes("(") || fill.startsWith("url")) continue;
      if (!shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) continue;
      const [r, g, b, alpha] = parts(fill);
      ground = over([r, g, b], ground, alpha * Number(style(shape).fillOpacity) * opacity(style, shape, svg));
    }
    if (style(text).paintOrder.startsWith("stroke")) ground = parts(style(text).stroke).slice(0, 3);
    const words = [...text.querySelectorAll("tspan")].pop() ?? text;
    const [r, g, b, alpha] = parts(style(words).fill);
    const ink = over([r, g, b], ground, alpha * opacity(style, place, svg));
    const contrast = ratio(ink, ground);
    if (contrast < 4.495) found.push(`${text.textContent.trim().slice(0, 24)}: ${contrast.toFixed(2)}`);
  }
  return [...new Set(found)];
}

async function run() {
  const view = (await load("kinds.html", 1000)).contentWindow;
  const doc = view.document;
  const still = doc.createElement("style");
  still.textContent = "* { transition: none !important }";
  doc.head.append(still);
  const svgs = [...doc.querySelectorAll(".patterns-diagram > svg")];
  check("forced colours", view.matchMedia("(forced-colors: active)").matches, FORCED);
  check("all are drawn", svgs.length, DRAWINGS);
  for (const theme of THEMES) {
    doc.getElementById(`mdbook-theme-${theme}`).click();
    await wait();
    for (const svg of svgs) check(`${svg.closest("figure").previousElementSibling.textContent} in ${theme}`, faint(view, svg), []);
  }
  check("words by reference are seen", referred > 0, true);
}

run()
  .catch((error) => check("error", String(error.stack), ""))
  .then(() => report(said));
