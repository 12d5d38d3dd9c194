// A text field with colours and completion. The colours are a second text behind the field.

import { candidates, tokens } from "./complete.js";

const WORDS = new Set(["query", "mutation", "subscription", "fragment", "on", "true", "false", "null"]);

export class Editor {
  constructor(parent, { value, onInput, onRun, schema }) {
    this.schema = schema;
    this.onInput = onInput;
    this.onRun = onRun;
    this.back = element("pre", "back");
    this.back.setAttribute("aria-hidden", "true");
    this.field = element("textarea", "front");
    Object.assign(this.field, { spellcheck: false, value, ariaLabel: "Operation" });
    this.menu = element("ul", "menu");
    this.menu.hidden = true;
    parent.append(this.back, this.field, this.menu);
    this.field.addEventListener("input", (event) => this.changed(event));
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("scroll", () => this.follow());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("click", () => this.close());
    this.colour();
  }

  get value() {
    return this.field.value;
  }

  get cursor() {
    return this.field.selectionStart;
  }

  changed(event) {
    this.colour();
    this.onInput(this.value);
    if (/[\w$@]/.test(event.data ?? "")) this.open();
    else this.close();
  }

  colour() {
    const text = this.value;
    const parts = [];
    let done = 0;
    for (const token of tokens(text)) {
      parts.push(text.slice(done, token.at), mark(token.text));
      done = token.at + token.text.length;
    }
    this.back.replaceChildren(...parts, text.slice(done), "\n");
    this.follow();
  }

  follow() {
    this.back.scrollTop = this.field.scrollTop;
    this.back.scrollLeft = this.field.scrollLeft;
  }

  key(event) {
    const isOpen = !this.menu.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.close();
      this.onRun();
    } else if (event.key === " " && event.ctrlKey) {
      this.open();
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (isOpen && (event.key === "Enter" || event.key === "Tab")) {
      this.take(this.items[this.chosen]);
    } else if (isOpen && event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter") {
      this.insert(`\n${indentation(this.value, this.cursor)}`);
    } else {
      return;
    }
    event.preventDefault();
  }

  open() {
    const schema = this.schema();
    if (!schema) return;
    const { start, items } = candidates(schema, this.value, this.cursor);
    this.start = start;
    this.items = items.slice(0, 50);
    if (this.items.length === 0) {
      this.close();
      return;
    }
    this.menu.replaceChildren(...this.items.map((item) => this.entry(item)));
    this.place();
    this.menu.hidden = false;
    this.choose(0);
  }

  entry(item) {
    const row = element("li", item.isDeprecated ? "deprecated" : "");
    row.title = item.docs ?? "";
    const type = element("span", "type");
    type.textContent = item.type ?? "";
    row.append(item.name, type);
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(item);
    });
    return row;
  }

  // The menu stands below the word: measured on the text behind, which has the same letters.
  place() {
    const lines = this.value.slice(0, this.start).split("\n");
    const style = getComputedStyle(this.field);
    const height = Number.parseFloat(style.lineHeight);
    const context = document.createElement("canvas").getContext("2d");
    context.font = style.font;
    const left = context.measureText(lines.at(-1)).width + Number.parseFloat(style.paddingLeft);
    const top = lines.length * height + Number.parseFloat(style.paddingTop);
    this.menu.style.left = `${Math.max(0, left - this.field.scrollLeft)}px`;
    this.menu.style.top = `${top - this.field.scrollTop}px`;
  }

  choose(at) {
    const rows = this.menu.children;
    this.chosen = (at + rows.length) % rows.length;
    for (const [index, row] of [...rows].entries()) row.classList.toggle("chosen", index === this.chosen);
    rows[this.chosen].scrollIntoView({ block: "nearest" });
  }

  take(item) {
    this.field.setSelectionRange(this.start, this.cursor);
    this.insert(item.name);
    this.close();
  }

  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.colour();
    this.onInput(this.value);
  }

  close() {
    this.menu.hidden = true;
  }
}

function indentation(text, cursor) {
  const line = text.slice(0, cursor).split("\n").at(-1);
  const own = /^ */.exec(line)[0];
  return /[{([]\s*$/.test(line) ? `${own}  ` : own;
}

function mark(text) {
  const span = element("span", kind(text));
  span.textContent = text;
  return span;
}

function kind(text) {
  if (text.startsWith("#")) return "comment";
  if (text.startsWith('"')) return "text";
  if (text.startsWith("$")) return "variable";
  if (text.startsWith("@") || WORDS.has(text)) return "word";
  if (/^-?\d/.test(text)) return "number";
  return /^\w/.test(text) ? "name" : "mark";
}

export function element(tag, className) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}
