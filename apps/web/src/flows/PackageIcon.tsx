import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/trpc.ts';
import { useText } from '../words/useText.ts';

/** A node package's own picture; decoration where its name stands beside it. Drawn as an image, so that markup from a package can never run. */
export function PackageIcon({ packageId, size = 24, isDecoration = false }: { packageId: string; size?: number; isDecoration?: boolean }) {
  const text = useText();
  const catalog = useQuery(trpc.catalog.get.queryOptions());
  const found = catalog.data?.packages.find(({ id }) => id === packageId);
  if (!found) return <span style={{ width: size, height: size, display: 'inline-block' }} />;
  const name = isDecoration ? '' : text(found.title);
  return (
    <img
      src={`data:image/svg+xml,${encodeURIComponent(found.icon)}`}
      width={size}
      height={size}
      alt={name}
      title={name || undefined}
      style={{ flex: 'none' }}
    />
  );
}
