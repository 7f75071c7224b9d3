import { env } from "../env.ts";

/** Where anybody hears a sample: at the delivery origin, no link needed. */
export const sampleUrl = (sampleId: string): string => `${env().DELIVERY_URL}/s/${sampleId}.flac`;
