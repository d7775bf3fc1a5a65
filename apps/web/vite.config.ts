import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoadBudget } from './firstLoadBudget.ts';

const api = `http://127.0.0.1:${process.env.NOI_PORT ?? '4321'}`;

export default defineConfig({
  plugins: [react(), firstLoadBudget()],
  server: {
    port: Number(process.env.NOI_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(['/trpc', '/api', '/hooks'].map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    // Making a schema changes nothing else: those that a page does not use stay out of it.
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['z'] },
      // What every visit needs comes as one file, and so do the icons: in a hundred they are larger, and each asks for an answer of its own.
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 4 },
            { name: 'icons', test: /@tabler[\\/]icons-react/, minShareCount: 2, priority: 3 },
            // Kept as they fall, so that they are not drawn into the groups below.
            { name: 'library', test: /node_modules/, minShareCount: 2, entriesAware: true, priority: 2 },
            // What many pages say and draw of flows. What checks and fills in forms is shared by fewer, and stays out.
            { name: 'plain', test: /packages[\\/]flow[\\/]src[\\/]graph[\\/](containers|emptyGraph|markColours)\.ts$/, priority: 3 },
            { name: 'shapes', test: /packages[\\/]flow[\\/]src[\\/]graph[\\/](FlowGraph|FlowSettings|marks|rules|steps|values|waits)\.ts$/, priority: 2 },
            { name: 'flow', test: /packages[\\/]flow[\\/]src/, minShareCount: 12, priority: 1 },
            { name: 'canvas', test: /web[\\/]src[\\/]editor/, minShareCount: 8 },
          ],
        },
      },
    },
  },
});
