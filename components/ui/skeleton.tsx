import { cx } from "@/components/ui/cx";

/** A grey bar where a word will be; its width comes as a class (w-44). */
export function Bone({ className }: { className?: string }) {
  return <span className={cx("bone", className)} />;
}

const WIDTHS = ["w-52", "w-64", "w-44", "w-56"];

const keys = (rows: number) => Array.from({ length: rows }, (_, row) => `row-${row}`);

/** Rows that keep their height while the real ones are fetched. `label` is read aloud once. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status">
      <span className="vh">{label}</span>
      <ul className="bones" aria-hidden="true">
        {keys(rows).map((key, row) => (
          <li key={key}>
            <Bone className={cx(WIDTHS[row % WIDTHS.length], "min-w-0 shrink")} />
            <Bone className="w-24" />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The catalogue's row with nothing in it yet: the same columns, the same height. */
export function SkeletonDatasets({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status">
      <span className="vh">{label}</span>
      <div aria-hidden="true">
        {keys(rows).map((key, row) => (
          <div className="cat ds" key={key}>
            <div className="nm">
              <span className="play sm border-rule!" />
              <div className="grid gap-2 py-1.5">
                <Bone className={WIDTHS[row % WIDTHS.length] ?? "w-52"} />
                <Bone className="w-36" />
              </div>
            </div>
            <div className="wv flex h-8 items-center">
              <span className="h-px w-full bg-rule-2" />
            </div>
            <span className="n d0 grid justify-items-end">
              <Bone className="w-11" />
            </span>
            <span className="n d0 grid justify-items-end">
              <Bone className="w-10" />
            </span>
            <span className="tx d0">
              <Bone className="w-9" />
            </span>
            <span className="n d0 grid justify-items-end">
              <Bone className="w-8" />
            </span>
            <span className="tx d0">
              <Bone className="w-13" />
            </span>
            <span className="n d0 grid justify-items-end">
              <Bone className="w-18" />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
