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

/** How long to wait before the next try, in milliseconds; `undefined` for longer than is sensible. */
export function pause(attempt: number, answer?: Answer): number | undefined {
  const asked = answer?.headers.get("retry-after");
  const jitter = Math.random() * Math.min(MOST, BASE * 2 ** attempt);
  if (!asked) return jitter;
  const seconds = Number(asked);
  const wanted = Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000;
  // A little more than asked, so that not all who were sent away come back together.
  if (!(wanted > 0)) return jitter;
  return wanted > MOST ? undefined : wanted + Math.random() * BASE;
}

/** Waits, unless the signal is given. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
