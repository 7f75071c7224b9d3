import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import type { PageKey } from "../../server/page-cache.ts";
import { renderWith } from "../../server/render.ts";

const key: PageKey = { path: "/en/datasets", query: "q=calls", variant: "html" };
const render = (handle: RequestListener, of: PageKey = key) => renderWith(handle, "https://consonant.example")(of);

/** What the renderer is asked, as it arrives. */
const askedFor = async (of: PageKey) => {
  const { body } = await render((asked, response) => response.end(JSON.stringify([asked.url, asked.headers])), of);
  const [url, headers]: [string, Record<string, string>] = JSON.parse(body.toString());
  return { url, headers };
};

describe("a render for everyone", () => {
  it("is asked for under our own name, and marked as a fill", async () => {
    const { url, headers } = await askedFor(key);
    expect(url).toBe("/en/datasets?q=calls");
    expect(headers).toEqual({
      host: "consonant.example",
      "x-forwarded-host": "consonant.example",
      "x-forwarded-proto": "https",
      connection: "close",
      "user-agent": "consonant-edge",
      "x-edge-fill": "1",
    });
  });

  it("asks for a payload as the router does", async () => {
    const payload = await askedFor({ ...key, variant: "rsc" });
    expect([payload.url, payload.headers.rsc]).toEqual(["/en/datasets?q=calls&_rsc=", "1"]);
    const prefetch = await askedFor({ ...key, query: "", variant: "prefetch" });
    expect(prefetch.url).toMatch(/^\/en\/datasets\?_rsc=[\w-]{16}$/);
    expect(prefetch.headers["next-router-prefetch"]).toBe("1");
  });

  it("keeps status, headers and bytes as they are", async () => {
    const page = await render((_asked, response) => {
      response
        .writeHead(404, { "content-type": "text/html", "set-cookie": ["a=1", "b=2"] })
        .end(Buffer.from([0, 255, 1]));
    });
    expect(page).toMatchObject({ status: 404, headers: { "set-cookie": ["a=1", "b=2"] } });
    expect([...page.body]).toEqual([0, 255, 1]);
  });

  it("arrives whole when it is large", async () => {
    const large = Buffer.alloc(5 << 20, "hear ");
    expect((await render((_asked, response) => void response.end(large))).body.equals(large)).toBe(true);
  });

  it("fails when the answer is cut short, instead of passing half a page for a whole one", async () => {
    const cut = render((_asked, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write("half a page");
      setTimeout(() => response.destroy(), 20);
    });
    await expect(cut).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("fails when the page is larger than the cache takes", async () => {
    const endless = render((_asked, response) => void response.end(Buffer.alloc(9 << 20)));
    await expect(endless).rejects.toThrow("larger than the cache takes");
  });

  it("fails when Next hangs up without an answer", async () => {
    await expect(render((asked) => void asked.socket.destroy())).rejects.toMatchObject({ code: "ECONNRESET" });
  });
});
