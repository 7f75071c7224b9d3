/** A service outside does not do its part: what waits for it is tried again for days, and nothing has failed. */
export class WaitsForService extends Error {
  override readonly name = "WaitsForService";
}
