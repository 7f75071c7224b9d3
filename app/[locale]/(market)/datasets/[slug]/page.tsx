import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DatasetSheet } from "@/app/[locale]/(market)/datasets/[slug]/dataset-sheet";
import { describeDataset, readDataset } from "@/app/[locale]/(market)/datasets/[slug]/read-dataset";

interface DatasetProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: DatasetProps): Promise<Metadata> {
  const { slug } = await params;
  return describeDataset(await readDataset(slug));
}

/** What is for sale of a dataset now. The same bytes for everyone. */
export default async function Dataset({ params }: DatasetProps) {
  const { slug } = await params;
  const page = await readDataset(slug);
  if (!page) notFound();
  return <DatasetSheet page={page} />;
}
