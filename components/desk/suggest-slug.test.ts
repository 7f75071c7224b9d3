import { expect, test } from "vitest";
import { suggestSlug } from "./suggest-slug.ts";

test("a title becomes an address that the catalogue takes", () => {
  expect(suggestSlug("British English by region")).toBe("british-english-by-region");
  expect(suggestSlug("  Appels d’après-vente : cœur de métier, 2026 ")).toBe(
    "appels-d-apres-vente-coeur-de-metier-2026",
  );
  expect(suggestSlug("???")).toBe("");
});

test("however long the title, the address fits and ends in a letter or a digit", () => {
  const slug = suggestSlug(`${"a".repeat(59)} tail`);
  expect(slug).toBe("a".repeat(59));
  expect(suggestSlug("calls ".repeat(40))).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});
