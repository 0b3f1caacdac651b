// The phones of the answers benchmark: many ask at once, over kept-alive connections, and only their asking is timed.
import http from "node:http";
import process from "node:process";
import { text } from "node:stream/consumers";

const AT_ONCE = 16;
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

function ask({ port, path, headers, status, method = "GET", body = "" }) {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, path, headers, method, agent }, (response) => {
      response.resume();
      const isRight = response.statusCode === status;
      const wrong = new Error(`${path} answered ${response.statusCode}`);
      response.on("end", () => (isRight ? resolve(response.headers) : reject(wrong)));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Before each round the changes are made, untimed; then every phone asks once. Returns answers a second. */
async function measure({ phones, changes, rounds }) {
  let seconds = 0;
  for (let round = 0; round < rounds; round++) {
    for (const change of changes[round % Math.max(1, changes.length)] ?? []) await ask(change);
    const began = performance.now();
    await Promise.all(phones.map(ask));
    seconds += (performance.now() - began) / 1000;
  }
  return (rounds * phones.length) / seconds;
}

console.log(await measure(JSON.parse(await text(process.stdin))));
process.exit(0);
