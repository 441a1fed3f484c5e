import type { PrinterPort } from '../../app/sheets.ts';
import { renderHtml } from '../../core/forms/index.ts';
import { readFonts } from './faces.ts';
import { encodeQr } from './qr.ts';
import { renderPdf } from './render.ts';

/** Prints forms with the fonts that lie in a folder (its URL ends with a slash), which are read once. */
export const formPrinter = (folder: URL): PrinterPort => ({
  pdf: async (document) => renderPdf(document, readFonts(folder)),
  html: async (document) => new TextEncoder().encode(renderHtml(document, encodeQr)),
});
