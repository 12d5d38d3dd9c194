/**
 * Options for TanStack Query: `useQuery(listQuery(client, listPosts, { … }))` and its kin, in any
 * framework and in `QueryClient` itself. Written to the shape of its options, without its types, so
 * that there is nothing to install for whoever uses something else.
 */

import type { CallOptions, Client } from "./client.js";
import type { Get } from "./get.js";
import type { List, ListParameters, Shaped, WalkParameters } from "./list.js";
import type { FieldPath, IncludePath, Model, Row } from "./rows.js";
import { END_CURSOR, HAS_NEXT_PAGE, PAGE_INFO } from "./wire.js";
import type { Page } from "./wire.js";

/** What a query function is told. */
interface Context {
  readonly signal: AbortSignal;
}

/** Options of a query. */
export interface QueryOptions<T> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: Context) => Promise<T>;
  /** The client has tried again already. */
  readonly retry: false;
}

/** Options of an infinite query. */
export interface InfiniteQueryOptions<T> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: Context & { readonly pageParam: string | undefined }) => Promise<T>;
  readonly initialPageParam: string | undefined;
  readonly getNextPageParam: (page: T) => string | undefined;
  readonly retry: false;
}

type Loose = (client: Client, ...rest: unknown[]) => Promise<never>;

/** A page of a list. */
export function listQuery<M extends Model, const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
  client: Client,
  operation: List<M>,
  parameters?: ListParameters<M, F, I>,
  options?: CallOptions,
): QueryOptions<Page<Row<M, F, I>>> {
  const queryFn = ({ signal }: Context): Promise<never> => (operation as unknown as Loose)(client, parameters, { ...options, signal });
  return { queryKey: [operation.id, parameters ?? {}], queryFn, retry: false };
}

/** One row. */
export function getQuery<M extends Model, K, const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
  client: Client,
  operation: Get<M, K>,
  key: K,
  parameters?: Shaped<F, I>,
  options?: CallOptions,
): QueryOptions<Row<M, F, I>> {
  const queryFn = ({ signal }: Context): Promise<never> => (operation as unknown as Loose)(client, key, parameters, { ...options, signal });
  return { queryKey: [operation.id, key, parameters ?? {}], queryFn, retry: false };
}

/** A list, page after page. */
export function infiniteQuery<M extends Model, const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
  client: Client,
  operation: List<M>,
  parameters?: WalkParameters<M, F, I>,
  options?: CallOptions,
): InfiniteQueryOptions<Page<Row<M, F, I>>> {
  return {
    queryKey: [operation.id, "infinite", parameters ?? {}],
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam === undefined ? {} : { after: pageParam };
      const pages = operation.pages(client, { ...parameters, ...after } as WalkParameters<M, F, I>, { ...options, signal });
      const { value } = await pages.next();
      return value as Page<Row<M, F, I>>;
    },
    initialPageParam: parameters?.after,
    getNextPageParam: ({ [PAGE_INFO]: info }) => (info[HAS_NEXT_PAGE] ? (info[END_CURSOR] ?? undefined) : undefined),
    retry: false,
  };
}
