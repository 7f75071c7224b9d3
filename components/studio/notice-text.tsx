/** The words that somebody agrees to, exactly as they are kept and hashed; an empty line begins a paragraph. */
export function NoticeText({ text, id }: { text: string; id?: string }) {
  return (
    <div className="prose border-l border-rule-2 pl-4" id={id}>
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
