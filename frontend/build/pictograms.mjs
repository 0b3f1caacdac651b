/**
 * Turns the catalogue's drawings into what pages use: build/pictograms.json with the markup and address of each, a hashed
 * file of each, and one sprite. Run as `node frontend/build/pictograms.mjs [--allow-missing] [build folder]`; while a
 * drawing is being made, `--allow-missing` puts a grey disc in its place.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { parse } from "smol-toml";
import { optimize } from "svgo";

const PROJECT = resolve(import.meta.dirname, "../..");
const OWN = join(PROJECT, "pictograms/own");
const OPENMOJI = join(PROJECT, "node_modules/openmoji/color/svg");
const VIEW_BOX = "2 2 68 68"; // OpenMoji keeps the outer 2 of its 72 empty
const MOST_BYTES = 5000;
const PLACEHOLDER = '<circle cx="36" cy="36" r="20" fill="#d0cfce"/>';

const SVGO = {
  multipass: true,
  floatPrecision: 1,
  plugins: [
    { name: "preset-default", params: { overrides: { cleanupIds: false, convertTransform: { floatPrecision: 3 } } } },
    { name: "removeAttrs", params: { attrs: ["id", "class", "stroke-miterlimit", "data-.*"] } },
    "collapseGroups",
    "sortAttrs",
  ],
};

/** Return every entry of the catalogue with its id, kind and the file of its drawing. */
export function readCatalogue() {
  const kinds = parse(readFileSync(join(PROJECT, "pictograms/catalogue.toml"), "utf8"));
  return Object.entries(kinds).flatMap(([kind, entries]) =>
    Object.entries(entries).map(([id, entry]) => ({ ...entry, id, kind, file: fileOf(id, entry) })),
  );
}

/** Return the markup inside the `<svg>` of a drawing, made small; throws when a page could not show it safely. */
export function innerMarkup(text) {
  const small = optimize(text, SVGO).data;
  const [, attributes, inner] = /^<svg([^>]*)>(.*)<\/svg>$/s.exec(small) ?? [];
  if (!inner) throw new Error("draws nothing");
  const strange = attributes.replace(/\s*(xmlns|viewBox)="[^"]*"/g, "").trim();
  if (strange) throw new Error(`has ${strange} on its <svg>, which an inlined drawing loses`);
  const unsafe =
    /<(?!\/?(?:g|path|circle|ellipse|rect|line|polyline|polygon)\b)[^>]*>|url\(|href|currentColor|\bon\w+=|style=/i;
  const found = unsafe.exec(inner);
  if (found) throw new Error(`holds ${found[0]}`);
  if (inner.length > MOST_BYTES) throw new Error(`is ${inner.length} bytes; at most ${MOST_BYTES}`);
  return inner;
}

function fileOf(id, { own, openmoji }) {
  return own ? join(OWN, `${id}.svg`) : join(OPENMOJI, `${openmoji}.svg`);
}

function entryFault({ id, own, openmoji }) {
  if (Boolean(own) === Boolean(openmoji)) return 'give either own = true or openmoji = "…"';
  if (openmoji && !/^[0-9A-F]{4,5}(-[0-9A-F]{4,5})*$/.test(openmoji)) return `${openmoji} is no code of OpenMoji`;
  return id === "sprite" && "this id is taken by the sprite itself";
}

function catalogueFaults(catalogue) {
  const isSame = (one, other) => one.id === other.id || one.file === other.file;
  const twice = catalogue.filter((entry, place) => catalogue.findIndex((other) => isSame(entry, other)) < place);
  const own = new Set(catalogue.filter((entry) => entry.own).map(({ id }) => `${id}.svg`));
  const strays = readdirSync(OWN).filter((name) => !own.has(name));
  return [
    ...catalogue.flatMap((entry) => (entryFault(entry) ? `${entry.id}: ${entryFault(entry)}` : [])),
    ...twice.map(({ id }) => `${id}: its id or its drawing is used by another entry`),
    ...strays.map((name) => `pictograms/own/${name}: the catalogue has no such entry drawn by hand`),
  ];
}

function draw(catalogue) {
  const drawn = new Map();
  const missing = [];
  const faults = catalogueFaults(catalogue);
  for (const { id, file } of catalogue) {
    if (!existsSync(file)) {
      missing.push(`${id}: there is no ${file.slice(PROJECT.length + 1)}`);
      drawn.set(id, PLACEHOLDER);
    } else {
      try {
        drawn.set(id, innerMarkup(readFileSync(file, "utf8")));
      } catch (error) {
        faults.push(`${id}: ${error.message}`);
      }
    }
  }
  return { drawn, missing, faults };
}

/** Write the drawings to a build folder, and remove those of an earlier build. */
function write(drawn, build) {
  const folder = join(build, "assets/pictograms");
  mkdirSync(folder, { recursive: true });
  const kept = new Set();
  const keep = (name, text) => {
    const file = `${name}.${createHash("sha256").update(text).digest("hex").slice(0, 10)}.svg`;
    writeFileSync(join(folder, file), text);
    writeFileSync(
      join(folder, `${file}.br`),
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    );
    kept.add(file).add(`${file}.br`);
    return `/assets/pictograms/${file}`;
  };
  const svg = (attributes, inner) => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inner}</svg>`;
  const symbols = [...drawn].map(([id, inner]) => `<symbol id="${id}" viewBox="${VIEW_BOX}">${inner}</symbol>`);
  const index = Object.fromEntries(
    [...drawn].map(([id, inner]) => [id, { svg: inner, url: keep(id, svg(` viewBox="${VIEW_BOX}"`, inner)) }]),
  );
  index.sprite = { url: keep("sprite", svg("", symbols.join(""))) };
  writeFileSync(join(build, "pictograms.json"), JSON.stringify(index));
  for (const file of readdirSync(folder)) if (!kept.has(file)) rmSync(join(folder, file));
}

function main(args) {
  const mayMiss = args.includes("--allow-missing");
  const build = resolve(args.find((arg) => !arg.startsWith("--")) ?? join(PROJECT, "build"));
  const { drawn, missing, faults } = draw(readCatalogue());
  for (const fault of [...faults, ...missing]) console.error(`pictograms: ${fault}`);
  if (faults.length || (missing.length && !mayMiss)) return 1;
  write(drawn, build);
  console.log(`pictograms: ${drawn.size}${missing.length ? `, ${missing.length} of them not drawn yet` : ""}`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
