import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.NOI_PORT ?? '4321'}`;

export default defineConfig({
  plugins: [react()],
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
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'icons', test: /@tabler[\\/]icons-react/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
