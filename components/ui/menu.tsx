"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Link } from "@/i18n/navigation";

export interface MenuItem {
  key: string;
  label: ReactNode;
  /** A path of ours, without its locale. */
  href?: string;
  onSelect?: () => void;
  current?: boolean;
}

interface MenuProps {
  trigger: ReactNode;
  /** Who or what the menu is about, above its items. */
  label?: ReactNode;
  /** Groups, divided by a hairline. */
  groups: MenuItem[][];
}

export function Menu({ trigger, label, groups }: MenuProps) {
  return (
    // Not modal: the page stays readable behind it, and nothing has to be injected to hold its scrolling.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align="end" sideOffset={6} collisionPadding={12}>
          {label && <Radix.Label className="menu-label">{label}</Radix.Label>}
          {groups
            .filter((group) => group.length > 0)
            .map((group, place) => (
              <Radix.Group key={group[0]?.key}>
                {place > 0 && <Radix.Separator className="menu-rule" />}
                {group.map(MenuLine)}
              </Radix.Group>
            ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuLine({ key, label, href, onSelect, current }: MenuItem) {
  if (href === undefined) {
    return (
      <Radix.Item key={key} className="menu-item" {...(onSelect && { onSelect })}>
        {label}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item key={key} asChild>
      <Link className="menu-item" href={href} prefetch={false} aria-current={current ? "page" : undefined}>
        {label}
      </Link>
    </Radix.Item>
  );
}
