import * as z from 'zod';
import type { ProblemCode } from '../core/dossier/problems.ts';
import type { Role } from '../core/dossier/status.ts';
import { type Transition, transitions } from '../core/dossier/transitions.ts';
import { dossierView } from './dossier.ts';
import { dossierPath } from './fields.ts';

/** A text for people, Vietnamese first. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

/** Who may call: a role, the applicant of this very dossier, the role of its current step, anyone in its unit. */
export type Caller = Role | Transition['by'][number] | 'unitStaff';

/** One way in which an operation succeeds. */
export interface Answer {
  readonly text: Text;
  readonly schema: z.ZodType;
  /** `application/json` unless it says otherwise. */
  readonly mediaType?: string;
  /** The same answer in other media types, when the request asks for one. */
  readonly also?: Readonly<Record<string, z.ZodType>>;
  /** The answer carries the ETag of the state that it shows. */
  readonly etag?: boolean;
}

/**
 * One operation of the API: what its handler validates by, and what the document says of it. The name under which it
 * stands in its context is its operationId and the name of its function.
 */
export interface Operation<Path = unknown, Query = unknown, Body = unknown> {
  readonly route: `${'GET' | 'POST'} /${string}`;
  readonly summary: Text;
  readonly by: 'public' | readonly Caller[];
  readonly path: z.ZodType<Path>;
  readonly query: z.ZodType<Query>;
  /** Of a POST; a GET has none. */
  readonly body: z.ZodType<Body>;
  /** A body as a person would send it; it passes `body`. */
  readonly example?: unknown;
  /** A request that may be repeated freely needs no Idempotency-Key. */
  readonly repeatable: boolean;
  /** Whether If-Match is honoured. */
  readonly ifMatch: boolean;
  /** By HTTP status. */
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemCode[];
}

/** No fields at all: an unknown one is an error. */
export const none = z.strictObject({});
type None = z.infer<typeof none>;

type Rest<Path, Query, Body> = Pick<
  Operation<Path, Query, Body>,
  'route' | 'summary' | 'by' | 'path' | 'query' | 'answers'
> & {
  /** What it refuses beyond what every operation of its kind refuses. */
  readonly problems?: readonly ProblemCode[];
};
type Sent<Path, Query, Body> = Rest<Path, Query, Body> &
  Pick<Operation<Path, Query, Body>, 'body' | 'example'>;

const always = <Path, Query, Body>({ by, route }: Rest<Path, Query, Body>): readonly ProblemCode[] => [
  'VALIDATION_FAILED',
  ...(by === 'public' ? [] : (['UNAUTHENTICATED', 'STAFF_INACTIVE'] as const)),
  ...(route.includes('{') ? ['NOT_FOUND' as const] : []),
];
const sent: readonly ProblemCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE'];
const once: readonly ProblemCode[] = ['IDEMPOTENCY_KEY_MISSING', 'IDEMPOTENCY_KEY_REUSED', 'BUSY'];
const judged: readonly ProblemCode[] = [
  'STALE_ETAG',
  ...([
    'ROLE_NOT_ALLOWED',
    'DELEGATION_INVALID',
    'PROCEDURE_OUT_OF_SCOPE',
    'STAFF_INACTIVE',
    'OWN_DOSSIER',
  ] as const),
  'ILLEGAL_TRANSITION',
  'CONCURRENT_CHANGE',
];
const distinct = (codes: readonly ProblemCode[]): readonly ProblemCode[] => [...new Set(codes)];

/** A question: changes nothing. */
export const get = <Path, Query>(o: Rest<Path, Query, None>): Operation<Path, Query, None> => ({
  ...o,
  body: none,
  repeatable: true,
  ifMatch: false,
  problems: distinct([...always(o), ...(o.problems ?? [])]),
});

/** Something that must not happen twice: the caller names it by Idempotency-Key. */
export const post = <Path, Query, Body>(o: Sent<Path, Query, Body>): Operation<Path, Query, Body> => ({
  ...o,
  repeatable: false,
  ifMatch: false,
  problems: distinct([...always(o), ...sent, ...once, ...(o.problems ?? [])]),
});

/** A POST that does no harm when it is repeated. */
export const repeatablePost = <Path, Query, Body>(
  o: Sent<Path, Query, Body>,
): Operation<Path, Query, Body> => ({
  ...o,
  repeatable: true,
  ifMatch: false,
  problems: distinct([...always(o), ...sent, ...(o.problems ?? [])]),
});

type Command<Body> = Pick<Operation<unknown, unknown, Body>, 'route' | 'summary' | 'body' | 'example'> & {
  /** The row of the transition table that says who may do it. */
  readonly command: keyof typeof transitions;
  readonly answers?: Operation['answers'];
  readonly problems?: readonly ProblemCode[];
};
type DossierPath = z.infer<typeof dossierPath>;

/** One command on the dossier in the path: If-Match honoured, answered with the dossier as it is afterwards. */
export const command = <Body>(o: Command<Body>) => commandAt(dossierPath, o);

/** The same where the path names more than the dossier. */
export const commandAt = <Path extends DossierPath, Body>(
  path: z.ZodType<Path>,
  { command: row, ...o }: Command<Body>,
) => {
  const changed: Text = { vi: 'Hồ sơ sau khi thay đổi', en: 'The dossier after the change' };
  const answers = o.answers ?? { 200: { text: changed, schema: dossierView, etag: true } };
  const { by, guards = [] }: Transition = transitions[row];
  const plain = post({ ...o, by, path, query: none, answers });
  return { ...plain, ifMatch: true, problems: distinct([...guards, ...plain.problems, ...judged]) };
};
