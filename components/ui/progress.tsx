import { cx } from "@/components/ui/cx";

interface ProgressProps {
  /** From 0 to 1. */
  share: number;
  /** What progresses: "Upload of garden.m4a". */
  label: string;
  /** The number as it is read: "61 %, 14.2 MB". */
  valueText: string;
  className?: string;
}

/** The waveform's bars again: tall where it is done, a low dash where it is not. Also a link's draining time. */
export function Progress({ share, label, valueText, className }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={valueText}
      className={cx("progress", className)}
    >
      <svg width="100%" height="12" aria-hidden="true">
        <rect x="0" y="5" width="100%" height="2" fill="url(#stripe-faint)" />
        <rect x="0" y="0" width={`${percent}%`} height="12" fill="url(#stripe-ink)" />
      </svg>
    </div>
  );
}
