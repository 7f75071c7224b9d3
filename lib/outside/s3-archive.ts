import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { type Archive, limited, wholeOf } from "./archived.ts";
import { openClient, type S3Settings } from "./s3-storage.ts";
import { checkKey, NoSuchObject } from "./store.ts";

/** The credentials need PutObject, GetObject and ListBucket; with versions and Object Lock, nobody's can undo it. */
export function openS3Archive(settings: S3Settings): Archive {
  const client = openClient(settings);
  const at = (key: string) => {
    checkKey(key);
    return { Bucket: settings.bucket, Key: key };
  };
  return {
    async add(key, content) {
      const put = { ...at(key), Body: limited.content(content), ContentLength: content.length, IfNoneMatch: "*" };
      // some servers know no conditions, and would replace it
      if (await unless([404], client.send(new HeadObjectCommand(at(key))))) return false;
      return (await unless([412], client.send(new PutObjectCommand(put)))) !== undefined;
    },
    async get(key) {
      const found = await unless([404], client.send(new GetObjectCommand(at(key))));
      if (!found) throw new NoSuchObject(key);
      if (!(found.Body instanceof Readable)) throw new Error(`${key} came without a body`);
      return wholeOf(found.Body);
    },
    async keys() {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: settings.bucket, ...(after && { ContinuationToken: after }) }),
        );
        for (const { Key } of page.Contents ?? []) if (Key) found.push(Key);
        limited.keys(found); // a list that never ends ends here
        after = page.NextContinuationToken;
      } while (after);
      return limited.keys(found);
    },
  };
}

/** The answer, or undefined for one of these refusals. */
async function unless<T>(statuses: number[], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && statuses.includes(error.$metadata.httpStatusCode ?? 0)) return undefined;
    throw error;
  }
}
