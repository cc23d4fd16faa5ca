// Says how far labels reach out of their boxes, in pixels of the drawing: no more than nothing.

async function run() {
  const doc = (await load("labels.html", 1200)).contentDocument;
  await doc.fonts.ready;
  const box = (e) => e.getBoundingClientRect();
  const middle = (e) => [(box(e).left + box(e).right) / 2, (box(e).top + box(e).bottom) / 2];
  const near = (a, b) => middle(a).every((value, n) => Math.abs(value - middle(b)[n]) < 12);
  const over = (shape, text) => Math.max(box(shape).left - box(text).left, box(text).right - box(shape).right);
  for (const svg of doc.querySelectorAll(".patterns-diagram > svg")) {
    const texts = [...svg.querySelectorAll("text")];
    const pairs = [...svg.querySelectorAll(".m-node")].map((node) => [node.querySelector("rect"), node.querySelector("text")]);
    for (const shape of svg.querySelectorAll("rect:is(.m-note, .m-actor)")) pairs.push([shape, texts.find((text) => near(shape, text))]);
    const found = pairs.filter(([shape, text]) => shape && text);
    check(`${svg.ariaLabel}: has boxes`, found.length > 1, true);
    check(`${svg.ariaLabel}: holds its labels`, found.filter(([shape, text]) => over(shape, text) > -4).map(([, text]) => text.textContent), []);
    const rows = [...svg.querySelectorAll(".m-node text")].map((text) => text.querySelectorAll("tspan[dy]").length);
    check(`${svg.ariaLabel}: breaks no short label`, rows.filter((count) => count > 1), []);
  }
}

run()
  .catch((error) => check("error", String(error.stack), ""))
  .then(() => report(said));
