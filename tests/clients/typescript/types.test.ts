/** What the types say: each line that must not compile is marked, and the compiler checks the marks. */

import { test } from "node:test";
import {
  createPost, createTags, deleteOrderLine, deletePosts, exportPosts, getOrderLine, getPost, listPosts, updatePost, updatePosts, upsertTag,
} from "public-client";
import type { Client, CreatePostInput, Post, PostFilter, PostModel, PostStatus, OrderKey, User } from "public-client";
import { query } from "public-client/graphql";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;

/** Never called. */
async function rest(client: Client, dynamic: "title"[]): Promise<void> {
  const [post] = (await listPosts(client)).items;
  same<typeof post, Post | undefined>(true);
  same<Post["views"], string>(true);
  same<Post["editor_id"], string | null>(true);
  same<Post["author"], User | undefined>(true);
  same<Post["editor"], User | null | undefined>(true);

  const [some] = (await listPosts(client, { fields: ["id", "title", "author.name"], include: ["comments.author"] })).items;
  if (some) {
    const title: string = some.title;
    const name: string = some.author.name;
    const other: string | undefined = some.comments[0]?.author.id;
    void [title, name, other];
    // @ts-expect-error it was not asked for
    void some.body;
    // @ts-expect-error nor was this of the author
    void some.author.id;
  }
  const whole = await getPost(client, "id", { include: ["editor"] });
  const editor: User | null = whole.editor;
  const body: string = whole.body;
  void [editor, body];
  // @ts-expect-error it may be null
  void whole.editor.name;

  const unknown = await getPost(client, "id", { fields: dynamic });
  same<typeof unknown.title, string | undefined>(true);
  for await (const row of exportPosts(client, { fields: ["id"] })) same<keyof typeof row, "id">(true);

  // @ts-expect-error no such field
  void listPosts(client, { fields: ["titel"] });
  // @ts-expect-error no such relation
  void listPosts(client, { include: ["autor"] });
  // @ts-expect-error an export has no relations
  void exportPosts(client, { fields: ["author.name"] });
  // @ts-expect-error it cannot be ordered by that
  void listPosts(client, { orderBy: ["body"] });
  // @ts-expect-error pages are by number or by cursor
  void listPosts(client, { page: 2, after: "c" });
  // @ts-expect-error a key of two parts
  void getOrderLine(client, 1);
  // @ts-expect-error null is no operand
  void listPosts(client, { filter: { title: { eq: null } } });
  // @ts-expect-error hidden in this zone
  void listPosts(client, { filter: { moderation_note: { eq: "x" } } });

  const keys: OrderKey<PostModel>[] = ["-created_at", "author.name", "comments.count", "published_at:nulls_first", "-editor.profile.bio:nulls_last"];
  const status: PostStatus = "not known yet";
  const filter: PostFilter = { or: [{ status: { in: ["draft", status] } }, { comments: { some: { author: { name: { ieq: "ann" } } } } }] };
  void [keys, filter];

  const result = await listPosts.safe(client, { count: true });
  switch (result.status) {
    case 200:
      void result.data.items;
      break;
    case 304:
      void result.etag;
      break;
    default:
      void result.problem?.errors;
      // @ts-expect-error there is none
      void result.data;
  }
}

/** Never called. */
async function graphql(client: Client): Promise<void> {
  const found = await query(client, {
    "mine:posts": { $: { filter: { status: { eq: "WITHDRAWN" } } }, id: true, editor: { name: true }, status: true },
    post: { $: { slug: "a" }, published_at: true },
    posts_aggregate: { sum: { views: true } },
  });
  same<(typeof found)["mine"], { id: string; editor: { name: string } | null; status: "DRAFT" | "PUBLISHED" | "WITHDRAWN" | (string & {}) }[]>(true);
  same<(typeof found)["post"], { published_at: string | null } | null>(true);
  same<(typeof found)["posts_aggregate"], { sum: { views: string | null } | null }>(true);
  // @ts-expect-error no such field
  void query(client, { posts: { titel: true } });
  // @ts-expect-error an object needs a selection
  void query(client, { posts: true });
  // @ts-expect-error a key is wanted
  void query(client, { post: { id: true } });
  // @ts-expect-error no such argument
  void query(client, { posts: { $: { limt: 1 }, id: true } });
  // @ts-expect-error one key at a time
  void query(client, { posts: { $: { order_by: [{ title: "ASC", slug: "ASC" }] }, id: true } });
}

/** Never called. */
async function writes(client: Client): Promise<void> {
  const input: CreatePostInput = { slug: "a", title: "A", body: "", author: { connect: { id: "u" } }, published_at: null };
  const made = await createPost(client, input, { fields: ["id", "author.name"] });
  same<typeof made, { id: string; author: { name: string } }>(true);
  const whole: Post = await createPost(client, input, {}, { idempotencyKey: "k", timeout: 5 });
  void whole;
  const patched = await updatePost(client, "id", { title: "B", editor_id: null, slug: undefined }, {}, { ifMatch: "\"1\"" });
  same<typeof patched, Post>(true);
  const tags = await createTags(client, [{ label: "x" }], { fields: ["label"], onError: "SKIP_INVALID" });
  same<(typeof tags)["objects"], ({ label: string } | null)[]>(true);
  void upsertTag(client, { label: "x" }, { on: "label" }, { ifNoneMatch: "*" });
  void updatePosts(client, { title: "B" }, { filter: { views: { gt: "1" } }, atMost: 3 });
  void updatePosts(client, [{ key: { slug: "a" }, patch: { title: "B" }, expected_version: 3 }], { onError: "ABORT" });
  void deletePosts(client, { all: true });
  same<Awaited<ReturnType<typeof deleteOrderLine>>, void>(true);

  const result = await createPost.safe(client, input);
  if (result.status === 201) same<typeof result.data, Post>(true);
  else for (const { field, path, index } of result.problem?.errors ?? []) void [field, path, index];

  // @ts-expect-error the title is missing
  void createPost(client, { slug: "a", body: "" });
  // @ts-expect-error nobody writes the number of views
  void createPost(client, { ...input, views: "1" });
  // @ts-expect-error null is no title
  void updatePost(client, "id", { title: null });
  // @ts-expect-error a change of the key
  void updatePost(client, "id", { id: "other" });
  // @ts-expect-error hidden in this zone
  void updatePost(client, "id", { author: { connect: { email: "a" } } });
  // @ts-expect-error one key
  void updatePosts(client, [{ key: { slug: "a", id: "b" }, patch: {} }]);
  // @ts-expect-error which posts?
  void deletePosts(client, { atMost: 3 });
  // @ts-expect-error no such key
  void upsertTag(client, { label: "x" }, { on: "name" });
  // @ts-expect-error there is no row yet
  void createPost(client, input, {}, { ifMatch: "*" });
}

test("it compiles", () => void [rest, graphql, writes]);
