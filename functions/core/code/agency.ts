/** The two ways to write a dossier code, and how each writes the agency in it. */
export const codeFormats = ['TT01-2018', 'TT04-2025'] as const;
export type CodeFormat = (typeof codeFormats)[number];

const shapes: Readonly<Record<CodeFormat, RegExp>> = {
  // V1V2V3.Z1Z2.Y1Y2.MX1X2, from the lowest level to the highest
  'TT01-2018': /^\d{3}\.\d{2}\.[A-Z0-9]{2}\.[A-Z]\d{2}$/,
  // MX1X2.Y1Y2Y3.Z1Z2, from the highest to the lowest
  'TT04-2025': /^[A-Z]\d{2}\.[A-Z0-9]{3}\.[A-Z0-9]{2}$/,
};

/** Any agency code, whichever the format. */
export const agencyCodePattern = new RegExp(
  Object.values(shapes)
    .map(({ source }) => source)
    .join('|'),
);

/** Whether an agency code is written the way the format wants it: one cannot be made from the other. */
export const agencyCodeFits = (format: CodeFormat, agencyCode: string): boolean =>
  shapes[format].test(agencyCode);
