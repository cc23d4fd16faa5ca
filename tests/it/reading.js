// Reads pages as a reader does: jumps to a level, and prints.

// Frames are not drawn while the clock jumps, so what they would bring is brought by hand.
async function settle(view) {
  view.requestAnimationFrame = (draw) => view.setTimeout(draw, 0);
  view.document.dispatchEvent(new Event("scroll", { bubbles: true }));
  await wait();
}

const area = (e) => {
  const { left, right, top, bottom } = e.getBoundingClientRect();
  return { left, right, top, bottom };
};

async function jump(page, width, height) {
  const frame = await load(page, width, height);
  const doc = frame.contentDocument;
  const nav = doc.querySelector(".patterns-levels");
  const natural = nav.offsetHeight;
  const bar = nav.querySelector("ol");
  await settle(frame.contentWindow);
  const said = [];
  for (const a of nav.querySelectorAll("a")) {
    a.click();
    await settle(frame.contentWindow);
    const heading = doc.getElementById(a.getAttribute("href").slice(1));
    const current = [...nav.querySelectorAll("[aria-current]")];
    const menu = doc.getElementById("mdbook-menu-bar");
    said.push({
      page,
      width,
      height,
      step: a.textContent,
      heading: area(heading),
      bar: area(bar),
      main: area(doc.querySelector("main")),
      menu: Math.max(0, menu.getBoundingClientRect().bottom),
      fixed: frame.contentWindow.getComputedStyle(bar).position === "fixed",
      marked: current.length === 1 && current[0] === a,
      moved: nav.offsetHeight - natural,
      target: Math.min(a.offsetHeight, a.offsetWidth),
    });
  }
  frame.contentWindow.scrollTo(0, 0);
  await settle(frame.contentWindow);
  const back = frame.contentWindow.getComputedStyle(bar).position === "static";
  frame.remove();
  return said.map((jump) => ({ ...jump, back }));
}

// Media cannot be chosen here, but the rules for them can.
function print(doc) {
  const printed = (sheet) => {
    let rules = [];
    // Those of mdBook's own sheets are out of reach in files.
    try { rules = [...sheet.cssRules]; } catch { return; }
    for (const rule of rules) {
      const media = rule.media?.mediaText ?? "";
      if (media === "print") rule.media.mediaText = "all";
      else if (media.startsWith("screen")) rule.media.mediaText = "not all";
    }
  };
  for (const link of doc.querySelectorAll("link[media=print]")) link.media = "all";
  for (const sheet of doc.styleSheets) printed(sheet);
}

async function paper(page) {
  const frame = await load(page, 700, 900);
  const { contentDocument: doc, contentWindow: view } = frame;
  frame.contentWindow.scrollTo(0, 5000);
  print(doc);
  await settle(frame.contentWindow);
  const main = doc.querySelector("main");
  const name = (e) => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`;
  const all = [...main.querySelectorAll("*")];
  // As without the script, which has opened them.
  const folded = [...main.querySelectorAll("details.patterns-admonition")];
  for (const e of folded) e.open = false;
  const said = {
    folded: folded.length,
    hidden: folded.filter((e) => !e.querySelector(":scope > :not(summary)").checkVisibility({ contentVisibilityAuto: true }) || !e.lastElementChild.offsetHeight).map(name),
    sticky: all.filter((e) => ["fixed", "sticky"].includes(view.getComputedStyle(e).position)).map(name),
    cut: [...main.querySelectorAll(".table-wrapper")].filter((e) => view.getComputedStyle(e).overflowX !== "visible").map(name),
    levels: main.querySelectorAll(".patterns-levels").length,
  };
  frame.remove();
  return said;
}

async function read() {
  const jumps = [];
  for (const [page, width, height] of JUMPS) jumps.push(...(await jump(page, width, height)));
  report({ jumps, paper: await paper("print.html") });
}

read();
