import { discriminant } from "./discriminant.ts";
import type { Frames } from "./features.ts";
import { dot, meanOf } from "./linear-algebra.ts";
import type { HeardWord } from "./word-features.ts";

const slices = 16;

/**
 * A second listener of another kind: each word is a picture of 16 slices by 26 bands, told apart by linear
 * discriminants, the nearest mean wins. It knows no states and no cepstra, so it errs elsewhere than the first.
 */
export function teachWordShapes(taught: readonly HeardWord[]): (heard: HeardWord) => number {
  const pictures = taught.map(({ frames }) => pictureOf(frames));
  const classes = taught.map(({ word }) => word);
  const project = discriminant(pictures, classes, 80);
  const places = pictures.map(project);
  const words = [...new Set(classes)];
  const centres = words.map((word) => meanOf(places.filter((_, i) => classes[i] === word)));
  return ({ frames }) => {
    const place = project(pictureOf(frames));
    const scores = centres.map((centre) => 2 * dot(centre, place) - dot(centre, centre));
    return words[scores.indexOf(Math.max(...scores))]!;
  };
}

/** Means of equal slices of the word, its length, and the slopes between slices. */
function pictureOf({ count, width, values }: Frames): Float64Array {
  const picture = new Float64Array(slices * width + 1);
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * count) / slices);
    const to = Math.max(from + 1, Math.floor(((slice + 1) * count) / slices));
    for (let frame = from; frame < to && frame < count; frame++) {
      for (let b = 0; b < width; b++) {
        picture[slice * width + b] = picture[slice * width + b]! + values[frame * width + b]! / (to - from);
      }
    }
  }
  picture[slices * width] = count / 20;
  return picture;
}
