/** For programs that run on the server: packages from npm stay outside of the bundle, our own rooms go in. @type {import('esbuild').Plugin} */
export const packagesOutside = {
  name: 'packages-outside',
  setup(setup) {
    setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@noi/') ? null : { path, external: true }));
  },
};
