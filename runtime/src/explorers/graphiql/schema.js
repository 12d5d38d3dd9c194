// The schema as introspection tells it.

const REFERENCE = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
const INPUT = `name description defaultValue type { ${REFERENCE} }`;

const QUERY = `query Introspection {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    directives { name description args { ${INPUT} } }
    types {
      kind name description
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args { ${INPUT} } type { ${REFERENCE} }
      }
      inputFields { ${INPUT} }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { name }
    }
  }
}`;

/** Sends a request; the answer's body as it came, and what is known of it. */
export async function send(body, headers = {}) {
  const began = performance.now();
  const response = await fetch("graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json;q=0.9",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { text, status: response.status, took: performance.now() - began };
}

/** The schema, or the reason why there is none. */
export async function load(headers) {
  const { text, status } = await send({ query: QUERY }, headers);
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(`the endpoint answered ${status} and no JSON`);
  }
  if (!answer.data?.__schema) {
    throw new Error(answer.errors?.[0]?.message ?? `the endpoint answered ${status}`);
  }
  const schema = answer.data.__schema;
  return {
    types: new Map(schema.types.map((type) => [type.name, type])),
    directives: new Map(schema.directives.map((directive) => [directive.name, directive])),
    roots: {
      query: schema.queryType?.name,
      mutation: schema.mutationType?.name,
      subscription: schema.subscriptionType?.name,
    },
  };
}

/** The name of a type without its lists and exclamation marks. */
export function named(type) {
  let inner = type;
  while (inner?.ofType) inner = inner.ofType;
  return inner?.name;
}

/** A type as the schema definition language spells it. */
export function spelled(type) {
  if (type.kind === "NON_NULL") return `${spelled(type.ofType)}!`;
  if (type.kind === "LIST") return `[${spelled(type.ofType)}]`;
  return type.name;
}
