import { createHmac } from "node:crypto";
import http from "node:http";
import postgres from "postgres";

// The floor of a signed link: node:http, one query by primary key, one HMAC. Nothing is checked and nothing is written down.
const sql = postgres(process.env.BENCH_DATABASE_URL!, { max: 5, onnotice() {} });
const server = http.createServer(async (request, response) => {
  const rows = await sql`select bytes from app.version_files where id = ${(request.url ?? "").slice(1)}`;
  const mac = createHmac("sha256", "k".repeat(32)).update(`${request.url}${rows[0]?.bytes}`).digest("base64url");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ mac }));
});
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1", () => console.log("ready"));
process.on("SIGTERM", () => process.exit(0));
