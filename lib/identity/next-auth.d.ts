import type { Role } from "../../db/powers.ts";

declare module "next-auth" {
  interface Session {
    user: { id: string; role: Role; handle: string };
  }
  interface User {
    id: string;
    session: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sub?: string;
    role?: Role;
    handle?: string;
    session?: string;
  }
}
