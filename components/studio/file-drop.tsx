"use client";

import { useLocale, useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatBytes } from "@/lib/format";

interface FileDropProps {
  label: string;
  hint: string;
  accept: string;
  file: File | undefined;
  onChoose: (file: File | undefined) => void;
  error?: string | undefined;
  optional?: boolean;
}

/** Drop a file or choose one. It is kept by the page, not by the input, so that an error elsewhere does not lose it. */
export function FileDrop({ label, hint, accept, file, onChoose, error, optional = false }: FileDropProps) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [first] = event.dataTransfer.files;
    if (first) onChoose(first);
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div className={cx("field", error && "err")}>
      {/* the whole frame takes a dropped file; the keyboard and the pointer have the button */}
      <fieldset
        className={cx("drop w-full", over && "over")}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={dropped}
      >
        <legend className="vh">{label}</legend>
        <label htmlFor={id} className="mb-0!">
          {label}
        </label>
        <span className="vh">
          <input
            ref={input}
            id={id}
            type="file"
            accept={accept}
            tabIndex={-1}
            aria-describedby={`${id}-hint ${id}-after`}
            aria-invalid={error ? true : undefined}
            onChange={(event) => {
              const [first] = event.target.files ?? [];
              if (first) onChoose(first);
            }}
          />
        </span>
        {file ? (
          <p className="flex flex-wrap items-baseline gap-x-3" aria-live="polite">
            <b className="b wrap-anywhere">{file.name}</b>
            <span className="num q">{formatBytes(file.size, locale)}</span>
          </p>
        ) : (
          <p className="q" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => input.current?.click()} aria-describedby={`${id}-hint`}>
            {file ? t("otherFile") : t("chooseFile")}
          </Button>
          {file && optional && <Button onClick={() => onChoose(undefined)}>{t("noFile")}</Button>}
        </div>
      </fieldset>
      {error && (
        <div className="after" id={`${id}-after`} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
