import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** 400 KB are promised; some are left for the headers of the answers. */
const mostKb = 370;

/** What the editor asks for before its canvas shows: the app, the editor's page, the words of one language. */
const needed = ['/src/main.tsx', '/src/editor/EditorPage.tsx', '/src/words/vi/index.ts'];

/** Fails a build whose editor needs more script before its canvas shows, gzip, than people on slow connections were promised. What is not needed by then belongs behind `lazy()`. */
export function firstLoadBudget(): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const asked = needed.map((module) => chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module))));
      if (asked.includes(undefined)) this.error(`The first load cannot be measured: not all of ${needed.join(', ')} are there.`);
      const loaded = withImports(
        asked.flatMap((chunk) => chunk ?? []),
        chunks,
      );
      const kb = [...loaded].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / 1_024;
      const found = `The editor loads ${kb.toFixed(0)} KB of script in ${loaded.size} files before its canvas shows`;
      if (kb > mostKb) this.error(`${found}; ${mostKb} KB are allowed.`);
      this.info(`${found}.`);
    },
  };
}

function withImports(asked: readonly Rolldown.OutputChunk[], chunks: readonly Rolldown.OutputChunk[]): ReadonlySet<Rolldown.OutputChunk> {
  const loaded = new Set(asked);
  // A set visits what is added to it on the way.
  for (const { imports } of loaded) for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  return loaded;
}
