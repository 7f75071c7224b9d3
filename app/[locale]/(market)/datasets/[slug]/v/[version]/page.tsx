import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DatasetSheet } from "@/app/[locale]/(market)/datasets/[slug]/dataset-sheet";
import { describeDataset, readDataset } from "@/app/[locale]/(market)/datasets/[slug]/read-dataset";

interface VersionProps {
  params: Promise<{ slug: string; version: string }>;
}

export async function generateMetadata({ params }: VersionProps): Promise<Metadata> {
  const { slug, version } = await params;
  return describeDataset(await readDataset(slug, version));
}

/** One version of a dataset, for sale or not any more. The same bytes for everyone. */
export default async function Version({ params }: VersionProps) {
  const { slug, version } = await params;
  const page = await readDataset(slug, version);
  if (!page) notFound();
  return <DatasetSheet page={page} />;
}
