import { Suspense } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Ahead, loadedAhead } from './Ahead.tsx';

const Search = ({ label }: { label: string }) => <p>{label}</p>;
const drawn = (search: ReturnType<typeof loadedAhead<{ label: string }>>) =>
  renderToStaticMarkup(
    <Suspense fallback="…">
      <Ahead of={search} props={{ label: 'Tìm bước' }} />
    </Suspense>,
  );

test('what was loaded ahead is drawn at once; until then its place is held', async () => {
  const search = loadedAhead(async () => Search);
  expect(drawn(search)).toContain('…');

  await search.load();

  expect(drawn(search)).toBe('<p>Tìm bước</p>');
});

test('a load that failed is tried again', async () => {
  let tries = 0;
  const search = loadedAhead(async () => {
    tries += 1;
    if (tries === 1) throw new Error('offline');
    return Search;
  });
  await expect(search.load()).rejects.toThrow('offline');
  await search.load();
  expect(drawn(search)).toBe('<p>Tìm bước</p>');
});
