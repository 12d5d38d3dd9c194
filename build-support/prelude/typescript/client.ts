/** Sending requests: addresses, tokens, timeouts, retries. What they mean is not known here. */

import { once } from "./attempt.js";
import { authorization, tokens } from "./auth.js";
import type { Auth, Token } from "./auth.js";
import { isTransient, pause, sleep } from "./retry.js";

/** Settings that a client has and a call may overrule. */
export interface Settings {
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds until a try is given up. 30,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds until the call is given up, all tries and pauses together. No limit. */
  readonly totalTimeout?: number | undefined;
  /** How often a call that may be repeated is tried again. 2. */
  readonly retries?: number | undefined;
  /** Cancels. */
  readonly signal?: AbortSignal | undefined;
}

/** How to reach the server. */
export interface ClientOptions extends Settings {
  /** The server's address, such as `https://api.example.com`; the zone's own path comes behind it. */
  readonly baseUrl: string;
  /** What requests are sent with; the platform's `fetch` unless given. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** A token, or a callback that gives one; it is called again, once, when the token is refused. */
  readonly auth?: Auth | undefined;
  /** More of what `fetch` takes, such as `credentials`. */
  readonly init?: RequestInit | undefined;
}

/** Settings of one call. */
export interface CallOptions extends Settings {
  /** The `ETag` of the caller's copy: if it is still good, the answer is 304. */
  readonly ifNoneMatch?: string | undefined;
}

/** One request. */
export interface Call {
  /** The path below the server's address, with its query string. */
  readonly path: string;
  /** The media types that are wanted. */
  readonly accept: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** `POST` of what has a body unless said, and `GET` of what has none. */
  readonly method?: string;
  /** Whether it changes nothing although it has a body, so that it may be repeated. */
  readonly isRead?: boolean;
  /** Whether the answer's body is wanted as a stream. */
  readonly stream?: boolean;
  readonly options?: CallOptions | undefined;
}

/** An answer, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What JSON there was, the stream that was asked for, or nothing. */
  readonly body: unknown;
}

/** What every operation takes first. */
export interface Client {
  /** Sends a request. Rejects with an `ApiError` if there is no answer. */
  readonly $send: (call: Call) => Promise<Answer>;
}

/** Makes a client. It holds no connection and needs no closing. */
export function createClient(options: ClientOptions): Client {
  const { auth, baseUrl } = options;
  const token = auth === undefined ? undefined : tokens(auth);
  const base = baseUrl.replace(/\/+$/, "");
  return {
    async $send(call) {
      const own = call.options ?? {};
      const limit = own.timeout ?? options.timeout ?? 30_000;
      const deadline = Date.now() + (own.totalTimeout ?? options.totalTimeout ?? Infinity);
      const signals = [options.signal, own.signal].filter((signal) => signal !== undefined);
      const signal = signals.length ? AbortSignal.any(signals) : undefined;
      const init = request(options, call);
      const { headers } = init;
      // What is sent twice is done once: by its method, by a key, or because the row is another by then.
      const isRepeatable = call.isRead || !/^P[OA]/.test(init.method) || headers.has("idempotency-key") || headers.has("if-match");
      let left = isRepeatable ? own.retries ?? options.retries ?? 2 : 0;
      let used: Token | undefined;
      let isRenewed = typeof auth !== "function";
      for (let tries = 0; ; ) {
        signal?.throwIfAborted();
        if (token) headers.set("authorization", authorization(await (used ??= token())));
        const time = Math.min(limit, deadline - Date.now());
        const attempt = { send: options.fetch ?? fetch, limit: time, signal, stream: call.stream };
        const [answer, error] = await once(base + call.path, init, attempt).then(
          (found) => [found] as const,
          (thrown: unknown) => [undefined, thrown] as const,
        );
        signal?.throwIfAborted();
        if (answer?.status === 401 && !isRenewed) {
          // It was refused unread, so that it may be sent again whatever it is.
          isRenewed = true;
          used = token?.(used);
          continue;
        }
        const wait = pause(tries++, answer);
        const isFinal = answer && !isTransient(answer.status);
        if (isFinal || left-- <= 0 || Date.now() + wait >= deadline) {
          if (answer) return answer;
          throw error;
        }
        await sleep(wait, signal);
      }
    },
  };
}

function request(options: ClientOptions, call: Call): RequestInit & { readonly headers: Headers; readonly method: string } {
  const headers = new Headers({ ...options.headers, ...call.options?.headers });
  const tag = call.options?.ifNoneMatch;
  headers.set("accept", call.accept);
  if (tag) headers.set("if-none-match", tag);
  const { body, method = body === undefined ? "GET" : "POST" } = call;
  if (body !== undefined) headers.set("content-type", "application/json");
  return { ...options.init, headers, method, body: JSON.stringify(body) };
}
