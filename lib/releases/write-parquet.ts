import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import type { PlacedClip } from "./release.ts";
import { rowFields, rowOf } from "./release-row.ts";

const types: Record<(typeof rowFields)[number]["sql"], DuckDBType> = { VARCHAR, INTEGER, DOUBLE, BIGINT };
/** DuckDB's own vector size, the most rows that one chunk holds. */
const chunkRows = 2_048;

/**
 * Writes metadata.parquet to a path on this machine's disk: zstd, rows in the given order. One thread, or the rows of
 * two builds would be grouped differently and their bytes would differ.
 */
export async function writeParquet(path: string, clips: readonly PlacedClip[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`create table clips (${rowFields.map(({ name, sql }) => `"${name}" ${sql}`).join(", ")})`);
    await fill(connection, clips);
    await connection.run(
      `copy clips to '${path.replaceAll("'", "''")}' (format parquet, compression zstd, row_group_size 122880)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function fill(connection: DuckDBConnection, clips: readonly PlacedClip[]): Promise<void> {
  const appender = await connection.createAppender("clips");
  const columnTypes = rowFields.map(({ sql }) => types[sql]);
  for (let from = 0; from < clips.length; from += chunkRows) {
    const rows = clips.slice(from, from + chunkRows).map(rowOf);
    const chunk = DuckDBDataChunk.create(columnTypes, rows.length);
    for (const [index, { name, sql }] of rowFields.entries()) {
      chunk.setColumnValues(
        index,
        rows.map((row) => (sql === "BIGINT" ? BigInt(row[name] ?? 0) : row[name])),
      );
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
