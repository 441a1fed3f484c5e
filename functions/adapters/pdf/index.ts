/** Official forms as PDF: pdf-lib with embedded Tinos, laid out by our own line breaking and pagination. */
export { type FontFiles, fontFiles, readFonts } from './faces.ts';
export { formPrinter } from './printer.ts';
export { encodeQr } from './qr.ts';
export { renderPdf } from './render.ts';
