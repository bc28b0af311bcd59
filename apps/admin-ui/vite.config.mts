import { defineConfig, type Plugin } from 'vite';

/** `npm run dev` shows one line, not the list of all files. */
const tellWhenBuilt: Plugin = {
  name: 'tell-when-built',
  writeBundle() {
    if (this.meta.watchMode) this.warn('The admin pages are built; load them anew.');
  },
};

/** The innermost package a module is in. */
const PACKAGE = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;

/** Writes down, beside Vite's own list, which packages the pages are made of: the bill of materials names them. */
const tellPackages: Plugin = {
  name: 'tell-packages',
  generateBundle(_, files) {
    const chunks = Object.values(files).filter((file) => file.type === 'chunk');
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    const folders = modules.flatMap((id) => PACKAGE.exec(id) ?? []);
    const source = JSON.stringify([...new Set(folders)].sort());
    this.emitFile({ type: 'asset', fileName: '.vite/packages.json', source });
  },
};

/** Built into `apps/admin-ui/dist`, beside the sources: `nest build` empties the other `dist`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [tellWhenBuilt, tellPackages],
  oxc: { jsx: { runtime: 'automatic' } },
  // The connector puts a nonce of its own into every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // No data: addresses, which the page's content security policy forbids.
    assetsInlineLimit: 0,
    target: 'es2023',
    reportCompressedSize: false,
    rolldownOptions: {
      // Fluent marks its files for servers that render React ("use client"); there is none here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
