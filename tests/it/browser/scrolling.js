// Which drawings scroll sideways in a usual window, of how many.

async function look() {
  const found = { drawings: 0, sideways: [] };
  for (const page of PAGES) {
    const frame = await load(page, 1440, 900);
    for (const figure of frame.contentDocument.querySelectorAll(".patterns-diagram:not(.patterns-undrawn)")) {
      found.drawings++;
      const svg = figure.querySelector("svg");
      if (figure.scrollWidth > figure.clientWidth) found.sideways.push(`${page}: ${svg.ariaLabel} ${svg.getAttribute("viewBox")}`);
    }
    frame.remove();
  }
  report(found);
}

look();
