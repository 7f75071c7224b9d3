import { Link } from "@/i18n/navigation";

/** Two bars of one height that meet at the line. */
export function Mark() {
  return (
    <svg width="20" height="26" viewBox="0 0 20 26" aria-hidden="true">
      <path d="M7.5 13V2" strokeWidth="4" className="pa" />
      <path d="M12.5 13V24" strokeWidth="4" className="pb" />
      <path d="M0 13H20" stroke="currentColor" />
    </svg>
  );
}

export function Brand({ name, href = "/" }: { name: string; href?: string }) {
  return (
    <Link className="brand" href={href}>
      <Mark />
      {name}
    </Link>
  );
}
