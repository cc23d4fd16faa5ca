// Scrolls pages through in a window as 400% zoom leaves it and says where they are too wide.

async function look() {
  const wide = [];
  for (const page of PAGES) {
    const frame = await load(page, 320, 256);
    const doc = frame.contentDocument;
    const root = doc.scrollingElement;
    const main = doc.querySelector("main");
    const over = () => Math.max(root.scrollWidth - 320, ...[main, ...ups(main)].map((e) => e.scrollWidth - e.clientWidth));
    const step = Math.max(200, root.scrollHeight / 12);
    for (let y = 0; y < root.scrollHeight; y += step) {
      frame.contentWindow.scrollTo(0, y);
      await wait();
      if (over() > 0) wide.push(`${page} at ${Math.round(y)}: ${over()} px`);
    }
    frame.remove();
  }
  report(wide);
}

function ups(e) {
  const all = [];
  while ((e = e.parentElement)) if (getComputedStyle(e).overflowX !== "visible") all.push(e);
  return all;
}

look();
