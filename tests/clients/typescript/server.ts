/** A server that says what it is told to, and remembers what it was asked. */

import { createClient } from "public-client";
import type { Client, ClientOptions } from "public-client";

/** What it says: an answer, an error of the network, or nothing at all. */
export type Said = { status?: number; body?: unknown; headers?: Record<string, string> } | Error | "silence";

export interface Asked {
  readonly url: URL;
  readonly init: RequestInit;
  readonly headers: Headers;
}

export interface Server {
  readonly client: Client;
  readonly asked: Asked[];
}

/** A client whose requests get these answers, one after the other; the last again and again. */
export function server(says: readonly Said[], options: Partial<ClientOptions> = {}): Server {
  const asked: Asked[] = [];
  const fetch = async (text: string, init: RequestInit): Promise<Response> => {
    asked.push({ url: new URL(text), init, headers: new Headers(init.headers) });
    const said = says[Math.min(asked.length, says.length) - 1];
    if (said instanceof Error) throw said;
    if (said === "silence" || !said) return silence(init.signal ?? undefined);
    return answer(said);
  };
  return { asked, client: createClient({ baseUrl: "http://server/", fetch, ...options }) };
}

export function answer({ status = 200, body, headers }: Exclude<Said, Error | "silence">): Response {
  const isEmpty = status === 204 || status === 304;
  const text = isEmpty ? null : typeof body === "string" ? body : JSON.stringify(body ?? {});
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}

function silence(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    // Keeps the process alive, as a socket would.
    const alive = setInterval(() => undefined, 1000);
    signal?.addEventListener("abort", () => {
      clearInterval(alive);
      reject(signal.reason);
    });
  });
}

/** A problem document. */
export function problem(status: number, code: string, detail = "no"): Said {
  const errors = [{ code, message: detail, field: null, path: [] }];
  const body = { type: "about:blank", title: "", status, detail, code, request_id: "r-1", errors };
  return { status, body, headers: { "content-type": "application/problem+json" } };
}

/** A page of rows. */
export function page(items: unknown[], next: string | null = null): Said {
  const page_info = {
    has_next_page: next !== null, has_previous_page: false, start_cursor: null, end_cursor: next,
    total_count: null, page_count: null, current_page: null, per_page: 2,
  };
  return { body: { items, page_info }, headers: { etag: '"e1"' } };
}
