/** Where a person of each role is at home; what they may do there is decided there. */
const PLACES: Record<string, Place> = {
  contributor: "studio",
  buyer: "library",
  reviewer: "desk",
  curator: "desk",
  finance: "desk",
  privacy: "desk",
};

export type Place = "studio" | "library" | "desk";

export interface Person {
  handle: string;
  place: Place | undefined;
}

/** What next-auth says of the session: { user: { handle, role } }, or an empty object when nobody is signed in. */
export function readPerson(session: unknown): Person | undefined {
  const user = fieldOf(session, "user");
  const handle = fieldOf(user, "handle");
  const role = fieldOf(user, "role");
  if (typeof handle !== "string" || handle === "") return undefined;
  return { handle, place: typeof role === "string" ? PLACES[role] : undefined };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
