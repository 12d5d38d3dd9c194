/** A client that keeps answers and asks the server whether they are still good. */

import type { Answer, Client } from "./client.js";

/** Keeps the last `most` answers that have an `ETag`; what is still good is not sent again. */
export function withCache(client: Client, most = 100): Client {
  const kept = new Map<string, Answer>();
  return {
    ...client,
    async $send(call) {
      // Who sends an `ETag` or headers of their own wants to see what comes of it.
      const { ifNoneMatch, headers } = call.options ?? {};
      if (call.method || call.body !== undefined || call.stream || ifNoneMatch || headers) return client.$send(call);
      const known = kept.get(call.path);
      const tag = known?.headers.get("etag") ?? undefined;
      const answer = await client.$send({ ...call, options: { ...call.options, ifNoneMatch: tag } });
      const good = known && answer.status === 304 ? known : answer;
      kept.delete(call.path);
      if (good.status === 200 && good.headers.has("etag")) kept.set(call.path, good);
      // The oldest goes first: a map keeps its order.
      for (const path of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(path);
      }
      // Callers may change what they get, and not what is kept.
      return good.status === 200 ? { ...good, body: structuredClone(good.body) } : good;
    },
  };
}
