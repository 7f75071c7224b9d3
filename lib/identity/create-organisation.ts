import type { z } from "zod";
import type { Viewer } from "../../db/viewer.ts";
import { theDoor } from "../the-door.ts";
import type { organisationInput } from "./input.ts";

/** Opens the company that this buyer buys for. Refused with "conflict" when there is one already. */
export async function createOrganisation(viewer: Viewer, input: z.infer<typeof organisationInput>): Promise<string> {
  return theDoor().act(viewer, "organisations.create", "", async (tx) => {
    const [made] = await tx.verb<{ create_organisation: string }>(
      "create_organisation",
      input.name,
      input.country,
      input.vatNumber,
    );
    return made!.create_organisation;
  });
}
