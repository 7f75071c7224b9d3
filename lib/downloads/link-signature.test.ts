import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signLink, verifyLink } from "./link-signature.ts";

const key = "k".repeat(40);
const claim = { grantId: randomUUID(), expiresAt: 1_800_000_000 };
const link = signLink(key, claim, "train-000000.tar");
const open = (path: string, by = key) => verifyLink(by, new URL(path, "http://delivery.test"));

test("a link that we signed is what it says", () => {
  expect(open(link)).toEqual(claim);
  expect(open(link.replace("train-000000.tar", "another%20name.tar"))).toEqual(claim);
});

test("every changed character refuses it, and so does every addition", () => {
  const from = link.indexOf("/d/") + 3;
  for (let i = from; i < link.length; i++) {
    if (i >= link.indexOf("/", from) && i < link.indexOf("?")) continue; // the name for people
    const other = link[i] === "1" ? "2" : "1";
    expect(open(link.slice(0, i) + other + link.slice(i + 1)), link.slice(0, i)).toBeNull();
  }
  const signature = new URL(link, "http://x").searchParams.get("s")!;
  for (const changed of [
    `${link}&e=1800000001`,
    `${link}&x=1`,
    `${link}=`,
    link.replace("e=1800000000", "e=01800000000"),
    link.replace("e=1800000000", "e=18000000000"),
    link.replace(signature, ""),
    link.replace(signature, signature.slice(0, -1)),
    link.replace(signature, signature.toLowerCase()),
    link.replace("/d/", "/d/../d/x/"),
    link.replace("/d/", "//d/"),
  ])
    expect(open(changed), changed).toBeNull();
  expect(open(link, "another key, forty characters long......")).toBeNull();
});
