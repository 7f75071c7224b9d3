import { notFound } from "next/navigation";

/** Every address that no page claims, so that it meets our own not-found and not Next's. */
export default function Rest() {
  notFound();
}
