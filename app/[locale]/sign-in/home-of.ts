const homes: Record<string, string> = {
  contributor: "/studio",
  buyer: "/library",
  reviewer: "/desk",
  curator: "/desk/datasets",
  finance: "/desk/money",
  privacy: "/desk/incidents",
};

/** Where somebody of this role begins, without the locale. */
export const homeOf = (role: string): string => homes[role] ?? "/";

/** Whose pages open to a passkey alone. */
export const worksAtDesk = (role: string): boolean => homeOf(role).startsWith("/desk");
