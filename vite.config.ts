/** The frontend's build: hashed files in build/assets, the manifest the pages read, one service worker. */
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { compressed } from "./frontend/build/compress.mjs";
import { fonts } from "./frontend/build/fonts.mjs";
import { icons } from "./frontend/build/icons.mjs";
import { serviceWorker } from "./frontend/build/service-worker.mjs";

const entries = [
  ...["parent.ts", "staff.ts", "join.ts", "studio.ts", "voices.ts"],
  ...["styles/parent.css", "styles/staff.css", "styles/join.css", "styles/studio.css"],
];

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "build",
    emptyOutDir: false,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: { input: entries.map((entry) => `frontend/${entry}`).filter((entry) => existsSync(entry)) },
  },
  plugins: [fonts(), icons(), serviceWorker("frontend/service-worker/index.ts"), compressed()],
  test: { include: ["frontend/**/*.test.ts"], environment: "node" },
});
