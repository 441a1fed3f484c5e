import { readFileSync } from 'node:fs';
import { prepareFont } from './prepareFont.ts';

/** The three styles of the forms. */
export const faces = ['regular', 'bold', 'italic'] as const;
export type Face = (typeof faces)[number];

/** The font files, one per face. */
export type FontFiles = Readonly<Record<Face, Uint8Array>>;

/**
 * Tinos has the metrics of Times New Roman, the typeface of NĐ 30/2020, and all Vietnamese letters, under the SIL Open
 * Font License. These are paths inside the package `@expo-google-fonts/tinos`, which also holds the licence; a bundle
 * carries the same files under the same paths.
 */
export const fontFiles = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  licence: 'LICENSE_FONT',
} as const;

/** Fonts by folder: files of a deployment do not change, and to take them apart costs more than a form. */
const known = new Map<string, FontFiles>();

/** Reads the fonts from a folder laid out as the package, once; the URL ends with a slash. */
export const readFonts = (folder: URL): FontFiles => {
  const read = (face: Face) => prepareFont(readFileSync(new URL(fontFiles[face], folder)));
  const fonts = known.get(folder.href) ?? {
    regular: read('regular'),
    bold: read('bold'),
    italic: read('italic'),
  };
  known.set(folder.href, fonts);
  return fonts;
};
