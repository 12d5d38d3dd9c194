/** The client against a server: the address is the first argument. */

import assert from "node:assert/strict";
import { ApiError, createClient, createPost, createTags, deletePost, deleteTags, exportComments, getPost, getTag, listComments, listPosts, listTags, replaceTag, updatePost, updateTags, upsertTag, withCache } from "public-client";
import { GraphqlError, query } from "public-client/graphql";
import * as schemas from "public-client/zod";

const baseUrl = process.argv[2] ?? "";
const statuses: number[] = [];
/** The first request meets a busy proxy; the rest is the server. */
const flaky = async (url: string, init: RequestInit): Promise<Response> => {
  const response = statuses.length ? await fetch(url, init) : new Response("", { status: 503 });
  statuses.push(response.status);
  return response;
};
const client = createClient({ baseUrl, fetch: flaky });

const tags = await listTags(client, { orderBy: ["-label"], count: true });
assert.deepEqual(tags.items.map(({ label }) => label), ["web", "rust", "db"]);
assert.equal(tags.page_info.total_count, 3);
assert.deepEqual(statuses, [503, 200]);

const posts = await listPosts(client, {
  filter: {
    or: [{ title: { icontains: "RUST" } }, { title: { eq: "100% SQL" } }],
    not: { views: { gt: "1000" } },
    author: { name: { in: ["Ann", "Bob"] } },
    comments: { count: { gte: 0 } },
  },
  orderBy: ["author.name", "-views", "editor_id:nulls_first"],
  fields: ["title", "views", "author.name"],
  include: ["tags"],
  first: 10,
});
assert.deepEqual(posts.items.map(({ title, views, author }) => [title, views, author.name]), [
  ["100% SQL", "10", "Ann"],
  ["rust again", "40", "Bob"],
  ["Rust", "0", "Bob"],
]);
assert.deepEqual(posts.items[0]?.tags.map(({ label }) => label), ["db", "rust"]);

const missing = await getTag.safe(client, 99);
assert.ok(missing.status === 404 && missing.code === "NOT_FOUND");
for (const key of ["a/../b", "%2e%2e", "?x=1", "#"]) {
  await assert.rejects(getPost(client, key), { status: 404, code: "NOT_FOUND" });
}

const wrong = await listPosts.safe(client, { filter: { titel: { eq: "x" }, title: { eqq: "x" } } as object, perPage: 1 });
assert.ok(wrong.status === 400 && wrong.code === "INVALID_FILTER");
assert.equal(wrong.problem?.errors.length, 2);
await assert.rejects(listPosts(client, { after: "nonsense" }), (error) => error instanceof ApiError && error.code === "INVALID_CURSOR");

const ids: string[] = [];
let pages = 0;
for await (const page of listComments.pages(client, { pageSize: 4, orderBy: ["-created_at"] })) {
  pages += 1;
  ids.push(...page.items.map(({ id }) => id));
}
assert.deepEqual([pages, ids], [3, ["9", "8", "7", "6", "5", "4", "3", "2", "1"]]);

const bodies: string[] = [];
for await (const { body } of exportComments(client, { fields: ["body"], filter: { id: { lte: "2" } }, orderBy: ["id"] })) bodies.push(body);
assert.deepEqual(bodies, ["Comment 1", "Comment 2"]);
const csv = await new Response(await exportComments.stream(client, "csv", { fields: ["id"], filter: { id: { in: ["1"] } } })).text();
assert.deepEqual(csv.trim().split(/\r?\n/), ["id", "1"]);

const kept = withCache(client);
const first = await listTags(kept);
const second = await listTags(kept);
assert.deepEqual(second, first);
assert.equal(statuses.at(-1), 304);

const found = await query(client, {
  posts: {
    $: { limit: 2, filter: { status: { eq: "PUBLISHED" } }, order_by: [{ author: { name: "ASC" } }, { views: "DESC" }] },
    title: true,
    status: true,
    author: { name: true, address: { city: true } },
    comments_aggregate: { count: true },
  },
  "nobody:tag": { $: { id: 99 }, label: true },
  tags_connection: { $: { first: 1 }, edges: { cursor: true, node: { label: true } }, page_info: { has_next_page: true } },
});
assert.equal(found.posts.length, 2);
assert.equal(found.posts[0]?.status, "PUBLISHED");
assert.equal(found.posts[0]?.author.address?.city, "Zürich");
assert.equal(found.nobody, null);
assert.equal(found.tags_connection.page_info.has_next_page, true);

const refused = await query.safe(client, { posts: { $: { filter: { titel: {} } as object }, id: true } });
assert.ok(refused.error instanceof GraphqlError && refused.error.code === "VALIDATION");

