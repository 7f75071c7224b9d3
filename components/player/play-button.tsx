import { cx } from "@/components/ui/cx";

interface PlayButtonProps {
  playing: boolean;
  /** "Play Moving the appointment", "Pause Moving the appointment" */
  label: string;
  onPress?: () => void;
  size?: "sm" | "md";
}

/** Round, vermilion only while it sounds. */
export function PlayButton({ playing, label, onPress, size = "md" }: PlayButtonProps) {
  return (
    <button
      type="button"
      className={cx("play", size === "sm" && "sm", playing && "on")}
      aria-label={label}
      onClick={onPress}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {playing ? <path d="M2 1h2.6v10H2zM7.4 1H10v10H7.4z" /> : <path d="M2.5 0.8v10.4L11 6z" />}
      </svg>
    </button>
  );
}
