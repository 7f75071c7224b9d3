/** An error that the API answers on purpose, in Stripe's shape. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: { error: Record<string, unknown> };
  /** Stripe keeps an answer under its idempotency key only once the endpoint began to execute. */
  readonly executed: boolean;

  constructor(status: number, error: { type: string; message: string } & Record<string, unknown>, executed = true) {
    super(error.message);
    this.status = status;
    this.body = { error };
    this.executed = executed;
  }
}

export function invalidRequest(code: string | null, message: string, param?: string): ApiError {
  return new ApiError(400, { type: "invalid_request_error", ...(code ? { code } : {}), message, ...given(param) });
}

/** A request whose parameters are wrong never executes, so no idempotent answer is kept. */
export function invalidParameter(code: string, message: string, param: string): ApiError {
  return new ApiError(400, { type: "invalid_request_error", code, message, param }, false);
}

export function missing(what: string, id: string, param = "id"): ApiError {
  const message = `No such ${what}: '${id}'`;
  return new ApiError(404, { type: "invalid_request_error", code: "resource_missing", message, param });
}

export function cardDeclined(error: { code: string; decline_code: string; message: string }): ApiError {
  return new ApiError(402, { type: "card_error", ...error });
}

export function unrecognizedUrl(method: string, path: string): ApiError {
  const message = `Unrecognized request URL (${method}: ${path}). This emulator has no such route.`;
  return new ApiError(404, { type: "invalid_request_error", message }, false);
}

export function unauthenticated(message: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message }, false);
}

export function morePermissionsRequired(maskedKey: string, permission: string): ApiError {
  const message =
    `The provided key '${maskedKey}' does not have the required permissions for this endpoint. ` +
    `Having the '${permission}' permission would allow this request to continue.`;
  return new ApiError(403, { type: "invalid_request_error", code: "more_permissions_required", message }, false);
}

export function idempotencyMismatch(key: string): ApiError {
  const message =
    "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
    `Try using a key other than '${key}' if you meant to execute a different request.`;
  return new ApiError(400, { type: "idempotency_error", message }, false);
}

export function idempotencyInFlight(key: string): ApiError {
  const message = `There is currently another in-progress request using this Idempotent Key '${key}'.`;
  return new ApiError(409, { type: "idempotency_error", code: "idempotency_key_in_use", message }, false);
}

export function rateLimited(): ApiError {
  const message = "Request rate limit exceeded.";
  return new ApiError(429, { type: "rate_limit_error", code: "rate_limit", message }, false);
}

export function serverError(): ApiError {
  return new ApiError(500, { type: "api_error", message: "An unknown error occurred. (An injected fault.)" });
}

function given(param: string | undefined): { param?: string } {
  return param === undefined ? {} : { param };
}
