import type { ServerResponse } from "node:http";

/** A type of text, or of XML, that says nothing more. */
const BARE_TEXT = /^(?:text\/[\w.-]+|[a-z]+\/(?:[\w.-]+\+)?xml)$/i;

/** Everything that is written here is UTF-8; a browser that is not told may guess. */
export const withCharset = (type: string): string => (BARE_TEXT.test(type) ? `${type}; charset=utf-8` : type);

/** Next names none for payloads, robots.txt and the sitemap: whatever type it sets on this answer is told whole. */
export function nameCharset(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name, name.toLowerCase() === "content-type" ? withCharset(String(value)) : value);
}
