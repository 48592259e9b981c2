// The polyfill wants to be in an extension when it is loaded. Nothing here uses the browser.
Object.assign(globalThis, {
  chrome: { runtime: { id: 'hostile' } },
  browser: { runtime: { id: 'hostile' } },
});
