/** Reads a JSON object of texts by language and writes what franc takes each for, the likeliest first. */
import { readFileSync } from "node:fs";
import { francAll } from "franc-all";

const texts = JSON.parse(readFileSync(0, "utf8"));
const found = Object.entries(texts).map(([tag, text]) => [tag, francAll(text).map(([code]) => code)]);
console.log(JSON.stringify(Object.fromEntries(found)));
