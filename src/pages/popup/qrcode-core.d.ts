/** The part of `qrcode` that makes the modules, without its renderers; its types name only the whole. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode';
}
