/** Operations with their client given once: what the facade is made of. */

import type { Client } from "./client.js";

type Operation = ((client: Client, ...rest: never[]) => unknown) & object;

/** An operation and its members without their first parameter. */
export function bind<B>(client: Client, operation: Operation): B {
  const given = (call: Function) => (...rest: unknown[]): unknown => call(client, ...rest);
  const members = Object.entries(operation).map(([name, member]) => [name, typeof member === "function" ? given(member) : member]);
  return Object.assign(given(operation), Object.fromEntries(members)) as B;
}
