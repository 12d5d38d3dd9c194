/** One try: a request, its answer and its time limit. */

import type { Answer } from "./client.js";
import { ApiError } from "./error.js";

/** What a try is sent with. */
export interface Attempt {
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds until it is given up. */
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
  /** Whether the body is wanted as a stream: the limit then ends with the headers. */
  readonly stream: boolean | undefined;
}

/** Sends a request; rejects with an `ApiError`. */
export async function once(url: string, init: RequestInit, attempt: Attempt): Promise<Answer> {
  const { send, limit, signal, stream } = attempt;
  const late = new AbortController();
  // Timers hold 31 bits: what is longer would fire at once.
  const timer = limit < 2 ** 31 ? setTimeout(() => late.abort(), limit) : undefined;
  try {
    const both = AbortSignal.any(signal ? [signal, late.signal] : [late.signal]);
    const response = await send(url, { ...init, signal: both });
    const { status, headers } = response;
    const body = stream && response.ok ? response.body : json(await response.text());
    const answer = { status, headers, body };
    if (body !== NO_JSON) return answer;
    // An error page of a proxy says enough by its status.
    answer.body = undefined;
    if (!response.ok) return answer;
    throw new ApiError({ code: "MALFORMED", message: "the answer is not JSON" });
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError({ code: late.signal.aborted ? "TIMEOUT" : "NETWORK", message: "no answer", cause });
  } finally {
    clearTimeout(timer);
  }
}

const NO_JSON = Symbol();

function json(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return NO_JSON;
  }
}
