import { describe, expect, it } from "vitest";
import { catalogueQuery } from "../../../../lib/catalog/input.ts";
import { catalogueHref } from "./catalogue-href.ts";

const asked = catalogueQuery.parse({ q: "  Boiler  Repair ", language: "en", sort: "price", page: "3" });

describe("the address of a search", () => {
  it("is one spelling, without what is the default", () => {
    expect(catalogueHref(asked, { page: 3 })).toBe("/datasets?q=boiler+repair&language=en&sort=price&page=3");
    expect(catalogueHref(catalogueQuery.parse({ page: "0", sort: "loudest", language: "xx" }))).toBe("/datasets");
  });

  it("starts at the first page again when anything else changes", () => {
    expect(catalogueHref(asked, { kind: "support" })).toBe(
      "/datasets?q=boiler+repair&language=en&kind=support&sort=price",
    );
  });

  it("leaves out what is taken away", () => {
    expect(catalogueHref(asked, { q: "", language: undefined, sort: "newest" })).toBe("/datasets");
  });
});
