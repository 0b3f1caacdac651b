/** A Vite plugin that puts subsets of the Noto fonts in place of the whole ones: a fifth of the bytes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import subsetFont from "subset-font";

// Each script's main block: every letter of the languages in it, whoever's name it is.
const BLOCKS = { "noto-sans-arabic": [0x0600, 0x06ff], "noto-sans-ethiopic": [0x1200, 0x137f] };
const WEIGHTS = { wght: { min: 400, max: 700 } };

export function fonts(folder = "build/fonts") {
  return {
    name: "fonts",
    async config() {
      const alias = await Promise.all(Object.entries(BLOCKS).map(([name, block]) => replacement(name, block, folder)));
      return { resolve: { alias } };
    },
  };
}

async function replacement(name, [first, last], folder) {
  const file = `${name}-${name.split("-").at(-1)}-wght-normal.woff2`;
  const whole = `@fontsource-variable/${name}/files/${file}`;
  const subset = resolve(folder, file);
  if (!existsSync(subset)) {
    const text = String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, place) => first + place));
    const font = readFileSync(join("node_modules", whole));
    mkdirSync(folder, { recursive: true });
    writeFileSync(subset, await subsetFont(font, text, { targetFormat: "woff2", variationAxes: WEIGHTS }));
  }
  return { find: whole, replacement: subset };
}
