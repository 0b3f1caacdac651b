// The two Node sides of the push benchmark: a push service that takes everything, and npm web-push doing our work.
import http from "node:http";
import https from "node:https";
import net from "node:net";
import process from "node:process";
import { text } from "node:stream/consumers";
import webpush from "web-push";

const AT_ONCE = 100;

// web-push speaks TLS only; this spares it that cost, as ours is spared, and keeps its connections open.
class PlainAgent extends https.Agent {
  createConnection(options) {
    return net.connect(options);
  }
}

function serve() {
  const server = http.createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(201).end());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
}

async function send({ subscriptions, payload, count, contact }) {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  webpush.setVapidDetails(contact, publicKey, privateKey);
  const options = {
    TTL: 3600,
    urgency: "normal",
    topic: "digest",
    agent: new PlainAgent({ keepAlive: true, maxSockets: AT_ONCE }),
  };
  let next = 0;
  const sendSome = async () => {
    while (next < count) {
      await webpush.sendNotification(subscriptions[next++ % subscriptions.length], payload, options);
    }
  };
  await Promise.all(subscriptions.slice(0, AT_ONCE).map((one) => webpush.sendNotification(one, payload, options)));
  const began = process.hrtime.bigint();
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  console.log(count / (Number(process.hrtime.bigint() - began) / 1e9));
}

if (process.argv[2] === "serve") {
  serve();
} else {
  await send(JSON.parse(await text(process.stdin)));
}
