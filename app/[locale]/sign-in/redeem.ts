"use client";

export type Proof = { secret: string } | { code: string };
export type Redeemed = { outcome: "in"; role: string } | { outcome: "late" | "elsewhere" | "stopped" | "lost" };

const limit = () => AbortSignal.timeout(20_000);

/** Exchanges the mailed secret, or its code, for a session through next-auth. It travels in a body, never in an address. */
export async function redeem(proof: Proof): Promise<Redeemed> {
  try {
    const { csrfToken } = await fetch("/api/auth/csrf", { signal: limit() }).then((answer) => answer.json());
    const body = new URLSearchParams({ csrfToken: String(csrfToken), ...proof, json: "true" });
    const answer = await fetch("/api/auth/callback/mail", { method: "POST", body, signal: limit() });
    if (answer.status === 401) return { outcome: await whyNot(answer) };
    if (!answer.ok) return { outcome: "lost" };
    const session: { user?: { role?: string } } = await fetch("/api/auth/session", { signal: limit() }).then((given) =>
      given.json(),
    );
    return session.user?.role ? { outcome: "in", role: session.user.role } : { outcome: "late" };
  } catch (failure) {
    if (failure instanceof TypeError || failure instanceof DOMException || failure instanceof SyntaxError) {
      return { outcome: "lost" };
    }
    throw failure;
  }
}

/** next-auth names the reason in the address of an error page that we do not have. */
async function whyNot(answer: Response): Promise<"late" | "elsewhere" | "stopped"> {
  const { url }: { url?: string } = await answer.json();
  if (url?.includes("error=elsewhere")) return "elsewhere";
  return url?.includes("error=suspended") ? "stopped" : "late";
}
