const halfTaps = 8;
const phases = 256;

/** Reads the input at `ratio` times its speed (windowed sinc, 16 taps, low-passed when faster). Fills `output`. */
export function resampler(ratio: number): (input: Float64Array, output: Float64Array) => void {
  const taps = 2 * halfTaps;
  const table = new Float64Array((phases + 1) * taps);
  const cutoff = Math.min(1, 1 / ratio);
  for (let phase = 0; phase <= phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = phase / phases + halfTaps - 1 - tap;
      const angle = Math.PI * distance * cutoff;
      const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
      const weight = sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / (halfTaps + 1)));
      table[phase * taps + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) table[phase * taps + tap] = table[phase * taps + tap]! / sum;
  }
  return (input, output) => {
    const last = input.length - taps;
    for (let i = 0; i < output.length; i++) {
      const position = i * ratio;
      const whole = Math.floor(position);
      const row = Math.round((position - whole) * phases) * taps;
      const first = whole - halfTaps + 1;
      let sum = 0;
      if (first >= 0 && first <= last) {
        for (let tap = 0; tap < taps; tap++) sum += input[first + tap]! * table[row + tap]!;
      } else {
        for (let tap = 0; tap < taps; tap++) sum += (input[first + tap] ?? 0) * table[row + tap]!;
      }
      output[i] = sum;
    }
  };
}
