// Looks at a page's drawings as a reader would and says what came of it.

async function run() {
  const view = (await load("a.html", 1000)).contentWindow;
  const doc = view.document;
  const figures = [...doc.querySelectorAll(".patterns-diagram")];
  const svgs = figures.map((figure) => figure.querySelector("svg"));
  const style = (e) => view.getComputedStyle(e);
  const seen = async (name) => {
    doc.getElementById(`mdbook-theme-${name}`).click();
    await wait();
    const probe = doc.createElement("i");
    svgs[0].before(probe);
    const page = (property) => ((probe.style.color = `var(${property})`), style(probe).color);
    const [text, line, ground] = [page("--fg"), page("--dl"), page("--dn")];
    const of = (what, property) => style(svgs[0].querySelector(what))[property];
    const found = [of(".m-flowchart-link", "stroke") === line, of(".m-node polygon", "fill") === ground, of(".m-node:has(polygon) text", "fill") === text];
    probe.remove();
    return [doc.documentElement.className.includes(name), ...found, text];
  };
  const themes = [await seen("light"), await seen("rust"), await seen("coal"), await seen("ayu"), await seen("navy")];
  check("lines, grounds and text in the page's colours", themes.map((found) => found.slice(0, 4)), Array(5).fill([true, true, true, true]));
  check("which differ", new Set(themes.map((found) => found[4])).size, 5);
  const own = [...svgs[0].querySelectorAll("text")].find((e) => e.textContent.includes("Call"));
  check("text on an author's fill stays dark", style(own).fill, "rgb(17, 17, 17)");
  check("an author's theme has its own ground", style(figures[1]).backgroundColor, "rgb(255, 255, 255)");
  const inside = [...svgs[0].querySelectorAll(".m-node")].every((node) => {
    const [shape, text] = [node.querySelector("rect,polygon"), node.querySelector("text")].map((e) => e.getBoundingClientRect());
    return shape.left <= text.left + 1 && text.right <= shape.right + 1;
  });
  check("labels stand in their shapes", inside, true);
  const share = (n) => svgs[n].getBoundingClientRect().width / Number.parseFloat(svgs[n].style.getPropertyValue("--w"));
  check("a wide one shrinks to 0.6, then scrolls in its frame", [share(2).toFixed(2), figures[2].scrollWidth > figures[2].clientWidth], ["0.60", true]);
  check("a high one ends within the window", figures[4].getBoundingClientRect().height <= 720.5, true);
  check("and not the page", doc.querySelector(".content").scrollWidth, doc.querySelector(".content").clientWidth);
  check("names", svgs.map((svg) => [svg.getAttribute("role"), svg.ariaLabel]), [["img", "Flowchart: Drawings, 2 steps"], ["img", "Sequence diagram: Drawings"], ["img", "Flowchart: Drawings, 7 steps"], ["group", "Flowchart: Drawings, 2 steps"], ["img", "Flowchart: Drawings, 13 steps"], ["img", "Flowchart: Drawings, 2 steps"], ["img", "Flowchart: Drawings, 2 steps"]]);

  const button = figures[0].querySelector("button");
  check("a button by name", button.ariaLabel, "Full size: Flowchart: Drawings, 2 steps");
  button.focus();
  button.click();
  const dialog = doc.querySelector("dialog");
  const box = (e) => e.getBoundingClientRect();
  const natural = Number.parseFloat(svgs[0].style.getPropertyValue("--w"));
  check("full size", [dialog.open, dialog.contains(svgs[0]), Math.round(box(svgs[0]).width)], [true, true, natural]);
  check("a dialog by name", dialog.ariaLabel, svgs[0].ariaLabel);
  const tools = [...dialog.querySelectorAll("button")];
  check("its buttons", tools.map((e) => e.ariaLabel), ["Fit to the window", "Natural size", "Zoom out", "Zoom in", "Close"]);
  const within = (e) => box(e).left >= 0 && box(e).right <= view.document.documentElement.clientWidth && box(e).top >= 0;
  check("inside the window", [dialog, ...tools].map(within), Array(6).fill(true));
  check("large enough", tools.every((e) => box(e).width >= 32 && box(e).height >= 32), true);
  const at = () => [box(svgs[0]).left, box(svgs[0]).top, box(svgs[0]).width].map(Math.round);
  const moved = (act) => {
    const before = at();
    act();
    return at().map((value, n) => value - before[n]);
  };
  const send = (Kind, type, init) => dialog.dispatchEvent(new view[Kind](type, { bubbles: true, cancelable: true, ...init }));
  const press = (key) => moved(() => send("KeyboardEvent", "keydown", { key }));
  check("by keys", [press("ArrowLeft"), press("ArrowUp")], [[64, 0, 0], [0, 64, 0]]);
  check("by the wheel", moved(() => send("WheelEvent", "wheel", { deltaX: 10, deltaY: 20 })), [-10, -20, 0]);
  const touch = (type, pointerId, clientX, clientY) => send("PointerEvent", type, { pointerId, clientX, clientY });
  touch("pointerdown", 1, 100, 200);
  check("by drag", moved(() => touch("pointermove", 1, 130, 180)), [30, -20, 0]);
  touch("pointerdown", 2, 230, 180);
  check("by pinch", moved(() => touch("pointermove", 2, 330, 180))[2], natural);
  touch("pointerup", 1, 0, 0);
  touch("pointerup", 2, 0, 0);
  tools[0].click();
  check("fits", [within(svgs[0]), box(svgs[0]).width > natural], [true, true]);
  tools[1].click();
  check("natural again", at()[2], natural);
  const escape = new view.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  check("the keyboard is the dialog's, not mdBook's", dialog.dispatchEvent(escape), true);
  // What the browser does at Escape; the event itself comes with a frame, which here may not come.
  dialog.close();
  dialog.dispatchEvent(new view.Event("close"));
  check("and back", [doc.querySelector("dialog"), figures[0].contains(svgs[0]), doc.activeElement === button], [null, true, true]);
  svgs[0].dispatchEvent(new view.MouseEvent("click", { bubbles: true }));
  check("by a click on the drawing too", !!doc.querySelector("dialog[open]"), true);
  [...doc.querySelectorAll("dialog button")].pop().click();
  check("closed by its button", [!!doc.querySelector("dialog"), figures[0].contains(svgs[0])], [false, true]);
  const [folded, again] = svgs.slice(5);
  const area = (svg) => [svg.getBBox().width, svg.getBBox().height].map(Math.round);
  check("one that is there twice stands there once", [doc.querySelector("main").textContent.split("Twice").length, again.querySelectorAll("text").length], [2, 0]);
  const ends = [...doc.querySelectorAll("marker")].filter((e) => e.closest(".patterns-parts"));
  check("is seen where the first is folded, with its arrows", [folded.checkVisibility(), again.checkVisibility(), area(again)[0] > 100, ends.map((e) => [e.ownerSVGElement.checkVisibility(), style(e).fill === style(svgs[4].querySelector(".m-flowchart-link")).stroke])], [false, true, true, [[true, true]]]);
  folded.closest("details").open = true;
  const parts = doc.querySelector(".patterns-parts").getBoundingClientRect();
  check("what they share takes no room", [parts.width, parts.height], [0, 0]);
  check("and like the first", area(again), area(folded));
  const link = svgs[3].querySelector("a");
  check("links lead out", link.getAttribute("href"), "https://example.org/");
}

run()
  .catch((error) => check("error", String(error.stack), ""))
  .then(() => report(said));
