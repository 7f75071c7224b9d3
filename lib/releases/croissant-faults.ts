const required = "@context @type conformsTo name description license url creator datePublished distribution".split(" ");
const requiredOfFile = ["@id", "name", "contentUrl", "contentSize", "encodingFormat", "sha256"];

type Node = Record<string, unknown>;

/**
 * What the public validator only warns of, or does not look at: required properties of the dataset and of each file,
 * ids that occur twice, references that lead nowhere. Empty when there is nothing to say.
 */
export function croissantFaults(document: Node): string[] {
  const faults = required.filter((name) => isEmpty(document[name])).map((name) => `the dataset has no ${name}`);
  const nodes = inside(document);
  for (const node of nodes.filter((node) => node["@type"] === "cr:FileObject")) {
    const missing = requiredOfFile.filter((name) => isEmpty(node[name]));
    faults.push(...missing.map((name) => `${String(node["@id"])} has no ${name}`));
  }
  const ids = new Set<unknown>();
  for (const node of nodes.filter((node) => "@id" in node && "@type" in node)) {
    if (ids.has(node["@id"])) faults.push(`${String(node["@id"])} is described twice`);
    ids.add(node["@id"]);
  }
  for (const node of nodes.filter((node) => "@id" in node && Object.keys(node).length === 1)) {
    if (!ids.has(node["@id"])) faults.push(`${String(node["@id"])} is named but not described`);
  }
  return faults;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function inside(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(inside);
  if (value === null || typeof value !== "object") return [];
  const node = value as Node;
  const members = Object.entries(node).filter(([name]) => name !== "@context");
  return [node, ...members.flatMap(([, member]) => inside(member))];
}
