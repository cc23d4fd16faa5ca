// Which labels of arrows cover another label or a box, of how many.

async function look() {
  const found = { labels: 0, covered: [] };
  for (const page of PAGES) {
    const frame = await load(page, 1440, 900);
    const doc = frame.contentDocument;
    await doc.fonts.ready;
    for (const e of doc.querySelectorAll("details")) e.open = true;
    for (const svg of doc.querySelectorAll(".patterns-diagram>svg")) {
      const natural = svg.getBoundingClientRect().width / Number.parseFloat(svg.style.getPropertyValue("--w"));
      const box = (e) => [e.textContent.trim(), e.getBoundingClientRect()];
      const labels = [...svg.querySelectorAll(".m-edgeLabel text")].map(box).filter(([words]) => words);
      const boxes = [...svg.querySelectorAll(".m-node")].map(box);
      const shared = (a, b) => Math.min(Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) / natural;
      labels.forEach(([words, area], at) => {
        for (const [other, there] of [...labels.slice(0, at), ...boxes]) {
          const over = shared(area, there);
          if (over > 0) found.covered.push(`${page}: ${svg.ariaLabel}: ${words} covers ${other} by ${over.toFixed(1)}`);
        }
      });
      found.labels += labels.length;
    }
    frame.remove();
  }
  report(found);
}

look();
