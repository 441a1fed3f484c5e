import { readFonts } from '../../../functions/adapters/pdf/index.ts';

/** The fonts as the package brings them. */
export const fonts = readFonts(new URL('../../../node_modules/@expo-google-fonts/tinos/', import.meta.url));
