import type { Reason, ReasonCode, Signature, Warning } from './codes.ts';
import type { Declared, FileFacts, Scan } from './facts.ts';
import { endingOf, kinds, promisedBy } from './kinds.ts';
import type { Limits } from './limits.ts';
import { nameFault } from './name.ts';
import { lacksSignature, type SignatureRule } from './signed.ts';

export interface Judgement {
  readonly verdict: 'CLEAN' | 'REFUSED';
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
  readonly mediaType: string;
  readonly pages: number | null;
  /** The lowest resolution of a page that is a scan. */
  readonly dpi: number | null;
  readonly pdfa: string | null;
  readonly signatures: readonly Signature[];
}

/**
 * From what was declared and what was measured to the verdict. Rule R13 (domain, section 5). `signature`: when a digital
 * signature is asked for, as it is of results.
 */
export const judge = (
  declared: Declared,
  facts: FileFacts,
  limits: Limits,
  signature: SignatureRule = 'never',
): Judgement => {
  const scans = facts.scans ?? [];
  const reasons = grouped(
    facts.bytes === 0
      ? [
          { code: 'empty', detail: '0 bytes' },
          ...nameReasons(declared, limits),
          ...sizeReasons(declared, facts),
        ]
      : [
          ...nameReasons(declared, limits),
          ...typeReasons(declared, facts),
          ...sizeReasons(declared, facts),
          ...(facts.bytes > limits.maxBytes
            ? [{ code: 'too-large' as const, detail: `${facts.bytes} bytes, at most ${limits.maxBytes}` }]
            : []),
          ...facts.findings,
          ...scans.flatMap((scan) => lowDpi(scan, limits)),
          ...(lacksSignature(facts, signature)
            ? [{ code: 'signature-missing' as const, detail: 'no digital signature' }]
            : []),
        ],
  );
  const known = scans.flatMap(({ dpi }) => dpi ?? []);
  return {
    verdict: reasons.length === 0 ? 'CLEAN' : 'REFUSED',
    reasons,
    warnings: warningsOf(facts, scans, limits),
    mediaType: facts.mediaType ?? 'unknown',
    pages: facts.pages ?? null,
    dpi: known.length > 0 ? Math.min(...known) : null,
    pdfa: facts.pdfa ?? null,
    signatures: (facts.signatures ?? []).slice(0, MAX_SIGNATURES),
  };
};

const nameReasons = ({ name }: Declared, limits: Limits): Reason[] => {
  const fault = nameFault(name, limits.maxNameBytes);
  return fault === undefined ? [] : [{ code: 'name', detail: fault }];
};

/** Content, declaration and ending of the name agree, on a kind that is kept. */
const typeReasons = (declared: Declared, { mediaType }: FileFacts): Reason[] => {
  const found = mediaType ?? 'unknown';
  if (mediaType !== undefined && !(mediaType in kinds)) {
    return [{ code: 'media-type', detail: `${found} is not kept` }];
  }
  if (found !== declared.mediaType) {
    return [{ code: 'media-type', detail: `declared ${declared.mediaType}, content is ${found}` }];
  }
  const ending = endingOf(declared.name);
  return promisedBy(declared.name) === mediaType
    ? []
    : [{ code: 'extension', detail: `${ending === undefined ? 'no ending' : `.${ending}`} for ${found}` }];
};

const sizeReasons = (declared: Declared, found: FileFacts): Reason[] => [
  ...(found.bytes === declared.size
    ? []
    : [{ code: 'size' as const, detail: `declared ${declared.size}, received ${found.bytes}` }]),
  ...(found.sha256 === declared.sha256
    ? []
    : [{ code: 'sha256' as const, detail: 'content differs from the declared hash' }]),
];

const lowDpi = ({ page, dpi }: Scan, { minDpi }: Limits): Reason[] =>
  dpi !== undefined && dpi < minDpi
    ? [{ code: 'dpi-low', detail: `page ${page}: ${dpi} dpi, at least ${minDpi}` }]
    : [];

const warningsOf = (facts: FileFacts, scans: readonly Scan[], limits: Limits): Warning[] => {
  const on = (code: Warning['code'], which: (scan: Scan) => boolean): Warning[] => {
    const pages = scans.filter(which).map(({ page }) => page);
    return pages.length === 0 ? [] : [{ code, detail: pagesText(pages) }];
  };
  const between = (dpi: number) => dpi >= limits.minDpi && dpi < limits.advisedDpi;
  return [
    ...on('dpi-below-advised', ({ dpi }) => dpi !== undefined && between(dpi)),
    ...on('dpi-unknown', ({ dpi }) => dpi === undefined),
    ...on('colour-missing', ({ colour }) => colour === false),
    ...on('text-layer-missing', ({ text }) => text === false),
    ...(facts.mediaType === 'application/pdf' && facts.pdfa === undefined && facts.pages !== undefined
      ? [{ code: 'pdfa-missing' as const, detail: 'no PDF/A claim' }]
      : []),
  ];
};

/** The items of 50 documents are read as one page of a megabyte: a hostile file must not fill its own. */
const [MAX_REASONS, MAX_DETAIL, MAX_SIGNATURES] = [8, 160, 30];

const MANY = 5;
const shortened = (parts: readonly string[], separator: string): string =>
  parts.length <= MANY
    ? parts.join(separator)
    : `${parts.slice(0, MANY).join(separator)} and ${parts.length - MANY} more`;

const pagesText = (pages: readonly number[]): string =>
  `page${pages.length > 1 ? 's' : ''} ${shortened(pages.map(String), ', ')}`;

/** One reason per code, with the first places. */
const grouped = (reasons: readonly Reason[]): Reason[] => {
  const details = new Map<ReasonCode, Set<string>>();
  for (const { code, detail } of reasons) {
    const known = details.get(code);
    if (known) known.add(detail);
    else details.set(code, new Set([detail]));
  }
  return [...details]
    .slice(0, MAX_REASONS)
    .map(([code, all]) => ({ code, detail: shortened([...all], '; ').slice(0, MAX_DETAIL) }));
};
