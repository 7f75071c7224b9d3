import { dot, eigen, meanOf } from "./linear-algebra.ts";

export type Projection = (row: Float64Array) => Float64Array;

const leastEigenvalueShare = 1e-4;
const withinShrinkage = 0.1;

/**
 * Linear discriminant analysis (Fisher, 1936; Rao, 1948) after whitening by principal components, so that it works
 * with more columns than rows. Returns the projection onto the directions in which classes differ most for what varies
 * within them, each scaled to unit variance within classes; at most `most` of them.
 */
export function discriminant(rows: readonly Float64Array[], classes: readonly number[], most: number): Projection {
  const mean = meanOf(rows);
  const centred = rows.map((row) => row.map((value, i) => value - mean[i]!));
  const axes = principalAxes(centred);
  const white = centred.map((row) => Float64Array.from(axes, (axis) => dot(axis, row)));
  const n = axes.length;
  const groups = [...new Set(classes)].map((one) => meanOf(white.filter((_, i) => classes[i] === one)));
  const names = [...new Set(classes)];
  const within = new Float64Array(n * n);
  for (const [i, row] of white.entries()) {
    const centre = groups[names.indexOf(classes[i]!)]!;
    addOuter(
      within,
      row.map((value, k) => value - centre[k]!),
      1 / white.length,
    );
  }
  const average = Array.from({ length: n }, (_, i) => within[i * n + i]!).reduce((a, b) => a + b, 0) / n;
  for (let i = 0; i < n * n; i++)
    within[i] = within[i]! * (1 - withinShrinkage) + (i % (n + 1) === 0 ? withinShrinkage * average : 0);
  const { values, vectors } = eigen(within, n);
  const whiten = vectors.map((vector, i) => vector.map((value) => value / Math.sqrt(Math.max(1e-9, values[i]!))));
  const between = new Float64Array(n * n);
  for (const group of groups)
    addOuter(
      between,
      Float64Array.from(whiten, (axis) => dot(axis, group)),
      1 / groups.length,
    );
  const found = eigen(between, n);
  const kept = found.vectors.slice(0, Math.min(most, groups.length - 1, n));
  const directions = kept.map((vector) => {
    const inWhite = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) inWhite[k] = inWhite[k]! + vector[i]! * whiten[i]![k]!;
    const direction = new Float64Array(mean.length);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < mean.length; k++) direction[k] = direction[k]! + inWhite[i]! * axes[i]![k]!;
    return direction;
  });
  const offsets = directions.map((direction) => dot(direction, mean));
  return (row) => Float64Array.from(directions, (direction, i) => dot(direction, row) - offsets[i]!);
}

/** Directions of unit variance, found on whichever side of the data is smaller. */
function principalAxes(centred: readonly Float64Array[]): Float64Array[] {
  const count = centred.length;
  const width = centred[0]!.length;
  if (width <= count) {
    const covariance = new Float64Array(width * width);
    for (const row of centred) addOuter(covariance, row, 1 / count);
    const { values, vectors } = eigen(covariance, width);
    const kept = vectors.filter((_, i) => values[i]! > leastEigenvalueShare * values[0]!);
    return kept.map((vector, i) => vector.map((value) => value / Math.sqrt(values[i]!)));
  }
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i * count + j] = dot(centred[i]!, centred[j]!) / count;
      gram[j * count + i] = gram[i * count + j]!;
    }
  }
  const { values, vectors } = eigen(gram, count);
  const kept = vectors.filter((_, i) => values[i]! > leastEigenvalueShare * values[0]!);
  return kept.map((vector, i) => {
    const axis = new Float64Array(width);
    // An eigenvector of the Gram matrix, carried over and scaled so that the projection has unit variance.
    const scale = 1 / (values[i]! * count);
    for (let r = 0; r < count; r++) {
      const weight = vector[r]! * scale * Math.sqrt(count);
      for (let k = 0; k < width; k++) axis[k] = axis[k]! + weight * centred[r]![k]!;
    }
    return axis;
  });
}

function addOuter(matrix: Float64Array, row: Float64Array, weight: number): void {
  const n = row.length;
  for (let i = 0; i < n; i++) {
    const scaled = row[i]! * weight;
    for (let k = 0; k < n; k++) matrix[i * n + k] = matrix[i * n + k]! + scaled * row[k]!;
  }
}
