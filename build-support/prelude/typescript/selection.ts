/** What a selection may be, and what it makes of the answer, in types alone. */

/** A field without fields of its own. */
export interface Leaf<T> {
  readonly leaf: T;
}

/** A field that leads to an object or a list of objects; `Z` is `null` where there may be none. */
export interface Branch<N, L extends boolean = false, Z = never, A = never> {
  readonly node: N;
  readonly list: L;
  readonly none: Z;
  readonly args: A;
}

type Aliased<N> = { readonly [K in keyof N & string as `${string}:${K}`]?: Choice<N[K]> };

/** What may be asked of an object: `true` for leaves, a selection for the rest, `alias:field` to rename. */
export type Selection<N> = { readonly [K in keyof N]?: Choice<N[K]> } & Aliased<N>;

type Choice<F> = F extends Branch<infer N, boolean, unknown, infer A> ? Selection<N> & Arguments<A> : true;

type Arguments<A> = [A] extends [never] ? unknown : {} extends A ? { readonly $?: A } : { readonly $: A };

type NameOf<K> = K extends `${string}:${infer F}` ? F : K;
type KeyOf<K> = K extends `${infer A}:${string}` ? A : K;

/** Refuses names that the object does not have: inference alone would let them pass. */
export type Known<N, S> = {
  readonly [K in keyof S]: K extends "$"
    ? unknown
    : NameOf<K> extends keyof N
      ? N[NameOf<K>] extends Branch<infer M, boolean, unknown, unknown>
        ? Known<M, S[K]>
        : unknown
      : never;
};

/** The answer to a selection. */
export type Answered<N, S> = {
  -readonly [K in keyof S as K extends "$" ? never : KeyOf<K>]: NameOf<K> extends keyof N ? Given<N[NameOf<K>], S[K]> : never;
};

type Given<F, S> =
  F extends Leaf<infer T>
    ? T
    : F extends Branch<infer N, infer L, infer Z, unknown>
      ? (L extends true ? Answered<N, S>[] : Answered<N, S>) | Z
      : never;

/** An object of which exactly one member is given. */
export type OneOf<T> = {
  [K in keyof T]: { readonly [P in K]: T[P] } & { readonly [P in Exclude<keyof T, K>]?: never };
}[keyof T];
