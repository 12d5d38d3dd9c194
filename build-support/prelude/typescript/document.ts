/** From a selection to a GraphQL document: values become variables, names are checked. */

/** The fields of an object type that lead to another or take arguments. */
export type Fields = Readonly<Record<string, Field>>;

/** The type that a field leads to, and the types of its arguments. */
export type Field = readonly [type: string, args?: Readonly<Record<string, string>>];

/** The object types of a schema, by name. */
export type Table = Readonly<Record<string, Fields>>;

/** A document and the values of its variables. */
export interface Document {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The document of a selection on the type `Query`. */
export function document(table: Table, selection: object): Document {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const declare = (type: string, given: unknown): string => {
    const name = `v${declared.length}`;
    declared.push(`$${name}:${type}`);
    variables[name] = given;
    return `$${name}`;
  };

  const fields = (type: string, selected: object): string => {
    const each = Object.entries(selected).filter(([key, inner]) => key !== "$" && inner);
    if (!each.length) throw new TypeError(`nothing is selected of \`${type}\``);
    return `{${each.map(([key, inner]) => field(type, key, inner as object | true)).join(" ")}}`;
  };

  const field = (type: string, key: string, inner: object | true): string => {
    const name = key.slice(key.indexOf(":") + 1);
    if (!/^(\w+:)?\w+$/.test(key)) throw new TypeError(`\`${key}\` is no name`);
    const [target, args = {}]: Field = table[type]?.[name] ?? [""];
    if (inner === true) return key;
    const given = Object.entries((inner as { $?: object }).$ ?? {}).filter(([, value]) => value !== undefined);
    const taken = given.map(([argument, value]) => {
      const wanted = args[argument];
      if (!wanted) throw new TypeError(`\`${name}\` takes no \`${argument}\``);
      return `${argument}:${declare(wanted, value)}`;
    });
    return key + (taken.length ? `(${taken.join(",")})` : "") + fields(target || name, inner);
  };

  const body = fields("Query", selection);
  return { query: `query${declared.length ? `(${declared.join(",")})` : ""}${body}`, variables };
}
