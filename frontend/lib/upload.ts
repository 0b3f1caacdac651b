/** Sending a photo from a page: `fetch` tells nothing of how far it is. */
import { RequestError } from "./api.ts";

const STALLED_MS = 45_000;

/** How far the photo that is being sent is, from 0 to 1. */
export const UPLOADED = "photo-uploaded";

/** Send a photo and tell the page how far it is; a connection that stands still is given up. */
export function upload(url: string, body: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    request.open("PUT", url);
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = (event) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      tell(event.loaded / event.total);
    };
    request.onload = () => (request.status < 300 ? resolve() : reject(failure(request)));
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

function failure(request: XMLHttpRequest): RequestError {
  const retryAfterSeconds = Number(request.getResponseHeader("retry-after")) || 0;
  try {
    return new RequestError(request.status, JSON.parse(request.responseText), retryAfterSeconds);
  } catch {
    return new RequestError(request.status, undefined, retryAfterSeconds);
  }
}
