/** The modules of a QR code, row by row, true = dark; without the quiet zone. */
export type QrModules = readonly (readonly boolean[])[];

/** Makes the modules of a text. A port: the library stands in an adapter. */
export type QrEncoder = (text: string) => QrModules;

/** Empty modules that a reader needs around the code. */
export const quietZone = 4;

/** A dark stretch of one row. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The dark modules as horizontal bars: fewer shapes, no hairlines between the modules of a row. */
export const barsOf = (modules: QrModules): readonly Bar[] => modules.flatMap((row, y) => barsOfRow(row, y));

const barsOfRow = (row: readonly boolean[], y: number): readonly Bar[] => {
  const bars: Bar[] = [];
  let start: number | undefined;
  for (let x = 0; x <= row.length; x++) {
    const dark = row[x] === true;
    if (dark && start === undefined) start = x;
    if (!dark && start !== undefined) {
      bars.push({ x: start, y, width: x - start });
      start = undefined;
    }
  }
  return bars;
};
