// Measures where lines of code stand and where what is drawn beside them does.

// The boxes of the lines of a piece of code, as its text is laid out.
function lines(view, code) {
  const range = view.document.createRange();
  const texts = view.document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const found = [];
  let top = null, bottom = null;
  for (let text; (text = texts.nextNode()); ) {
    if (!text.parentElement.checkVisibility()) continue;
    for (let at = 0; at < text.data.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      if (text.data[at] === "\n") {
        found.push({ top, bottom });
        top = bottom = null;
        continue;
      }
      const box = range.getBoundingClientRect();
      top = Math.min(top ?? box.top, box.top);
      bottom = Math.max(bottom ?? box.bottom, box.bottom);
    }
  }
  if (top !== null) found.push({ top, bottom });
  return found;
}

const shown = (block) => [...block.querySelectorAll(".patterns-lines > span")].filter((line) => line.checkVisibility());

// Of each line that has text, whether its box in the layer holds it.
const fits = (view, block) => {
  const code = lines(view, block.querySelector("code"));
  const layer = shown(block).map((line) => line.getBoundingClientRect());
  const wrong = code.flatMap(({ top, bottom }, at) => (top === null || (layer[at]?.top <= top && bottom <= layer[at].bottom + 0.5) ? [] : [at]));
  return code.length === layer.length ? wrong : `${code.length} lines, ${layer.length} in the layer`;
};

function print(view) {
  const style = view.document.createElement("style");
  style.textContent = "pre, code { white-space: pre-wrap; }";
  view.document.head.append(style);
  for (const style of view.document.querySelectorAll("main style"))
    for (const rule of style.sheet.cssRules)
      if (rule instanceof view.CSSMediaRule && rule.media.mediaText === "print") rule.media.mediaText = "all";
}

async function run() {
  for (const width of [1000, 360]) {
    const view = (await load("a.html", width)).contentWindow;
    const blocks = [...view.document.querySelectorAll(".patterns-code")];
    const pres = blocks.map((block) => block.querySelector("pre"));
    check(`highlight.js was there, ${width}`, [blocks.length, blocks[0].querySelectorAll(".hljs-keyword").length > 0], [5, true]);
    check(`lines stand at lines, ${width}`, blocks.map((block) => fits(view, block)), [[], [], [], [], []]);
    check(`highlighted lines, ${width}`, blocks.map((block) => shown(block).flatMap((line, at) => (line.matches(".patterns-hl") ? [at + 1] : []))), [[2, 4, 5], [1, 2], [], [2], []]);
    const first = blocks[0].querySelector("div");
    check(`long lines scroll in their block, ${width}`, first.scrollWidth > first.clientWidth, true);
    first.scrollLeft = 1e6;
    check(`and lines stay at lines, ${width}`, fits(view, blocks[0]), []);
    const drawn = blocks[0].querySelector(".patterns-hl").getBoundingClientRect();
    check(`and are as wide as the code, ${width}`, Math.abs(drawn.width - blocks[0].querySelector("code").getBoundingClientRect().width) < 1, true);
    const marks = [...blocks[4].querySelectorAll("a")];
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    const at = lines(view, blocks[4].querySelector("code"));
    check(`markers stand at their lines, ${width}`, boxes.map((box, line) => Math.abs(box.top + box.bottom - at[line].top - at[line].bottom) < 6), [true, true]);
    check(`behind their text or at the edge, ${width}`, [boxes[0].left - blocks[4].getBoundingClientRect().left < 80, boxes[1].right <= blocks[4].getBoundingClientRect().right], [true, true]);
    const inText = view.document.querySelector("p > .patterns-mark");
    const there = [...marks, inText].map((mark) => {
      mark.click();
      return view.location.hash === mark.hash && view.document.querySelector(":target").closest("li").textContent.trim().split(/\s/)[0];
    });
    check(`markers lead to items, ${width}`, there, ["One", "Two", "Three"]);
    const back = [...view.document.querySelectorAll(".patterns-back")].map((link) => {
      link.click();
      return [...marks, inText].indexOf(view.document.querySelector(":target"));
    });
    check(`and items to markers, ${width}`, back, [0, 1, 2]);
    if (width > 400) {
      // What the copy button takes; empty lines and braces as they were written, tabs as highlight.js has them.
      check("what is copied is the code", [view.playground_text(pres[2]).trimEnd(), view.playground_text(pres[4]).slice(0, 14), view.playground_text(pres[0]).split("\n").map((line) => line.slice(0, 10))], ["a: 1\nb: {{x}}", "a:\nb: one line", ["import tim", "def retry(", "    pause ", "    for at", "", "    sleep(", ""]]);
      check("the copy button stands where it is seen", pres[0].querySelector(".buttons").getBoundingClientRect().right <= blocks[0].getBoundingClientRect().right + 1, true);
      print(view);
      check("in print lines wrap and fit", [blocks.map((block) => fits(view, block)), first.scrollWidth > first.clientWidth], [[[], [], [], [], []], false]);
    }
  }
  const all = (await load("print.html", 1000)).contentWindow.document;
  const links = [...all.querySelectorAll(".patterns-mark, .patterns-back")];
  const leads = links.map((link) => all.getElementById(decodeURIComponent(link.hash.slice(1))));
  const chapter = (e) => [...all.querySelectorAll("h1")].filter((h) => h.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING).length;
  check("in print.html links stay in their chapter", [links.length, links.filter((link, at) => !leads[at] || chapter(link) !== chapter(leads[at])).length], [12, 0]);
  report(said);
}

run();