const whole = await listPosts(client, { include: ["author", "comments", "tags"] });
assert.ok(whole.items.length > 2);
assert.deepEqual(schemas.PostPage.parse(whole), whole);
assert.deepEqual(schemas.CommentPage.parse(await listComments(client)).items.length, 9);
const spoiled = { ...whole, items: whole.items.map((post, at) => (at === 1 ? { ...post, views: 7 } : post)) };
const refusedPage = schemas.PostPage.safeParse(spoiled);
assert.deepEqual(refusedPage.error?.issues.map(({ path }) => path), [["items", 1, "views"]]);
const problem = await getTag.safe(client, 99);
assert.ok("problem" in problem && schemas.Problem.safeParse(problem.problem).success);

const { id: author } = (await listPosts(client, { fields: ["author.id"], first: 1 })).items[0]!.author;
const made = await createPost.safe(client, {
  slug: "live", title: "Live", body: "…", author: { connect: { id: author } }, tags: { create: [{ label: "live" }], connect: [{ label: "rust" }] },
});
assert.ok(made.status === 201 && made.etag);
const post = made.data;
assert.deepEqual([post.status, post.published_at, made.headers.get("location")], ["draft", null, `/posts/${post.id}`]);
const changed = await updatePost.safe(client, post.id, { title: "Changed", headline: "h" }, {}, { ifMatch: made.etag });
assert.ok(changed.status === 200 && changed.etag !== made.etag);
assert.deepEqual((await getPost(client, post.id, { include: ["tags"] })).tags.map(({ label }) => label).sort(), ["live", "rust"]);
const stale = await updatePost.safe(client, post.id, { title: "Lost" }, {}, { ifMatch: made.etag });
assert.ok(stale.status === 412 && stale.code === "CONFLICT");
const cleared = await updatePost(client, post.id, { headline: null, body: undefined });
assert.deepEqual([cleared.title, cleared.headline, cleared.body], ["Changed", null, "…"]);
const wrong2 = await createPost.safe(client, { slug: "Not A Slug", title: "x".repeat(201), body: "", author: { connect: { id: author } } });
assert.ok(wrong2.status === 422);
assert.deepEqual(wrong2.problem?.errors.map(({ path }) => path).sort(), [["slug"], ["title"]]);
const twice = await createPost.safe(client, { slug: "live", title: "Again", body: "", author: { connect: { id: author } } });
assert.ok(twice.status === 409 && twice.code === "UNIQUE" && twice.problem?.errors[0]?.field === "slug");

const options = { idempotencyKey: "live-1" };
const once = await createTags(client, [{ label: "l1" }, { label: "l".repeat(41) }, { label: "l2" }], { onError: "SKIP_INVALID" }, options);
assert.deepEqual(once.objects.map((tag) => tag?.label), ["l1", undefined, "l2"]);
assert.deepEqual([once.affected, once.errors.map(({ index, field }) => [index, field])], [2, [[1, "label"]]]);
assert.deepEqual(await createTags(client, [{ label: "l1" }, { label: "l".repeat(41) }, { label: "l2" }], { onError: "SKIP_INVALID" }, options), once);
const all = await createTags.safe(client, [{ label: "l3" }, { label: "l1" }]);
assert.ok(all.status === 409 && all.problem?.errors[0]?.index === 1);
const l1 = once.objects[0]!;
assert.equal((await replaceTag(client, l1.id, { label: "l1b" })).label, "l1b");
const upserted = await upsertTag.safe(client, { label: "l2" }, { on: "label" });
assert.ok(upserted.status === 200 && upserted.data.id === once.objects[2]?.id);
assert.equal((await upsertTag.safe(client, { label: "l2" }, { on: "label" }, { ifNoneMatch: "*" })).status, 412);
const each = await updateTags(client, [{ key: { id: l1.id }, patch: { label: "l4" } }, { key: { label: "l2" }, patch: { label: "l5" } }], { fields: ["label"] });
assert.deepEqual([each.affected, each.objects], [2, [{ label: "l4" }, { label: "l5" }]]);
await assert.rejects(updateTags(client, { label: "same" }, { filter: { label: { in: ["l4", "l5"] } }, atMost: 1 }), ApiError);
await assert.rejects(deleteTags(client, { filter: {} }), { status: 400 });
const gone = await deleteTags(client, { filter: { label: { in: ["l4", "l5", "live"] } }, atMost: 3, fields: ["label"] });
assert.deepEqual([gone.affected, gone.objects?.length], [3, 3]);
await deletePost(client, post.id);
const none = await deletePost.safe(client, post.id);
assert.ok(none.status === 404);

console.log(`${statuses.length} requests`);
