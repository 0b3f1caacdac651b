/**
 * Writes build/contact-sheet.html: every pictogram large and small, in grey and as colour-blind people see it.
 * `python -m tests.e2e.contact_sheets` makes the pictures of docs/pictograms from it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readCatalogue } from "./pictograms.mjs";

const BUILD = resolve(import.meta.dirname, "../../build");

// Machado, Oliveira and Fernandes 2009, severity 1.0, for linear colours as SVG filters use them.
const SIGHTS = {
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const MOST_IN_A_SHEET = 48;

const STYLE = `
  body { margin: 0; font: 12px/1.3 sans-serif; background: #fffaf2; color: #2b2320 }
  section { display: grid; grid-template-columns: repeat(auto-fill, minmax(185px, 1fr)); gap: 6px; padding: 8px }
  figure { margin: 0; padding: 8px; background: #fff; border-radius: 12px; break-inside: avoid }
  .large { inline-size: 96px } .small { inline-size: 32px } .tiny { inline-size: 28px }
  .dark { background: #0b6b63; padding: 6px; border-radius: 8px }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px }
  .column { display: grid; gap: 6px }
  .grey { filter: grayscale(1) }
  ${Object.keys(SIGHTS)
    .map((name) => `.${name} { filter: url(#${name}) }`)
    .join("\n  ")}
  figcaption b { display: block }`;

const built = JSON.parse(readFileSync(join(BUILD, "pictograms.json"), "utf8"));
const catalogue = readCatalogue();

function picture(id, classes) {
  return `<svg class="${classes}" viewBox="2 2 68 68">${built[id].svg}</svg>`;
}

function figure({ id, kind, en, openmoji }) {
  const seen = ["grey", ...Object.keys(SIGHTS)].map((sight) => picture(id, `small ${sight}`)).join("");
  const button = kind === "interface" ? `<span class="dark">${picture(id, "tiny")}</span>` : "";
  return `<figure><div class="row">${picture(id, "large")}<div class="column">${picture(id, "small")}${button}</div></div>
    <div class="row">${seen}</div><figcaption><b>${id}</b>${en}${openmoji ? ` (OpenMoji ${openmoji})` : ""}</figcaption></figure>`;
}

function filter([name, m]) {
  const matrix = [0, 3, 6].map((row) => `${m.slice(row, row + 3).join(" ")} 0 0`).join(" ");
  return `<filter id="${name}"><feColorMatrix values="${matrix} 0 0 0 1 0"/></filter>`;
}

function sheets(kind) {
  const figures = catalogue.filter((entry) => entry.kind === kind).map(figure);
  const count = Math.ceil(figures.length / MOST_IN_A_SHEET);
  const size = Math.ceil(figures.length / count);
  return Array.from({ length: count }, (_, place) => {
    const shown = figures.slice(place * size, (place + 1) * size);
    const name = count > 1 ? `${kind}-${place + 1}` : kind;
    return `<section id="${name}" data-count="${shown.length}">${shown.join("\n")}</section>`;
  });
}

const kinds = [...new Set(catalogue.map(({ kind }) => kind))];
const sections = kinds.flatMap(sheets);
const filters = `<svg width="0" height="0">${Object.entries(SIGHTS).map(filter).join("")}</svg>`;
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictograms</title><style>${STYLE}</style>${filters}${sections.join("\n")}`;
writeFileSync(join(BUILD, "contact-sheet.html"), page);
console.log(join(BUILD, "contact-sheet.html"));
