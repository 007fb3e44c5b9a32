// Runs one extractor over the pages named on standard input and prints one JSON line a page.
//   node peers.mjs readability|defuddle   with lines {"id": …, "file": …, "url": …}
// Times are CPU seconds of this process, so that a busy machine changes them little.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { JSDOM, VirtualConsole } from "jsdom";

const tool = process.argv[2];
const quiet = new VirtualConsole();
let Readability, Defuddle;
if (tool === "readability") ({ Readability } = await import("@mozilla/readability"));
else if (tool === "defuddle") ({ Defuddle } = await import("defuddle/node"));
else { console.error("readability or defuddle"); process.exit(2); }
console.log = console.warn = console.info = () => {};

const blocks = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TD TH TR UL".split(" "));

// Words of neighbouring blocks must not grow together, as textContent would let them.
function textOf(node, to = []) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) to.push(child.data);
    else if (child.nodeType === 1) {
      const block = blocks.has(child.tagName);
      if (block) to.push("\n");
      textOf(child, to);
      if (block) to.push("\n");
    }
  }
  return to;
}

for await (const line of createInterface({ input: process.stdin })) {
  const page = JSON.parse(line);
  const html = gunzipSync(readFileSync(page.file)).toString("utf8");
  const start = process.cpuUsage();
  let result = {};
  try {
    if (tool === "readability") {
      const dom = new JSDOM(html, { url: page.url || "https://page.example/", virtualConsole: quiet });
      const read = new Readability(dom.window.document).parse();
      if (read) {
        const box = dom.window.document.createElement("div");
        box.innerHTML = read.content;
        result = { text: textOf(box).join(""), title: read.title, author: read.byline, date: read.publishedTime };
      }
      dom.window.close();
    } else {
      const dom = new JSDOM(html, { url: page.url || "https://page.example/", virtualConsole: quiet });
      const read = await Defuddle(dom.window.document, page.url || "https://page.example/");
      const box = new JSDOM("<div></div>").window.document.querySelector("div");
      box.innerHTML = read.content;
      result = { text: textOf(box).join(""), title: read.title, author: read.author, date: read.published };
      dom.window.close();
    }
  } catch (error) {
    result = { error: String(error).slice(0, 200) };
  }
  const used = process.cpuUsage(start);
  process.stdout.write(JSON.stringify({ id: page.id, ...result, seconds: (used.user + used.system) / 1e6 }) + "\n");
}
