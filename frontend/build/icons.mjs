/** A Vite plugin that paints the app's icons from our own drawing, in the sizes and shapes that phones ask for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const FOLDER = "frontend/icons";
const DRAWINGS = { app: "pictograms/own/ui_today.svg", badge: `${FOLDER}/badge.svg` };
const TEAL = "#0b6b63";

// `share` is how much of the side the drawing takes: phones cut a maskable icon down to a circle of four fifths.
const ICONS = {
  "app-192": { size: 192, share: 0.78, radius: 16 },
  "app-512": { size: 512, share: 0.78, radius: 16 },
  "maskable-192": { size: 192, share: 0.62, radius: 0 },
  "maskable-512": { size: 512, share: 0.62, radius: 0 },
  "apple-touch": { size: 180, share: 0.72, radius: 0 },
};

export function icons() {
  return {
    name: "icons",
    apply: "build",
    async buildStart() {
      ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
      await ready;
      for (const drawing of Object.values(DRAWINGS)) this.addWatchFile(drawing);
      const [app, badge] = [DRAWINGS.app, DRAWINGS.badge].map((drawing) => readFileSync(drawing, "utf8"));
      for (const [name, shape] of Object.entries(ICONS)) emit(this, name, painted(framed(app, shape), shape.size));
      emit(this, "badge", painted(badge, 96));
    },
  };
}

let ready;

function emit(build, name, source) {
  // The path by which the manifest, and so `asset()` in a template, knows it.
  build.emitFile({ type: "asset", name: `${name}.png`, originalFileName: `${FOLDER}/${name}.png`, source });
}

function framed(drawing, { share, radius }) {
  const place = `translate(${36 - 36 * share} ${36 - 36 * share}) scale(${share})`;
  const inner = drawing.replace(/<\/?svg[^>]*>/g, "");
  const ground = `<rect width="72" height="72" rx="${radius}" fill="${TEAL}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">${ground}<g transform="${place}">${inner}</g></svg>`;
}

function painted(drawing, size) {
  return new Resvg(drawing, { fitTo: { mode: "width", value: size } }).render().asPng();
}
