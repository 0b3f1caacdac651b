/** Sending a file from a page: `fetch` tells nothing of how far it is. */
import { type Problem, RequestError } from "./api.ts";

const STALLED_MS = 45_000;

/** How far the photo that is being sent is, from 0 to 1. */
export const UPLOADED = "photo-uploaded";

/** Send a file, tell the page how far it is, and return the answer; a connection that stands still is given up. */
export function upload(url: string, body: Blob, method = "PUT"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    request.open(method, url);
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = (event) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      tell(event.loaded / event.total);
    };
    request.onload = () => (request.status < 300 ? resolve(answerOf(request)) : reject(failure(request)));
    request.onerror = request.onabort = () => reject(failure(request));
    request.onloadend = () => {
      clearTimeout(stalled);
      tell(1);
    };
    request.send(body);
  });
}

function tell(part: number): void {
  document.dispatchEvent(new CustomEvent(UPLOADED, { detail: part }));
}

function answerOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return undefined;
  }
}

function failure(request: XMLHttpRequest): RequestError {
  const retryAfterSeconds = Number(request.getResponseHeader("retry-after")) || 0;
  return new RequestError(request.status, answerOf(request) as Problem | undefined, retryAfterSeconds);
}
