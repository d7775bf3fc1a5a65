import type { ReactNode } from 'react';
import classes from './AppFrame.module.css';

export interface RailItem {
  readonly id: string;
  readonly label: string;
  /** For the bar at the bottom of a phone, where a long label would wrap. */
  readonly shortLabel?: string;
  readonly icon: ReactNode;
  /** How much waits there, with the words that say so. */
  readonly count?: { readonly value: number; readonly label: string };
  readonly isActive: boolean;
}

export interface AppFrameProps {
  readonly brand: ReactNode;
  readonly items: readonly RailItem[];
  /** Draws the item as the router's link; the frame gives its class and content. */
  renderLink(item: RailItem, link: { className: string; content: ReactNode }): ReactNode;
  readonly railLabel: string;
  /** Words of the link past the rail, for those who go by keyboard. */
  readonly skipLabel: string;
  /** Icons only, for pages that need the width (the editor). */
  readonly isNarrow?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** Side rail and page; on a phone the rail is a bar at the bottom. */
export function AppFrame({ brand, items, renderLink, railLabel, skipLabel, isNarrow = false, foot, children }: AppFrameProps) {
  return (
    <div className={classes.frame} data-narrow={isNarrow || undefined}>
      <a href="#main" className={classes.skip}>
        {skipLabel}
      </a>
      <nav className={classes.rail} aria-label={railLabel}>
        <div className={classes.brand}>{brand}</div>
        {items.map((item) =>
          renderLink(item, {
            className: classes.item ?? '',
            content: (
              <>
                {item.icon}
                <span className={classes.itemLabel}>{item.label}</span>
                <span className={classes.shortLabel}>{item.shortLabel ?? item.label}</span>
                {item.count && (
                  <span className={classes.count} role="img" aria-label={item.count.label}>
                    {item.count.value}
                  </span>
                )}
              </>
            ),
          }),
        )}
        <div className={classes.foot}>{foot}</div>
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </div>
  );
}
