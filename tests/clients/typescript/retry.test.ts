/** What is tried again, when, and how long. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ApiError, listPosts } from "public-client";
import { page, problem, server } from "./server.js";

beforeEach(() => {
  mock.restoreAll();
  // No pause is longer than nothing.
  mock.method(Math, "random", () => 0);
});

test("a busy server is asked again", async () => {
  const { client, asked } = server([problem(503, "UNAVAILABLE"), new TypeError("reset"), page([{ id: 1 }])]);
  const found = await listPosts(client);
  assert.deepEqual(found.items, [{ id: 1 }]);
  assert.equal(asked.length, 3);
});

test("but not for ever", async () => {
  const { client, asked } = server([problem(503, "UNAVAILABLE", "busy")], { retries: 1 });
  await assert.rejects(listPosts(client), { status: 503, code: "UNAVAILABLE", message: "busy", requestId: "r-1" });
  assert.equal(asked.length, 2);
  await assert.rejects(listPosts(client, {}, { retries: 0 }), ApiError);
  assert.equal(asked.length, 3);
});

test("what is wrong stays wrong", async () => {
  for (const status of [400, 401, 403, 404, 406, 409, 422, 500, 501]) {
    const { client, asked } = server([problem(status, "VALIDATION")]);
    await assert.rejects(listPosts(client), { status });
    assert.equal(asked.length, 1, `${status}`);
  }
});

test("`Retry-After` in seconds and as a date", async () => {
  const seconds = (count: number): string => new Date(Date.now() + count * 1000).toUTCString();
  const date = "a date";
  for (const [after, least, most] of [["1", 950, 1600], [date, 950, 2600], ["0", 0, 300], ["soon", 0, 300]] as const) {
    const busy = { status: 429, headers: { "retry-after": after === date ? seconds(2) : after } };
    const { client } = server([busy, page([])]);
    const begun = Date.now();
    await listPosts(client);
    const took = Date.now() - begun;
    assert.ok(took >= least && took <= most, `${after}: ${took} ms`);
  }
});

test("an hour is not waited for", async () => {
  const { client, asked } = server([{ status: 503, headers: { "retry-after": "3600" } }]);
  const begun = Date.now();
  await assert.rejects(listPosts(client), { status: 503, code: "HTTP" });
  assert.ok(Date.now() - begun < 500);
  assert.equal(asked.length, 1);
});

test("full jitter: anything from nothing to twice as much each time", async () => {
  mock.method(Math, "random", () => 0.5);
  const { client } = server([problem(503, "UNAVAILABLE")], { retries: 2 });
  const begun = Date.now();
  await assert.rejects(listPosts(client));
  const took = Date.now() - begun;
  // Half of 200 and half of 400.
  assert.ok(took >= 290 && took < 800, `${took} ms`);
});

test("a try that takes too long, and the whole call", async () => {
  const { client, asked } = server(["silence"], { timeout: 30, retries: 1 });
  await assert.rejects(listPosts(client), { name: "ApiError", status: 0, code: "TIMEOUT" });
  assert.equal(asked.length, 2);
  const begun = Date.now();
  const options = { timeout: 10_000, totalTimeout: 60, retries: 9 };
  await assert.rejects(listPosts(client, {}, options), { code: "TIMEOUT" });
  assert.ok(Date.now() - begun < 1000);
});

test("cancelling, at any time", async () => {
  const reason = new Error("enough");
  const cancelled = AbortSignal.abort(reason);
  const { client, asked } = server(["silence"]);
  await assert.rejects(listPosts(client, {}, { signal: cancelled }), reason);
  assert.equal(asked.length, 0);
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 20);
  await assert.rejects(listPosts.safe(client, {}, { signal: stop.signal }), reason);
  // While it waits for the next try.
  const busy = server([{ status: 503, headers: { "retry-after": "30" } }]);
  const other = new AbortController();
  setTimeout(() => other.abort(reason), 20);
  await assert.rejects(listPosts(busy.client, {}, { signal: other.signal }), reason);
  // By the client's own signal.
  const closed = server([page([])], { signal: cancelled });
  await assert.rejects(listPosts(closed.client), reason);
});

test("no timer outlives a call", async () => {
  const { client } = server([page([])], { timeout: 2 ** 40 });
  await listPosts(client);
  await listPosts(client, {}, { timeout: Infinity });
});
