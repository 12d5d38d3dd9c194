/** Pages, rows, exports. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, exportPosts, listPosts } from "public-client";
import { page, problem, server } from "./server.js";

test("from cursor to cursor", async () => {
  const { client, asked } = server([page([{ id: 1 }, { id: 2 }], "c1"), page([{ id: 3 }], "c2"), page([])]);
  const ids = [];
  for await (const post of listPosts.iterate(client, { pageSize: 2, orderBy: ["-created_at"] })) ids.push(post.id);
  assert.deepEqual(ids, [1, 2, 3]);
  assert.deepEqual(asked.map(({ url }) => url.search), [
    "?order_by=-created_at&first=2",
    "?order_by=-created_at&first=2&after=c1",
    "?order_by=-created_at&first=2&after=c2",
  ]);
});

test("leaving the loop asks for no more", async () => {
  const { client, asked } = server([page([{ id: 1 }, { id: 2 }], "c1")]);
  for await (const _ of listPosts.iterate(client)) break;
  for await (const found of listPosts.pages(client, { after: "c0" })) {
    assert.equal(found.items.length, 2);
    break;
  }
  assert.deepEqual(asked.map(({ url }) => url.search), ["?first=20", "?after=c0&first=20"]);
});

test("an error in the middle", async () => {
  const { client } = server([page([{ id: 1 }], "c1"), problem(400, "INVALID_CURSOR")]);
  const seen: unknown[] = [];
  await assert.rejects(async () => {
    for await (const post of listPosts.iterate(client)) seen.push(post.id);
  }, { code: "INVALID_CURSOR" });
  assert.deepEqual(seen, [1]);
});

function streamed(pieces: readonly (string | Uint8Array | Error)[], seen: { cancelled?: boolean } = {}): Response {
  const encoder = new TextEncoder();
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[at++];
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return new Response(body);
}

test("lines that are cut anywhere", async () => {
  const umlaut = new TextEncoder().encode('{"title":"ü"}\n');
  const pieces = ['{"title":"a"}\n{"ti', 'tle":"b"}\r\n', "\n", umlaut.slice(0, 11), umlaut.slice(11), '{"title":"last"}'];
  let accept: string | null = "";
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    accept = new Headers(init.headers).get("accept");
    return streamed(pieces);
  };
  const client = createClient({ baseUrl: "http://server", fetch });
  const titles = [];
  for await (const post of exportPosts(client, { fields: ["title"] })) titles.push(post.title);
  assert.deepEqual(titles, ["a", "b", "ü", "last"]);
  assert.equal(accept, "application/x-ndjson");
});

test("leaving the loop ends the request", async () => {
  const seen: { cancelled?: boolean } = {};
  const fetch = async (): Promise<Response> => streamed(['{"id":"1"}\n', '{"id":"2"}\n', '{"id":"3"}\n'], seen);
  for await (const _ of exportPosts(createClient({ baseUrl: "http://server", fetch }))) break;
  assert.equal(seen.cancelled, true);
});

test("an export that breaks off is no whole export", async () => {
  const fetch = async (): Promise<Response> => streamed(['{"id":"1"}\n', new TypeError("terminated")]);
  const seen: unknown[] = [];
  await assert.rejects(async () => {
    for await (const post of exportPosts(createClient({ baseUrl: "http://server", fetch }))) seen.push(post.id);
  }, { name: "ApiError", code: "NETWORK" });
  assert.deepEqual(seen, ["1"]);
});

test("an export that is refused", async () => {
  const { client } = server([problem(400, "INVALID_FILTER")]);
  await assert.rejects(exportPosts(client).next(), { status: 400, code: "INVALID_FILTER" });
  await assert.rejects(exportPosts.stream(client, "csv"), { status: 400 });
});

test("the limit of a try ends with the headers", async () => {
  const late = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((done) => setTimeout(done, 80));
      controller.enqueue(new TextEncoder().encode('{"id":"1"}\n'));
      controller.close();
    },
  });
  const fetch = async (): Promise<Response> => new Response(late);
  const client = createClient({ baseUrl: "http://server", fetch, timeout: 20 });
  const rows = [];
  for await (const post of exportPosts(client)) rows.push(post);
  assert.equal(rows.length, 1);
});
