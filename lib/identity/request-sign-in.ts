import type { z } from "zod";
import { theDoor } from "../the-door.ts";
import type { signInInput } from "./input.ts";

/**
 * Asks for a sign-in mail, whose link and code work in this browser. The answer is the same whoever asks: nothing; who is a
 * member is nobody's business.
 */
export async function requestSignIn(input: z.infer<typeof signInInput>, browser: string): Promise<void> {
  await theDoor().ask("request_login", input.email, input.intent, input.locale, browser);
}
