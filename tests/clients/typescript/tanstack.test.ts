/** The options are those that TanStack Query takes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/query-core";
import { getPost, listPosts } from "public-client";
import { getQuery, infiniteQuery, listQuery } from "public-client/query";
import { page, problem, server } from "./server.js";

const defaults = { defaultOptions: { queries: { gcTime: 0 } } };

test("pages and rows, kept by their parameters", async () => {
  const { client, asked } = server([page([{ title: "a" }]), { body: { id: "x" } }]);
  const queries = new QueryClient();
  const options = listQuery(client, listPosts, { fields: ["title"], perPage: 1 });
  const found = await queries.fetchQuery({ ...options, staleTime: 1000 });
  const title: string | undefined = found.items[0]?.title;
  assert.equal(title, "a");
  await queries.fetchQuery({ ...options, staleTime: 1000 });
  assert.equal(asked.length, 1);
  const post = await queries.fetchQuery(getQuery(client, getPost, "x"));
  assert.equal(post.id, "x");
  queries.clear();
});

test("page after page", async () => {
  const { client, asked } = server([page([{ id: "1" }], "c1"), page([{ id: "2" }])]);
  const queries = new QueryClient(defaults);
  const found = await queries.fetchInfiniteQuery({ ...infiniteQuery(client, listPosts, { pageSize: 1 }), pages: 5 });
  assert.deepEqual(found.pages.map(({ items }) => items[0]?.id), ["1", "2"]);
  assert.deepEqual(asked.map(({ url }) => url.search), ["?first=1", "?after=c1&first=1"]);
  queries.clear();
});

test("failures come as they are, and are not tried again twice over", async () => {
  const { client, asked } = server([problem(503, "UNAVAILABLE")], { retries: 0 });
  const queries = new QueryClient(defaults);
  await assert.rejects(queries.fetchQuery(listQuery(client, listPosts)), { code: "UNAVAILABLE" });
  assert.equal(asked.length, 1);
  queries.clear();
});
