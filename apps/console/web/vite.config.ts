import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The page that the hub serves at `/console`; `HEMGANG_URL` names a running hub for `npm run dev:console`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  // Names, codes and places are the same on both sides; what is pure of them the page has as it is.
  resolve: {
    alias: [
      {
        find: /^#(domain|formats)\/(.+)\.js$/,
        replacement: resolve(import.meta.dirname, '../../../libs/$1/src/$2.ts'),
      },
    ],
  },
  build: {
    outDir: resolve(import.meta.dirname, '../../../dist/console-web'),
    emptyOutDir: true,
    sourcemap: false,
    // Everything is a file of its own: the content policy allows no inline data but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // "use client" is a word for servers that draw pages; here none does.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/health', '/console/session', '/console/oidc', '/console/queues/board'].map((path) => [
        path,
        process.env['HEMGANG_URL'] ?? 'http://127.0.0.1:8080',
      ]),
    ),
  },
});
