/** Which calls are repeated, and when: full jitter, and what `Retry-After` says. */

import type { Answer } from "./client.js";

/** The first pause is up to that many milliseconds; each further one up to twice the one before. */
const BASE = 200;

/** No pause is longer, and a server that wants a longer one gets no further try. */
const MOST = 60_000;

/** Whether the same request may have another answer a little later. */
export function isTransient(status: number): boolean {
  return [408, 429, 502, 503, 504].includes(status);
}

/** How long to wait before the next try, in milliseconds; for ever if that is longer than is sensible. */
export function pause(tries: number, answer?: Answer): number {
  const jitter = Math.random() * Math.min(MOST, BASE * 2 ** tries);
  const asked = answer?.headers.get("retry-after") ?? "";
  // Seconds or a date. What is past or cannot be read asks for nothing.
  const wanted = Number(asked) * 1000 || Date.parse(asked) - Date.now();
  // A little more than asked, so that not all who were sent away come back together.
  return wanted > 0 ? (wanted > MOST ? Infinity : wanted + jitter) : jitter;
}

/** Waits, but no longer than until the signal is given; it must not outlive the call. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
