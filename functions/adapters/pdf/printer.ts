import type { PrinterPort } from '../../app/sheets.ts';
import { renderHtml } from '../../core/forms/index.ts';
import { type FontFiles, readFonts } from './faces.ts';
import { encodeQr } from './qr.ts';
import { renderPdf } from './render.ts';

/** Prints forms with the fonts that lie in a folder (its URL ends with a slash), which are read once. */
export const formPrinter = (folder: URL): PrinterPort => {
  let fonts: Promise<FontFiles> | undefined;
  return {
    async pdf(document) {
      fonts ??= readFonts(folder);
      return renderPdf(document, await fonts);
    },
    html: async (document) => new TextEncoder().encode(renderHtml(document, encodeQr)),
  };
};
