// What may stand at a place in an operation: follows the text up to there through the schema.

import { named, spelled } from "./schema.js";

const TOKEN =
  /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*|\.\.\.|[$@]?[_A-Za-z]\w*|-?\d[\w.+-]*|[{}()[\]:=!|&$@]/g;

export function tokens(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
}

const isName = (token) => /^[_A-Za-z]/.test(token);

/** The candidates for the word that ends at `cursor`, and where the word begins. */
export function candidates(schema, text, cursor) {
  const word = /[$@]?\w*$/.exec(text.slice(0, cursor))[0];
  const start = cursor - word.length;
  const before = tokens(text.slice(0, start));
  const last = before.at(-1);
  const isOpen = last && /^["#]/.test(last.text) && !closed(last, text, start);
  if (isOpen) return { start, items: [] };
  const place = follow(schema, before);
  const lower = word.toLowerCase();
  const all = word.startsWith("@") ? directives(schema) : offered(schema, place, text);
  const found = all.filter((item) => item.name.toLowerCase().startsWith(lower));
  const items = found.length === 1 && found[0].name === word ? [] : found;
  return { start, items };
}

function closed(token, text, start) {
  if (token.text.startsWith("#")) return text.slice(token.at, start).includes("\n");
  return token.text.length > 1 && token.text.endsWith('"');
}

// A frame is a selection (`type`), a list of arguments or an input object (`inputs`), or a list of
// values (`value`).
function follow(schema, list) {
  const stack = [];
  const state = { root: "query", field: null, args: null, value: null, on: null, previous: "" };
  for (const { text } of list) {
    if (text.startsWith("#")) continue;
    step(schema, stack, state, text);
    state.previous = text;
  }
  return { frame: stack.at(-1), ...state };
}

function step(schema, stack, state, text) {
  const frame = stack.at(-1);
  if (text === "{" && frame?.kind !== "args" && frame?.kind !== "input" && frame?.kind !== "list") {
    const outer = frame ? (state.on ?? named(state.field?.type) ?? frame.type) : (state.on ?? schema.roots[state.root]);
    stack.push({ kind: "selection", type: state.previous === "..." ? frame?.type : outer });
    Object.assign(state, { on: null, field: null, args: null });
  } else if (text === "{") {
    const type = schema.types.get(named(state.value));
    stack.push({ kind: "input", inputs: type?.inputFields ?? [], outer: state.value });
    state.value = null;
  } else if (text === "[") {
    stack.push({ kind: "list", outer: state.value });
  } else if (text === "(") {
    stack.push({ kind: "args", inputs: state.args ?? [] });
    state.value = null;
  } else if (text === "}" || text === ")" || text === "]") {
    const closing = stack.pop();
    state.value = stack.at(-1)?.kind === "list" ? stack.at(-1).outer : null;
    if (closing?.kind === "selection") Object.assign(state, { field: null, args: null });
    if (stack.length === 0 && text === "}") state.root = "query";
  } else if (text.startsWith("@")) {
    state.args = schema.directives.get(text.slice(1))?.args ?? [];
  } else if (isName(text)) {
    name(schema, frame, state, text);
  } else if (frame?.inputs && /^["$\d-]/.test(text)) {
    state.value = null;
  }
}

function name(schema, frame, state, text) {
  if (state.previous === "on") {
    state.on = text;
  } else if (!frame) {
    if (text in schema.roots) state.root = text;
  } else if (frame.kind === "selection" && text !== "on" && state.previous !== "...") {
    const fields = schema.types.get(frame.type)?.fields ?? [];
    state.field = fields.find((field) => field.name === text) ?? null;
    state.args = state.field?.args ?? null;
  } else if (frame.inputs && state.value === null) {
    state.value = frame.inputs.find((input) => input.name === text)?.type ?? undefined;
  } else if (frame.inputs) {
    state.value = null;
  }
}

function offered(schema, place, text) {
  const { frame, previous, value } = place;
  if (previous === "on") return composites(schema);
  if (!frame) return ["query", "mutation", "subscription", "fragment"].map((word) => ({ name: word }));
  if (frame.kind === "selection") {
    const fields = schema.types.get(frame.type)?.fields ?? [];
    return [...fields.map(item), { name: "__typename", type: "String!" }];
  }
  if (previous === ":" || frame.kind === "list") return values(schema, named(value ?? frame.outer), text);
  return (frame.inputs ?? []).map(item);
}

function directives(schema) {
  return [...schema.directives.values()].map(({ name, description }) => ({ name: `@${name}`, docs: description }));
}

function item(field) {
  return {
    name: field.name,
    type: spelled(field.type),
    docs: field.description,
    isDeprecated: field.isDeprecated,
  };
}

function composites(schema) {
  const all = [...schema.types.values()];
  return all.filter((type) => type.fields && !type.name.startsWith("__")).map(({ name, description }) => ({ name, docs: description }));
}

function values(schema, type, text) {
  const variables = [...new Set(text.match(/\$\w+/g) ?? [])].map((name) => ({ name, type: "variable" }));
  const own = schema.types.get(type)?.enumValues ?? [];
  const words = type === "Boolean" ? [{ name: "true" }, { name: "false" }] : [];
  return [...own.map((value) => ({ name: value.name, docs: value.description })), ...words, ...variables];
}
