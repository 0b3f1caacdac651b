/** A Vite plugin that builds the service worker after the pages' files, as one file stamped with their hash. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

export function serviceWorker(entry) {
  let folder = "build";
  return {
    name: "service-worker",
    apply: "build",
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    buildStart() {
      if (existsSync(entry)) this.addWatchFile(entry);
    },
    async closeBundle() {
      if (existsSync(entry)) await build(configuration(entry, folder));
    },
  };
}

function configuration(entry, folder) {
  return {
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    // The worker's own code changes the file, and so the browser's copy, by itself: the version speaks of the pages' files.
    define: { __VERSION__: JSON.stringify(version(folder)), __ICONS__: JSON.stringify(notificationIcons(folder)) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "worker", fileName: () => "service-worker.js" },
    },
  };
}

function notificationIcons(folder) {
  const built = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const address = (name) => `/${built[`frontend/icons/${name}.png`].file}`;
  return { app: address("app-192"), badge: address("badge") };
}

function version(folder) {
  const hash = createHash("sha256");
  for (const name of ["manifest.json", "pictograms.json"]) {
    const path = join(folder, name);
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 12);
}
