/** What becomes of answers: values, errors, unions, kept copies. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, getOrderLine, getPost, getTag, listPosts, withCache } from "public-client";
import { page, problem, server } from "./server.js";

test("the union tells what happened", async () => {
  const good = await listPosts.safe(server([page([{ id: "a" }])]).client);
  assert.equal(good.status, 200);
  if (good.status === 200) assert.equal(good.data.items[0]?.id, "a");
  const bad = await getPost.safe(server([problem(404, "NOT_FOUND", "there is no such post")]).client, "a");
  assert.equal(bad.status, 404);
  if (bad.status === 404) {
    assert.equal(bad.code, "NOT_FOUND");
    assert.equal(bad.problem?.errors.length, 1);
    assert.equal(bad.error.requestId, "r-1");
  }
  const none = await listPosts.safe(server([new TypeError("no route")], { retries: 0 }).client);
  assert.equal(none.status, 0);
  assert.ok("error" in none && none.error.code === "NETWORK" && none.error.cause instanceof TypeError);
});

test("errors that are no problem documents", async () => {
  const html = { status: 502, body: "<html>", headers: { "x-request-id": "proxy-7" } };
  await assert.rejects(listPosts(server([html], { retries: 0 }).client), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.status, error.code, error.requestId, error.problem], [502, "HTTP", "proxy-7", undefined]);
    return true;
  });
  await assert.rejects(listPosts(server([{ body: "<html>" }], { retries: 0 }).client), { status: 0, code: "MALFORMED" });
});

test("a copy that is still good", async () => {
  const { client, asked } = server([{ status: 304, headers: { etag: '"e1"' } }]);
  const found = await getPost.safe(client, "a", {}, { ifNoneMatch: '"e1"' });
  assert.deepEqual([found.status, asked[0]?.headers.get("if-none-match")], [304, '"e1"']);
  await assert.rejects(getPost(client, "a", {}, { ifNoneMatch: '"e1"' }), { status: 304, code: "NOT_MODIFIED" });
});

test("kept answers are asked for again, and given as copies", async () => {
  const { client, asked } = server([page([{ id: "a" }]), { status: 304, headers: { etag: '"e1"' } }]);
  const kept = withCache(client, 1);
  const first = await listPosts(kept);
  first.items.pop();
  const second = await listPosts(kept);
  assert.deepEqual(second.items, [{ id: "a" }]);
  assert.equal(asked[0]?.headers.get("if-none-match"), null);
  assert.equal(asked[1]?.headers.get("if-none-match"), '"e1"');
});

test("only so many are kept", async () => {
  const { client, asked } = server([page([])]);
  const kept = withCache(client, 1);
  await listPosts(kept, { perPage: 1 });
  await listPosts(kept, { perPage: 2 });
  await listPosts(kept, { perPage: 1 });
  assert.equal(asked[2]?.headers.get("if-none-match"), null);
});

test("keys stay in their place", async () => {
  const { client, asked } = server([{ body: {} }]);
  await getOrderLine(client, { order_id: 7, line_no: 2 });
  await getPost(client, "a/b?c#d e");
  assert.deepEqual(asked.map(({ url }) => url.pathname), ["/order_lines/7/2", "/posts/a%2Fb%3Fc%23d%20e"]);
  for (const key of [".", "..", ""]) await assert.rejects(getPost(client, key), TypeError);
  await getTag(client, 3);
  assert.equal(asked.length, 3);
});
