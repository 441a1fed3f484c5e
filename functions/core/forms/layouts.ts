import type { Form, FormId } from './data/index.ts';

/** How a form is laid out and where its fields are known from. */
export interface Layout<Id extends FormId = FormId> {
  readonly version: Extract<Form, { form: Id }>['layout'];
  readonly certainty: 'text' | 'provisional';
  readonly source: string;
  readonly page: PageName;
  /** What follows the serial in the number (`12/PBS`); absent for the book, which has none. */
  readonly suffix?: string;
}

export type PageName = 'A5' | 'A4-landscape';

const read = 'TT 03/2025/TT-VPCP Phụ lục I; QĐ 3621/2025 (Bộ Y tế)';

/** The layout in force of every form. A new one gets a new version: what was issued is rendered as it was. */
export const layouts: { readonly [Id in FormId]: Layout<Id> } = {
  '01': { version: '01@1', certainty: 'text', source: read, page: 'A5', suffix: 'TNHS' },
  '02': { version: '02@1', certainty: 'text', source: read, page: 'A5', suffix: 'PBS' },
  '03': { version: '03@1', certainty: 'text', source: read, page: 'A5', suffix: 'PTC' },
  '04': { version: '04@1', certainty: 'text', source: read, page: 'A5', suffix: 'PXL' },
  '05': {
    version: '05@0-provisional',
    certainty: 'provisional',
    source: 'TT 03/2025/TT-VPCP Phụ lục I: name only; the text of the form was not found',
    page: 'A5',
    suffix: 'TB',
  },
  '06': { version: '06@1', certainty: 'text', source: read, page: 'A5', suffix: 'PKS' },
  '07': { version: '07@1', certainty: 'text', source: read, page: 'A4-landscape' },
};

export type NumberedForm = Exclude<FormId, '07'>;

/** `12/PBS`: the number that a form prints, from its serial in the book of its kind. */
export const formNumber = (form: NumberedForm, serial: number): string => {
  const { suffix } = layouts[form];
  return suffix === undefined ? String(serial) : `${serial}/${suffix}`;
};
