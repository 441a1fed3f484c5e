import type { FilingBody } from '../contract/filing.ts';
import { doubled, notToBeScanned, shownErrors } from '../core/archive/doNotScan.ts';
import { formatDate, type LocalDate } from '../core/calendar/index.ts';
import type { DeclaredFile } from '../core/dossier/commands.ts';
import type { FieldError, Refusal } from '../core/dossier/problems.ts';
import type { Component, Procedure } from '../core/procedure/index.ts';
import type { DocumentRecord } from './ports.ts';

/** A file as far as it must fit the rules of its component. */
type File = Pick<DeclaredFile, 'component' | 'mediaType' | 'size' | 'issued'>;

/** Every way in which one declared file does not fit the component it stands for; `at` is its place in the body. */
export const fileErrors = (
  file: File,
  { code, components }: Pick<Procedure, 'code' | 'components'>,
  at: string,
  today: LocalDate,
): FieldError[] => {
  const rule = components.find(({ id }) => id === file.component);
  if (!rule) return unknownComponent(file.component, { code, components }, at);
  return [
    ...(rule.mediaTypes.includes(file.mediaType)
      ? []
      : [{ field: `${at}/mediaType`, detail: `one of ${rule.mediaTypes.join(', ')}` }]),
    ...(file.size <= rule.maxBytes
      ? []
      : [{ field: `${at}/size`, detail: `at most ${rule.maxBytes} bytes` }]),
    // Both are written so that their order is that of time.
    ...((file.issued?.date ?? '') <= formatDate(today)
      ? []
      : [{ field: `${at}/issued/date`, detail: 'ngày ban hành ở tương lai / a day that is still to come' }]),
  ];
};

const unknownComponent = (
  component: string,
  { code, components }: Pick<Procedure, 'code' | 'components'>,
  at: string,
): FieldError[] =>
  components.some(({ id }) => id === component)
    ? []
    : [{ field: `${at}/component`, detail: `${component} is not a component of ${code}` }];

/** The same for files and re-used papers as they stand in a request. */
export const entryErrors = (
  entries: FilingBody['components'],
  procedure: Procedure,
  field: string,
  today: LocalDate,
): FieldError[] =>
  entries.flatMap((each, i) =>
    'reuse' in each
      ? unknownComponent(each.component, procedure, `${field}/${i}`)
      : fileErrors(each, procedure, `${field}/${i}`, today),
  );

/** Every way in which the declared components do not fit the procedure, each naming its place in the body. */
export const componentErrors = (body: FilingBody, procedure: Procedure, today: LocalDate): FieldError[] => {
  const declared = new Set([...body.components.map((each) => each.component), ...(body.shown ?? [])]);
  const wrong = entryErrors(body.components, procedure, '/components', today);
  return [
    ...wrong,
    ...procedure.components.filter((each) => isMissing(each, declared, procedure, body.channel)).map(missing),
    ...shownErrors(body.shown ?? [], procedure.components),
    ...(body.shown && body.channel !== 'counter'
      ? [{ field: '/shown', detail: 'chỉ tại quầy / at the counter only' }]
      : []),
  ];
};

/**
 * A required component is missing unless it, or one that stands for it, is declared. What is not digitised is shown at the
 * counter; who files from elsewhere cannot show it yet.
 */
const isMissing = (
  rule: Component,
  declared: ReadonlySet<string>,
  procedure: Procedure,
  channel: FilingBody['channel'],
): boolean =>
  rule.requirement === 'required' &&
  !(rule.noScan && channel !== 'counter') &&
  !procedure.components.some(
    (each) =>
      declared.has(each.id) &&
      (each.id === rule.id || (rule.oneOf !== undefined && each.oneOf === rule.oneOf)),
  );

const missing = (rule: Component): FieldError => ({
  field: '/components',
  detail: `missing: ${rule.id} ${rule.name.vi}`,
});

/** Files as they are to be kept, each with its place in the request. */
type Placed = Pick<DeclaredFile, 'component' | 'sha256'> & { readonly at: string };

/**
 * The refusal of files: what does not fit its component, what is not digitised at all, what the dossier has already. The
 * first kind that occurs gives the number; every bad field is named, of whatever kind.
 */
export const refusalOf = (
  errors: readonly FieldError[],
  files: readonly Placed[],
  { components }: Pick<Procedure, 'components'>,
  kept: readonly Pick<DocumentRecord, 'n' | 'sha256'>[] = [],
): Refusal | undefined => {
  const unscanned = notToBeScanned(files, components);
  const twice = doubled(
    files,
    kept.map(({ n, sha256 }) => ({ sha256, at: `/documents/${n}` })),
  );
  const fields = [...errors, ...unscanned, ...twice];
  if (fields.length === 0) return undefined;
  if (errors.length > 0) return { code: 'COMPONENTS_INVALID', fields };
  return { code: unscanned.length > 0 ? 'NOT_TO_BE_SCANNED' : 'DUPLICATE_FILE', fields };
};
