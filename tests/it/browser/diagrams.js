// Looks at a page's drawings as a reader would and says what came of it.

async function run() {
  const view = (await load("a.html", 1000)).contentWindow;
  const doc = view.document;
  const figures = [...doc.querySelectorAll(".patterns-diagram")];
  const svgs = figures.map((figure) => figure.querySelector("svg"));
  const style = (e) => view.getComputedStyle(e);
  const theme = async (name) => {
    doc.getElementById(`mdbook-theme-${name}`).click();
    await wait();
    return [doc.documentElement.className.includes(name), style(svgs[0].querySelector(".m-flowchart-link")).stroke];
  };
  check("lines follow the theme", [await theme("light"), await theme("navy"), await theme("rust"), await theme("coal")], [[true, "rgb(51, 51, 51)"], [true, "rgb(211, 211, 211)"], [true, "rgb(51, 51, 51)"], [true, "rgb(211, 211, 211)"]]);
  const own = [...svgs[0].querySelectorAll("text")].find((e) => e.textContent.includes("Call"));
  check("text on an author's fill stays dark", style(own).fill, "rgb(17, 17, 17)");
  check("an author's theme has its own ground", style(figures[1]).backgroundColor, "rgb(255, 255, 255)");
  const inside = [...svgs[0].querySelectorAll(".m-node")].every((node) => {
    const [shape, text] = [node.querySelector("rect,polygon"), node.querySelector("text")].map((e) => e.getBoundingClientRect());
    return shape.left <= text.left + 1 && text.right <= shape.right + 1;
  });
  check("labels stand in their shapes", inside, true);
  check("a wide one scrolls in its frame", figures[2].scrollWidth > figures[2].clientWidth, true);
  check("and not the page", doc.querySelector(".content").scrollWidth, doc.querySelector(".content").clientWidth);
  check("names", svgs.map((svg) => [svg.getAttribute("role"), svg.ariaLabel]), [["img", "Drawings"], ["img", "Drawings"], ["img", "Drawings"], ["group", "Drawings"]]);

  const button = figures[0].querySelector("button");
  check("a button by name", button.ariaLabel, "Full size: Drawings");
  button.focus();
  button.click();
  const dialog = doc.querySelector("dialog");
  check("full size", [dialog.open, dialog.contains(svgs[0]), svgs[0].getBoundingClientRect().width > 800], [true, true, true]);
  const escape = new view.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  check("the keyboard is the dialog's, not mdBook's", dialog.dispatchEvent(escape), true);
  // What the browser does at Escape; the event itself comes with a frame, which here may not come.
  dialog.close();
  dialog.dispatchEvent(new view.Event("close"));
  check("and back", [doc.querySelector("dialog"), figures[0].contains(svgs[0]), doc.activeElement === button], [null, true, true]);
  svgs[0].dispatchEvent(new view.MouseEvent("click", { bubbles: true }));
  check("by a click on the drawing too", !!doc.querySelector("dialog[open]"), true);
  doc.querySelector("dialog .patterns-close").click();
  check("closed by its button", [!!doc.querySelector("dialog"), figures[0].contains(svgs[0])], [false, true]);
  const link = svgs[3].querySelector("a");
  check("links lead out", link.getAttribute("href"), "https://example.org/");
}

run()
  .catch((error) => check("error", String(error.stack), ""))
  .then(() => report(said));
