import { type ReactNode, Suspense, useState } from 'react';

/** A dialog whose code comes when it is opened for the first time. From then on it stays, so that it closes as gently as it opened. */
export function OnceOpened({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  return (isOpen || wasOpen) && <Suspense fallback={null}>{children}</Suspense>;
}
