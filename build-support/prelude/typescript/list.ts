/** Lists: a page, all pages, all rows. */

import type { CallOptions, Client } from "./client.js";
import { ask, value } from "./result.js";
import type { Result } from "./result.js";
import type { FieldPath, IncludePath, Model, OrderKey, Row } from "./rows.js";
import { END_CURSOR, HAS_NEXT_PAGE, PAGE_INFO } from "./wire.js";
import type { Page } from "./wire.js";

/** Which rows, in which order. */
export interface Selected<M extends Model> {
  /** Only rows that match. */
  readonly filter?: M["filter"] | undefined;
  /** The keys to sort by, the most significant first. `-` in front is descending. */
  readonly orderBy?: readonly OrderKey<M>[] | undefined;
}

/** Which of the rows stand for others. */
export interface Distinct<M extends Model> {
  /** Of rows with equal values of these fields, only the first by the order. */
  readonly distinct?: readonly M["distinct"][] | undefined;
}

/** What of each row. */
export interface Shaped<F, I> {
  /** Only these fields, and `relation.field` of relations. */
  readonly fields?: F | undefined;
  /** Relations to write into each row, and `relation.relation` of those. */
  readonly include?: I | undefined;
}

/** A page by its number. */
export interface Numbered {
  /** Which page, counted from 1. */
  readonly page?: number | undefined;
  /** How many rows a page has. */
  readonly perPage?: number | undefined;
  readonly first?: undefined;
  readonly after?: undefined;
  readonly last?: undefined;
  readonly before?: undefined;
}

/** A page behind a cursor. */
export interface Forward {
  /** How many rows at most, from the beginning or from `after`. */
  readonly first?: number | undefined;
  /** The cursor of the row before the first one wanted. */
  readonly after?: string | undefined;
  readonly page?: undefined;
  readonly perPage?: undefined;
  readonly last?: undefined;
  readonly before?: undefined;
}

/** A page in front of a cursor. */
export interface Backward {
  /** How many rows at most, up to the end or to `before`. */
  readonly last?: number | undefined;
  /** The cursor of the row behind the last one wanted. */
  readonly before?: string | undefined;
  readonly page?: undefined;
  readonly perPage?: undefined;
  readonly first?: undefined;
  readonly after?: undefined;
}

/** What a list takes. */
export type ListParameters<M extends Model, F = readonly FieldPath<M>[], I = readonly IncludePath<M>[]> =
  Selected<M> & Distinct<M> & Shaped<F, I> & (Numbered | Forward | Backward) & {
    /** Whether to count the rows of all pages. */
    readonly count?: boolean | undefined;
  };

/** What an iteration takes: it goes from cursor to cursor, so that rows which come or go meanwhile shift nothing. */
export type WalkParameters<M extends Model, F = readonly FieldPath<M>[], I = readonly IncludePath<M>[]> =
  Selected<M> & Distinct<M> & Shaped<F, I> & {
    /** How many rows are asked for at once. */
    readonly pageSize?: number | undefined;
    /** The cursor of the row to begin behind. */
    readonly after?: string | undefined;
  };

/** Lists of which the client is given already. */
export interface BoundList<M extends Model> {
  /** A page of rows. */
  <const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    parameters?: ListParameters<M, F, I>,
    options?: CallOptions,
  ): Promise<Page<Row<M, F, I>>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    parameters?: ListParameters<M, F, I>,
    options?: CallOptions,
  ): Promise<Result<Page<Row<M, F, I>>>>;
  /** Every row that matches, page by page. */
  pages<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    parameters?: WalkParameters<M, F, I>,
    options?: CallOptions,
  ): AsyncGenerator<Page<Row<M, F, I>>, void, undefined>;
  /** Every row that matches. */
  iterate<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    parameters?: WalkParameters<M, F, I>,
    options?: CallOptions,
  ): AsyncGenerator<Row<M, F, I>, void, undefined>;
}

/** A list. */
export interface List<M extends Model> {
  /** Its `operationId`. */
  readonly id: string;
  /** A page of rows. */
  <const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    parameters?: ListParameters<M, F, I>,
    options?: CallOptions,
  ): Promise<Page<Row<M, F, I>>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    parameters?: ListParameters<M, F, I>,
    options?: CallOptions,
  ): Promise<Result<Page<Row<M, F, I>>>>;
  /** Every row that matches, page by page. */
  pages<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    parameters?: WalkParameters<M, F, I>,
    options?: CallOptions,
  ): AsyncGenerator<Page<Row<M, F, I>>, void, undefined>;
  /** Every row that matches. */
  iterate<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    parameters?: WalkParameters<M, F, I>,
    options?: CallOptions,
  ): AsyncGenerator<Row<M, F, I>, void, undefined>;
}

/** Makes a list: `size` rows at once unless an iteration asks for another number. */
export function list<M extends Model>(id: string, path: string, size: number): List<M> {
  type Any = Page<unknown>;
  const safe = (client: Client, parameters: object = {}, options?: CallOptions): Promise<Result<Any>> =>
    ask(client, path, parameters, options);
  const call = async (client: Client, parameters?: object, options?: CallOptions): Promise<Any> =>
    value(await safe(client, parameters, options));
  async function* pages(client: Client, parameters: object = {}, options?: CallOptions): AsyncGenerator<Any, void, undefined> {
    const { pageSize = size, ...rest } = parameters as { pageSize?: number };
    for (let more: object | undefined = {}; more; ) {
      const page = await call(client, { ...rest, first: pageSize, ...more }, options);
      yield page;
      const info = page[PAGE_INFO];
      more = info[HAS_NEXT_PAGE] && info[END_CURSOR] ? { after: info[END_CURSOR] } : undefined;
    }
  }
  async function* iterate(client: Client, parameters?: object, options?: CallOptions): AsyncGenerator<unknown, void, undefined> {
    for await (const page of pages(client, parameters, options)) yield* page.items;
  }
  return Object.assign(call, { id, safe, pages, iterate }) as unknown as List<M>;
}
