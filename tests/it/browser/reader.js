// What all looks at built pages share: frames, waiting, and saying what was seen.

const load = (page, width, height = 900) =>
  new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width:${width}px;height:${height}px;border:0`;
    frame.onload = () => done(frame);
    frame.src = page;
    document.body.append(frame);
  });

const wait = () => new Promise((done) => setTimeout(done, 100));

const said = {};
const check = (name, found, wanted) => {
  const [f, w] = [found, wanted].map((value) => JSON.stringify(value));
  said[name] = f === w ? "ok" : `${f} instead of ${w}`;
};

// As JSON in the page, with no character that HTML would change.
function report(value) {
  const measured = document.createElement("pre");
  measured.id = "measured";
  measured.textContent = JSON.stringify(value).replace(/[<>&\u00a0]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  document.body.append(measured);
}
