import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { asStream, checkKey, endOfRange, measure, NoSuchObject, type PutOptions, type Store } from "./store.ts";

export interface S3Settings {
  bucket: string;
  region: string;
  endpoint?: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** S3 takes at most 10,000 parts, so parts grow with the upload: 8 MiB first, doubling every 1,000 parts. */
const FIRST_PART_BYTES = 8 * 1024 ** 2;
const PARTS_PER_SIZE = 1000;
const CONNECT_MILLISECONDS = 5_000;
const REQUEST_MILLISECONDS = 120_000;

export function openS3Store(settings: S3Settings): Store {
  const { bucket } = settings;
  const client = openClient(settings);

  async function size(key: string): Promise<number | null> {
    checkKey(key);
    const found = await orNull(client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
    return found ? (found.ContentLength ?? 0) : null;
  }

  return {
    async put(key, content, options = {}) {
      checkKey(key);
      const measured = measure(options.maxBytes);
      const upload = new Upload(client, bucket, key, options);
      try {
        await pipeline(asStream(content), measured.stream, (source) => upload.take(source));
        await upload.finish();
      } catch (error) {
        await upload.abort();
        throw error;
      }
      return measured.result();
    },

    async get(key, range) {
      checkKey(key);
      const bytes = range ? await size(key) : null;
      if (range && bytes === null) throw new NoSuchObject(key);
      const wanted = range && bytes !== null ? { Range: `bytes=${range.start}-${endOfRange(range, bytes)}` } : {};
      const found = await orNull(client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...wanted })));
      if (!found) throw new NoSuchObject(key);
      if (!(found.Body instanceof Readable)) throw new Error(`${key} came without a body`);
      return found.Body;
    },

    size,

    async remove(key) {
      checkKey(key);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

export function openClient({ region, endpoint, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    credentials: { accessKeyId, secretAccessKey },
    // Servers other than Amazon's refuse the checksums that newer SDKs add to every request.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, requestTimeout: REQUEST_MILLISECONDS },
    maxAttempts: 3,
  });
}

/** One object on its way up: a single PUT when it is small, parts when it is not. Nothing exists until the end. */
class Upload {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private uploadId: string | undefined;
  private readonly parts: CompletedPart[] = [];
  private readonly client: S3Client;
  private readonly target: { Bucket: string; Key: string };
  private readonly type: { ContentType?: string };

  constructor(client: S3Client, bucket: string, key: string, options: PutOptions) {
    this.client = client;
    this.target = { Bucket: bucket, Key: key };
    this.type = options.contentType ? { ContentType: options.contentType } : {};
  }

  async take(source: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of source) {
      this.waiting.push(Buffer.from(chunk));
      this.waitingBytes += chunk.length;
      if (this.waitingBytes >= this.partBytes()) await this.sendPart();
    }
  }

  async finish(): Promise<void> {
    if (this.uploadId === undefined) {
      const body = { Body: Buffer.concat(this.waiting), ContentLength: this.waitingBytes };
      await this.client.send(new PutObjectCommand({ ...this.target, ...this.type, ...body }));
      return;
    }
    if (this.waitingBytes > 0) await this.sendPart();
    const upload = { UploadId: this.uploadId, MultipartUpload: { Parts: this.parts } };
    await this.client.send(new CompleteMultipartUploadCommand({ ...this.target, ...upload }));
  }

  async abort(): Promise<void> {
    if (this.uploadId === undefined) return;
    await this.client.send(new AbortMultipartUploadCommand({ ...this.target, UploadId: this.uploadId }));
  }

  private partBytes(): number {
    return FIRST_PART_BYTES * 2 ** Math.floor(this.parts.length / PARTS_PER_SIZE);
  }

  private async sendPart(): Promise<void> {
    const uploadId = this.uploadId ?? (await this.begin());
    const body = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    const part = { UploadId: uploadId, PartNumber: this.parts.length + 1, Body: body, ContentLength: body.length };
    const { ETag } = await this.client.send(new UploadPartCommand({ ...this.target, ...part }));
    if (!ETag) throw new Error("the S3 server gave no ETag for a part");
    this.parts.push({ ETag, PartNumber: part.PartNumber });
  }

  private async begin(): Promise<string> {
    const begun = await this.client.send(new CreateMultipartUploadCommand({ ...this.target, ...this.type }));
    if (!begun.UploadId) throw new Error("the S3 server gave no upload id");
    this.uploadId = begun.UploadId;
    return begun.UploadId;
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}
