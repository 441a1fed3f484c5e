import type { Issued } from '../dossier/parts.ts';
import { RESULT } from '../dossier/parts.ts';
import type { FieldError } from '../dossier/problems.ts';
import { type Scanned, wasScanned } from '../inspection/kinds.ts';
import { hidden } from '../inspection/name.ts';
import type { Procedure } from '../procedure/index.ts';
import { err, ok, type Result } from '../result.ts';

/** Longest values in Unicode code points of the composed form (digitisation guidance 11/2025). */
export const longest = {
  ...{ DocCode: 30, TypeName: 100, CodeNumber: 11, CodeNotation: 30, OrganName: 200, Subject: 500 },
} as const;

/** The compulsory metadata of an archived document, under the names of the guidance; optional fields below the blank line. */
export interface Metadata {
  /** Code of the dossier and number of the document in it, which no other document ever has. */
  readonly DocCode: string;
  readonly TypeName: string;
  readonly CodeNumber: string;
  readonly CodeNotation: string;
  /** Local day, `2026-11-16`. */
  readonly IssuedDate: string;
  readonly OrganName: string;
  readonly Subject: string;

  /** ISO 639-2. */
  readonly Language: 'vie';
  /** Absent when the pages cannot be counted. */
  readonly PageAmount?: number;
  readonly Keyword: string;
  /** How it became digital, and whether it carries a digital signature, which is not validated. */
  readonly Mode: 'DIGITISED' | 'BORN_DIGITAL';
  readonly ConfidenceLevel: 'SIGNED' | 'UNSIGNED';
  /** Media type by content. */
  readonly Format: string;
}

/** What stands for facts that a paper does not have, or that its filing did not declare. No name of a person ever does. */
export const undeclared = {
  ...{ number: 'Không số', notation: 'Không ký hiệu', organ: 'Cá nhân, tổ chức nộp hồ sơ' },
} as const;

/** The type of a result that grants nothing (rule C9). */
const REFUSAL = 'Văn bản từ chối giải quyết hồ sơ, có nêu lý do';

/** What is known of a document when it goes to the archive, and of its dossier. */
export interface Described {
  readonly code: string;
  readonly n: number;
  readonly component: string;
  readonly procedure: Pick<Procedure, 'code' | 'name' | 'result' | 'components'>;
  /** Whether the dossier's result grants what was asked for. */
  readonly outcome?: 'granted' | 'refused' | undefined;
  readonly issued: Issued;
  readonly inspection: Scanned & {
    readonly pages: number | null;
    readonly signatures: readonly unknown[];
  };
}

/**
 * The metadata of a document: a pure function of the dossier's code, the pinned procedure version, what the paper says of
 * itself, and what was measured. Words of the catalogue are cut to the longest value with an ellipsis, since they stand
 * there whole; what somebody declared is never cut but refused, every bad field by name.
 */
export const metadataOf = (d: Described): Result<Metadata, readonly FieldError[]> => {
  const { code, n, component, procedure, issued, inspection } = d;
  const { pages, mediaType, signatures } = inspection;
  const metadata: Metadata = {
    DocCode: clean(`${code}_${String(n).padStart(3, '0')}`),
    TypeName: cut(typeOf(d), longest.TypeName),
    CodeNumber: clean(issued.number ?? undeclared.number),
    CodeNotation: clean(issued.notation ?? undeclared.notation),
    IssuedDate: issued.date ?? '',
    OrganName: clean(issued.organ ?? undeclared.organ),
    Subject: cut(procedure.name.vi, longest.Subject),
    Language: 'vie',
    ...(pages !== null && { PageAmount: pages }),
    Keyword: `${procedure.code}; ${component}`,
    Mode: wasScanned(inspection) ? 'DIGITISED' : 'BORN_DIGITAL',
    ConfidenceLevel: signatures.length > 0 ? 'SIGNED' : 'UNSIGNED',
    Format: mediaType,
  };
  const errors = faultsOf(metadata);
  return errors.length > 0 ? err(errors) : ok(metadata);
};

const typeOf = ({ component, procedure, outcome }: Described): string => {
  if (component === RESULT) return outcome === 'refused' ? REFUSAL : procedure.result.vi;
  return procedure.components.find(({ id }) => id === component)?.name.vi ?? component;
};

/** One encoding of Vietnamese and single spaces. */
const clean = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Cut between code points, visibly. */
export const cut = (text: string, most: number): string => {
  const points = Array.from(clean(text));
  return points.length <= most
    ? points.join('')
    : `${points
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

const faultsOf = (metadata: Metadata): FieldError[] => [
  ...Object.entries(longest).flatMap(([field, most]) => {
    const text = Object.entries(metadata).find(([name]) => name === field)?.[1];
    const fault = textFault(String(text ?? ''), most);
    return fault === undefined ? [] : [{ field: `/metadata/${field}`, detail: fault }];
  }),
  ...(/^\d{4}-\d{2}-\d{2}$/.test(metadata.IssuedDate)
    ? []
    : [{ field: '/metadata/IssuedDate', detail: 'a date such as 2026-11-23' }]),
];

const textFault = (text: string, most: number): string | undefined => {
  if (text === '') return 'must not be empty';
  if (hidden.test(text)) return 'must not contain control, invisible or direction characters';
  const points = Array.from(text).length;
  return points > most ? `${points} characters, at most ${most}` : undefined;
};
