import { CopyButton } from "@/components/ui/copy-button";

interface CodeProps {
  text: string;
  /** Words of the copy button; left out, there is none. */
  copy?: { label: string; done: string; failed: string };
}

/** Lines that begin with # are comments and stand back. */
export function Code({ text, copy }: CodeProps) {
  const lines = text.split("\n").map((line, place) => ({ line, key: `${place}:${line}` }));
  return (
    <div className="codebox">
      <pre className="code">
        {lines.map(({ line, key }, place) => (
          <span key={key} className={line.startsWith("#") ? "c" : undefined}>
            {line}
            {place < lines.length - 1 && "\n"}
          </span>
        ))}
      </pre>
      {copy && <CopyButton text={text} {...copy} />}
    </div>
  );
}
