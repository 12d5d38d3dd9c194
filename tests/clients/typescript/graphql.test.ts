/** Selections become documents; answers have their types. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphqlError, query } from "public-client/graphql";
import { server } from "./server.js";

const sent = (init: RequestInit | undefined): unknown => JSON.parse(String(init?.body));

test("values are variables", async () => {
  const { client, asked } = server([{ body: { data: { posts: [{ id: "a", author: { name: "Ann" } }], few: [] } } }]);
  const filter = { title: { icontains: '") { id } evil(' } };
  const found = await query(client, {
    posts: { $: { limit: 5, filter, order_by: [{ created_at: "DESC" }] }, id: true, author: { name: true } },
    "few:posts": { $: { limit: 1 }, title: true },
  });
  assert.equal(found.posts[0]?.author.name, "Ann");
  assert.deepEqual(found.few, []);
  assert.equal(asked[0]?.url.pathname, "/graphql");
  assert.equal(asked[0]?.init.method, "POST");
  assert.deepEqual(sent(asked[0]?.init), {
    query:
      "query($v0:Int,$v1:PostFilter,$v2:[PostOrder!],$v3:Int)" +
      "{posts(limit:$v0,filter:$v1,order_by:$v2){id author{name}} few:posts(limit:$v3){title}}",
    variables: { v0: 5, v1: filter, v2: [{ created_at: "DESC" }], v3: 1 },
  });
});

test("keys, pages, totals, nested structs", async () => {
  const { client, asked } = server([{ body: { data: {} } }]);
  await query(client, {
    post: { $: { slug: "a" }, version: true },
    user: { $: { id: "u" }, address: { city: true, position: { latitude: true } } },
    post_pages: { items: { id: true }, page_info: { total_count: true } },
    posts_aggregate: { count: true, max: { created_at: true } },
    posts_connection: { $: { first: 2, after: undefined }, edges: { cursor: true, node: { tags: { label: true } } } },
  });
  assert.deepEqual(sent(asked[0]?.init), {
    query:
      "query($v0:String,$v1:UUID!,$v2:Int){post(slug:$v0){version} user(id:$v1){address{city position{latitude}}} " +
      "post_pages{items{id} page_info{total_count}} posts_aggregate{count max{created_at}} " +
      "posts_connection(first:$v2){edges{cursor node{tags{label}}}}}",
    variables: { v0: "a", v1: "u", v2: 2 },
  });
});

test("names that are none reach no server", async () => {
  const { client, asked } = server([{ body: { data: {} } }]);
  const hostile = { "posts{id} evil": true } as unknown as { posts: { id: true } };
  await assert.rejects(query(client, hostile), TypeError);
  await assert.rejects(query(client, {}), TypeError);
  const unknown = { posts: { $: { limt: 5 } as object, id: true } } as const;
  await assert.rejects(query(client, unknown), /takes no `limt`/);
  assert.equal(asked.length, 0);
});

test("errors have their code, status and paths", async () => {
  const errors = [{ message: "no such field", extensions: { code: "VALIDATION" } }, { message: "more" }];
  const { client } = server([{ status: 400, body: { errors } }]);
  await assert.rejects(query(client, { posts: { id: true } }), (error) => {
    assert.ok(error instanceof GraphqlError);
    assert.deepEqual([error.status, error.code, error.errors.length], [400, "VALIDATION", 2]);
    return true;
  });
  const found = await query.safe(client, { posts: { id: true } });
  assert.ok(found.data === undefined && found.code === "VALIDATION");
});

test("a busy server is asked again", async () => {
  const { client, asked } = server([{ status: 503 }, { body: { data: { posts: [] } } }]);
  const found = await query(client, { posts: { id: true } });
  assert.deepEqual([found.posts, asked.length], [[], 2]);
});
