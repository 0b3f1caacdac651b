/** A Vite plugin that builds the service worker after the pages' files, as one file. */
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
    define: { __ICONS__: JSON.stringify(notificationIcons(folder)) },
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
