import type { Block, Field, FormDocument } from './document.ts';

/** What stands for a dotted line in plain text. */
const blank = '……';

const fieldLine = ({ label, value }: Field): string => `${label}: ${value ?? blank}`;

/** Every labelled field of a document in reading order, table cells included: for search, checks and golden files. */
export const fieldsOf = (document: FormDocument): readonly Field[] => document.blocks.flatMap(blockFields);

const blockFields = (block: Block): readonly Field[] => {
  switch (block.type) {
    case 'letterhead':
      return block.number ? [block.number] : [];
    case 'title':
      return block.code ? [block.code] : [];
    case 'fields':
      return block.rows.flat();
    case 'list':
      return [
        { label: block.label, value: block.items.map((item) => item.text).join('; ') || undefined },
        ...block.items.flatMap(({ text, note }) =>
          note === undefined ? [] : [{ label: text, value: note }],
        ),
      ];
    case 'table':
      return block.rows.flatMap((row) =>
        block.columns.map(({ label }, index) => ({ label, value: row[index] })),
      );
    case 'signatures':
      return block.parties.map(({ title, name }) => ({ label: title, value: name }));
    case 'paragraph':
    case 'notice':
      return [];
  }
};

/** The document as plain text, one line per line of the form. */
export const plainText = (document: FormDocument): string =>
  `${document.blocks.flatMap(blockLines).join('\n')}\n`;

const blockLines = (block: Block): readonly string[] => {
  switch (block.type) {
    case 'letterhead':
      return [
        block.mark,
        ...[block.superior, block.agency, block.desk].filter((line) => line !== undefined),
        ...(block.number ? [fieldLine(block.number)] : []),
        ...[block.nation, block.motto, block.placed],
      ];
    case 'title':
      return [
        '',
        block.text,
        ...(block.subtitle === undefined ? [] : [block.subtitle]),
        ...(block.code ? [fieldLine(block.code)] : []),
        ...(block.qr === undefined ? [] : [`[QR ${block.qr}]`]),
        '',
      ];
    case 'paragraph':
      return [block.runs.map(({ text }) => text).join('')];
    case 'fields':
      return block.rows.map((row) => row.map(fieldLine).join(' | '));
    case 'list':
      return [
        `${block.label}:`,
        ...(block.items.length === 0 ? [blank] : []),
        ...block.items.map(({ text, note }, index) => `${index + 1}. ${text}${note ? ` (${note})` : ''}`),
      ];
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map((row) =>
        row.map((cell) => (cell ?? blank).replaceAll('\n', ' / ')).join(' | '),
      );
    case 'signatures':
      return block.parties.flatMap(({ title, hint, digital, name }) => [
        '',
        title,
        hint,
        ...digital,
        name ?? blank,
      ]);
    case 'notice':
      return ['', block.text, ...(block.qr === undefined ? [] : [`[QR ${block.qr}]`])];
  }
};
