// The schema to read: a type at a time, with a way back, and a search over all of it.

import { element } from "./editor.js";
import { named, spelled } from "./schema.js";

const LIMIT = 60;

export class Reference {
  constructor(parent) {
    this.parent = parent;
    this.path = [];
    this.search = element("input", "search");
    Object.assign(this.search, { type: "search", placeholder: "Search the schema", ariaLabel: "Search the schema" });
    this.search.addEventListener("input", () => this.draw());
    this.trail = element("nav", "trail");
    this.body = element("div", "body");
    parent.append(this.search, this.trail, this.body);
  }

  show(schema) {
    this.schema = schema;
    this.path = [schema.roots.query];
    this.draw();
  }

  fail(reason) {
    const text = element("p", "failed");
    text.textContent = `No schema to show: ${reason}.`;
    this.body.replaceChildren(text);
  }

  draw() {
    if (!this.schema) return;
    const words = this.search.value.trim().toLowerCase();
    this.trail.replaceChildren(...this.path.map((name, at) => this.link(name, () => this.path.slice(0, at + 1))));
    this.body.replaceChildren(...(words ? this.found(words) : this.type(this.path.at(-1))));
    this.parent.scrollTop = 0;
  }

  link(name, path) {
    const link = element("a", "type");
    link.href = "#";
    link.textContent = name;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.search.value = "";
      this.path = path();
      this.draw();
    });
    return link;
  }

  type(name) {
    const type = this.schema.types.get(name);
    if (!type) return [];
    const title = element("h2");
    title.textContent = type.name;
    const kind = element("small");
    kind.textContent = type.kind.toLowerCase().replace("_", " ");
    title.append(" ", kind);
    const members = type.fields ?? type.inputFields ?? type.enumValues ?? [];
    const possible = (type.possibleTypes ?? []).map(({ name }) => this.entry({ name, type: { kind: "OBJECT", name } }));
    return [title, text(type.description), ...members.map((member) => this.entry(member)), ...possible];
  }

  entry(member, within) {
    const entry = element("div", member.isDeprecated ? "entry deprecated" : "entry");
    const head = element("code");
    head.append(within ? `${within}.${member.name}` : member.name);
    if (member.type) head.append(": ", this.typeLink(member.type));
    if (member.defaultValue != null) head.append(` = ${member.defaultValue}`);
    entry.append(head, text(member.description));
    if (member.isDeprecated) entry.append(text(`Deprecated: ${member.deprecationReason ?? ""}`));
    if (member.args?.length) {
      const list = element("ul");
      for (const argument of member.args) {
        const row = element("li");
        row.append(this.entry(argument));
        list.append(row);
      }
      const more = element("details");
      const summary = element("summary");
      summary.textContent = `${member.args.length} argument${member.args.length === 1 ? "" : "s"}`;
      more.append(summary, list);
      entry.append(more);
    }
    return entry;
  }

  typeLink(type) {
    const name = named(type);
    const link = this.link(spelled(type), () => [...this.path.filter((known) => known !== name), name]);
    return link;
  }

  found(words) {
    const hits = [];
    for (const type of this.schema.types.values()) {
      if (type.name.startsWith("__")) continue;
      if (type.name.toLowerCase().includes(words)) hits.push(this.entry({ name: type.name, description: type.description, type: { kind: type.kind, name: type.name } }));
      for (const member of type.fields ?? type.inputFields ?? type.enumValues ?? []) {
        if (member.name.toLowerCase().includes(words)) hits.push(this.entry(member, type.name));
      }
      if (hits.length > LIMIT) break;
    }
    return hits.length ? hits.slice(0, LIMIT) : [text("Nothing has that in its name.")];
  }
}

function text(description) {
  const paragraph = element("p");
  paragraph.textContent = description ?? "";
  paragraph.hidden = !description;
  return paragraph;
}
