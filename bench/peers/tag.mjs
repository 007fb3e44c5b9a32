// Tags the texts on standard input with wink-nlp and prints one JSON line a text: its tokens as [start, length, universal tag].
//   node tag.mjs   with lines {"id": …, "text": …}
// Times are CPU seconds of this process. Each text is tagged twice, the second time counts: the first compiles.
import { createInterface } from "node:readline";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

const nlp = winkNLP(model, ["sbd", "pos"]);
const { its } = nlp;
const seconds = start => { const used = process.cpuUsage(start); return (used.user + used.system) / 1e6; };

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  let start = process.cpuUsage();
  nlp.readDoc(text);
  const first = seconds(start);
  start = process.cpuUsage();
  const tokens = nlp.readDoc(text).tokens();
  const values = tokens.out(its.value), tags = tokens.out(its.pos);
  const second = seconds(start);
  let at = 0;
  const rows = [];
  for (let i = 0; i < values.length; i++) {
    const place = text.indexOf(values[i], at);
    if (place < 0) continue;
    at = place + values[i].length;
    if (tags[i] !== "SPACE") rows.push([place, values[i].length, tags[i]]);
  }
  process.stdout.write(JSON.stringify({ id, tokens: rows, first, second }) + "\n");
}
