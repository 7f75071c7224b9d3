import { serviceAddress } from "../outside/ask-service.ts";
import { recogniserAddress } from "../outside/recogniser.ts";
import type { Services } from "./processed.ts";

export interface ServiceSettings {
  RECOGNISER_URL?: string | undefined;
  RECOGNISER_KEY?: string | undefined;
  RECOGNISER_MODEL?: string | undefined;
  REDACTION_URL?: string | undefined;
  ANONYMIZER_URL?: string | undefined;
}

/** The services that are configured. Throws, before anything is sent, on an address in the clear across a network. */
export function servicesOf(settings: ServiceSettings): Services {
  const { RECOGNISER_URL, RECOGNISER_KEY: key, RECOGNISER_MODEL: model, REDACTION_URL, ANONYMIZER_URL } = settings;
  if (RECOGNISER_URL) recogniserAddress(RECOGNISER_URL);
  if (REDACTION_URL) serviceAddress(REDACTION_URL, "/analyze");
  if (ANONYMIZER_URL) serviceAddress(ANONYMIZER_URL, "/v1/anonymize");
  return {
    ...(RECOGNISER_URL && { recogniser: { url: RECOGNISER_URL, model: model || "whisper-1", ...(key && { key }) } }),
    ...(REDACTION_URL && { redaction: { url: REDACTION_URL } }),
    ...(ANONYMIZER_URL && { anonymizer: { url: ANONYMIZER_URL } }),
  };
}
