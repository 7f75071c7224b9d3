"use server";

import { formAction } from "@/app/action";
import { redirect } from "@/i18n/navigation";
import { createDataset } from "@/lib/catalog/create-dataset";
import { datasetInput } from "@/lib/catalog/input";

export const create = formAction(datasetInput, async (me, input, { locale }) => {
  const { datasetId } = await createDataset(me, input);
  return redirect({ href: `/desk/datasets/${datasetId}`, locale });
});
