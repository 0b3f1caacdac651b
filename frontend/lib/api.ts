/** Asking the server: JSON in and out, and errors that carry a picture and words for people. */

const PASSING = new Set([0, 408, 425, 429]);
const FULL = 507; // somebody has to make room first
const LIMIT_MS = 30_000; // a connection that is half there would never say so

/** An error as the server answers it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly pictogram: string;
}

/** The server refused, or could not be reached (`status` 0). */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    readonly retryAfterSeconds = 0,
  ) {
    super(problem?.code ?? `status ${status}`);
  }

  /** Whether the same request may succeed later without anybody doing anything. */
  get isPassing(): boolean {
    return PASSING.has(this.status) || (this.status >= 500 && this.status !== FULL);
  }
}

/** Send JSON and return the answer's JSON; throws `RequestError`. */
export async function send<Answer>(
  method: string,
  url: string,
  body?: unknown,
  options: RequestInit = {},
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...options,
      method,
      signal: AbortSignal.timeout(LIMIT_MS),
      headers: { "content-type": "application/json", accept: "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new RequestError(0, undefined);
  }
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new RequestError(response.status, answer, Number(response.headers.get("retry-after")) || 0);
  return answer as Answer;
}
