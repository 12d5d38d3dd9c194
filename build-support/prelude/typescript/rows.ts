/** What `fields` and `include` make of a row, in types alone. */

import type { Nulls } from "./wire.js";

/** What the types of requests about a model are made of. */
export interface Model {
  /** A row as it is without being asked for less or more. */
  row: object;
  /** What rows may be filtered by. */
  filter: object;
  /** The names of its own members. */
  fields: string;
  /** The names of members that rows may be ordered by. */
  order: string;
  /** The names of members that tell rows apart. */
  distinct: string;
  /** How many relations paths may lead through. The server takes more; a union of all would have no end. */
  depth: Depth;
  /** Relations to one. */
  one: object;
  /** Relations to many. */
  many: object;
}

/** `author` and `comments`. */
type Relations<M extends Model> = (keyof M["one"] | keyof M["many"]) & string;

/** The model that a relation leads to. */
type Target<M extends Model, R> =
  R extends keyof M["one"] ? Of<M["one"][R]> : R extends keyof M["many"] ? Of<M["many"][R]> : never;

type Of<T> = T extends Model ? T : never;

type Depth = 0 | 1 | 2;
type Less = { 2: 1; 1: 0; 0: never };

/** `title`, `author.name`, `author.profile.bio` */
export type FieldPath<M extends Model, D extends Depth = M["depth"]> =
  | M["fields"]
  | (D extends 0 ? never : { [R in Relations<M>]: `${R}.${FieldPath<Target<M, R>, Less[D]>}` }[Relations<M>]);

/** `author`, `comments.author` */
export type IncludePath<M extends Model, D extends Depth = M["depth"]> =
  | Relations<M>
  | (D extends 0 ? never : { [R in Relations<M>]: `${R}.${IncludePath<Target<M, R>, Less[D]>}` }[Relations<M>]);

/** `title`, `author.name`, `comments.count` */
export type OrderPath<M extends Model, D extends Depth = M["depth"]> =
  | M["order"]
  | `${keyof M["many"] & string}.count`
  | (D extends 0 ? never : { [R in keyof M["one"] & string]: `${R}.${OrderPath<Of<M["one"][R]>, Less[D]>}` }[keyof M["one"] & string]);

/** `-created_at`, `author.name`, `rating:nulls_first` */
export type OrderKey<M extends Model> = `${"" | "-"}${OrderPath<M>}${"" | `:${Nulls}`}`;

/** A row with these fields and relations. */
export type Row<M extends Model, F extends readonly string[], I extends readonly string[]> =
  number extends F["length"] | I["length"]
    ? // Lists that only the running program knows.
      Partial<M["row"]>
    : Part<M, F[number], I[number]>;

type Part<M extends Model, F extends string, I extends string> =
  [F | I] extends [never] ? M["row"] : Flat<Own<M, F> & Related<M, F, I>>;

type Own<M extends Model, F extends string> =
  Pick<M["row"], ([F & M["fields"]] extends [never] ? M["fields"] : F & M["fields"]) & keyof M["row"]>;

type Related<M extends Model, F extends string, I extends string> = {
  [R in Head<F> | First<I>]: Value<M, R, Part<Target<M, R>, Tail<F, R>, Tail<I, R>>>;
};

type Value<M extends Model, R extends string, T> =
  R extends keyof M["many"] ? T[] : R extends keyof M["row"] ? T | Extract<M["row"][R], null> : T;

type Head<P> = P extends `${infer R}.${string}` ? R : never;
type First<P extends string> = P extends `${infer R}.${string}` ? R : P;
type Tail<P, R extends string> = P extends `${R}.${infer T}` ? T : never;
type Flat<T> = { [K in keyof T]: T[K] };

