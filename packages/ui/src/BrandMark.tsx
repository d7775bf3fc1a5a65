/** The product's mark: two dots and the wire between them. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="7" fill="var(--mantine-primary-color-filled)" />
      <path d="M7.5 8.5v3a4 4 0 0 0 4 4h1a4 4 0 0 0 4-4v-3" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <circle cx="7.5" cy="7.2" r="2.2" fill="#fff" />
      <circle cx="16.5" cy="7.2" r="2.2" fill="#fff" />
    </svg>
  );
}
