/** A Vite plugin that puts a brotli copy beside every built text file and removes what an earlier build left. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TEXT = /\.(js|css|svg|json|webmanifest)$/;

export function compressed() {
  let folder = "build";
  let kept = new Set();
  return {
    name: "compressed",
    apply: "build",
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    writeBundle(_options, bundle) {
      kept = new Set(Object.keys(bundle));
    },
    closeBundle() {
      for (const path of files(join(folder, "assets"))) {
        // A copy goes with its original: one that this build made again keeps the copy it has just been given.
        if (!kept.has(path.slice(folder.length + 1).replace(/\.br$/, ""))) rmSync(path);
        else if (TEXT.test(path)) compress(path);
      }
      compress(join(folder, "service-worker.js"));
    },
  };
}

function files(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function compress(path) {
  const text = statSync(path, { throwIfNoEntry: false }) && readFileSync(path);
  if (text) writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
