// Puts the page together: what is written is kept in the browser, and runs at `graphql` beside it.

import { Editor } from "./editor.js";
import { Reference } from "./reference.js";
import { load, send } from "./schema.js";

const WELCOME = `# Ctrl+Enter runs the operation.
# Ctrl+Space completes a word.

`;

const page = (id) => document.getElementById(id);
const key = (name) => `auto-api ${location.pathname} ${name}`;
let schema = null;

function kept(name, other) {
  try {
    return localStorage.getItem(key(name)) ?? other;
  } catch {
    return other;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(key(name), value);
  } catch {
    // A browser without storage forgets.
  }
}

/** The JSON object in a field; nothing if it is empty. */
function object(id) {
  const text = page(id).value.trim();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${id}: ${error.message}`);
  }
}

/** The name of the operation that the cursor is in, where there are several. */
function operationName(text, cursor) {
  const all = [...text.matchAll(/^\s*(?:query|mutation|subscription)\s+(\w+)/gm)];
  const before = all.filter((match) => match.index <= cursor);
  return (before.at(-1) ?? all[0])?.[1];
}

async function run() {
  page("status").textContent = "…";
  page("run").disabled = true;
  try {
    const query = editor.value;
    const body = { query, variables: object("variables"), operationName: operationName(query, editor.cursor) };
    const { text, status, took } = await send(body, object("headers"));
    page("result").textContent = pretty(text);
    page("status").textContent = `${status} · ${Math.round(took)} ms · ${new Blob([text]).size} bytes`;
  } catch (error) {
    page("result").textContent = String(error.message ?? error);
    page("status").textContent = "not sent";
  } finally {
    page("run").disabled = false;
  }
}

// Long numbers must not be rounded on the way to the screen, so the text is not parsed: blanks and
// line ends are put between its tokens.
function pretty(text) {
  const out = [];
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === "{" || token === "[") {
      depth += 1;
      out.push(token, line());
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (/^\n/.test(out.at(-1)) && /[{[]/.test(out.at(-2))) out.pop();
      else out.push(line());
      out.push(token);
    } else if (token === ",") {
      out.push(token, line());
    } else {
      out.push(token === ":" ? ": " : token);
    }
  }
  return out.join("");
}

// A link may bring an operation, never run one.
const linked = new URLSearchParams(location.search).get("query");

const reference = new Reference(page("reference"));
const editor = new Editor(page("operation"), {
  value: linked ?? kept("operation", WELCOME),
  onInput: (value) => keep("operation", value),
  onRun: run,
  schema: () => schema,
});

for (const id of ["variables", "headers"]) {
  page(id).value = kept(id, "");
  page(id).addEventListener("input", () => keep(id, page(id).value));
  page(id).addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  page(`${id}-tab`).addEventListener("click", () => {
    for (const other of ["variables", "headers"]) {
      page(other).hidden = other !== id;
      page(`${other}-tab`).setAttribute("aria-selected", String(other === id));
    }
  });
}
page("headers").addEventListener("change", learn);
page("run").addEventListener("click", run);
page("toggle").addEventListener("click", () => page("reference").toggleAttribute("hidden"));

async function learn() {
  try {
    schema = await load(object("headers"));
    reference.show(schema);
  } catch (error) {
    reference.fail(error.message);
  }
}

await learn();
