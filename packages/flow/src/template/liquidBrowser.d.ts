/** The build of liquidjs without Node's modules; liquidjs ships types for its main door only. */
declare module 'liquidjs/dist/liquid.browser.mjs' {
  export * from 'liquidjs';
}
