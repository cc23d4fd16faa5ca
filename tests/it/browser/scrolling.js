// Which drawings scroll sideways in a window, and which take another size than they should, of how many.

async function look() {
  const found = { drawings: 0, sideways: [], wrong: [] };
  for (const page of PAGES) {
    const frame = await load(page, WIDTH, 900);
    for (const e of frame.contentDocument.querySelectorAll("details")) e.open = true;
    for (const figure of frame.contentDocument.querySelectorAll(".patterns-diagram:not(.patterns-undrawn)")) {
      found.drawings++;
      const svg = figure.querySelector("svg");
      const share = svg.getBoundingClientRect().width / Number.parseFloat(svg.style.getPropertyValue("--w"));
      const name = `${page}: ${svg.ariaLabel} ${svg.getAttribute("viewBox")}`;
      const scrolls = figure.scrollWidth > figure.clientWidth;
      if (scrolls) found.sideways.push(name);
      if (share < LEAST - 0.005 || (scrolls && share > LEAST + 0.005)) found.wrong.push(`${name}: ${share.toFixed(2)}`);
    }
    frame.remove();
  }
  report(found);
}

look();
