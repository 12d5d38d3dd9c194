/** One try: a request, its answer and its time limit. */

import type { Answer } from "./client.js";
import { ApiError } from "./error.js";

/** A request as `fetch` takes it. */
export interface Attempt {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly url: string;
  readonly init: RequestInit;
  /** Milliseconds until it is given up. */
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
  /** Whether the body is wanted as a stream: the limit then ends with the headers. */
  readonly stream: boolean | undefined;
}

/** Sends it. What the caller's signal says is thrown as it is; the rest is an `ApiError`. */
export async function once({ fetch, url, init, limit, signal, stream }: Attempt): Promise<Answer> {
  const timeout = new AbortController();
  // Timers hold 31 bits: what is longer would fire at once.
  const timer = limit < 2 ** 31 ? setTimeout(() => timeout.abort(), limit) : undefined;
  try {
    const both = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
    const response = await fetch(url, { ...init, signal: both });
    const { status, headers, ok } = response;
    return { status, headers, body: stream && ok ? response.body : await json(response) };
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    signal?.throwIfAborted();
    if (timeout.signal.aborted) throw new ApiError({ code: "TIMEOUT", message: "no answer in time", cause });
    throw new ApiError({ code: "NETWORK", message: "no answer", cause });
  } finally {
    clearTimeout(timer);
  }
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : undefined;
  } catch (cause) {
    // An error page of a proxy says enough by its status.
    if (!response.ok) return undefined;
    const { status, headers } = response;
    const answer = { status, headers, body: undefined };
    throw new ApiError({ code: "MALFORMED", message: "the answer is not JSON", answer, cause });
  }
}
