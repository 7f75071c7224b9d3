const STRIPES = ["ink", "grey", "faint", "tally"] as const;

/**
 * The patterns that charts and struck-out spans are filled with. Once a page, in the root layout: they are referred to by
 * id. Stripes of 2 px every 3 px stay sharp at any width, because a pattern is laid out in pixels.
 */
export function Stripes() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      <defs>
        {STRIPES.map((name) => (
          <pattern key={name} id={`stripe-${name}`} width="3" height="8" patternUnits="userSpaceOnUse">
            <path d="M1 0V8" strokeWidth="2" className={`stripe-${name}`} />
          </pattern>
        ))}
        {(["a", "b"] as const).map((party) => (
          <pattern
            key={party}
            id={`hatch-${party}`}
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M.5 0V4" strokeWidth="1" className={`p${party}`} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
