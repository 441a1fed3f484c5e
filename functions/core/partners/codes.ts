import type { Channel } from '../dossier/dossier.ts';
import type { Status } from '../dossier/status.ts';

/** One line of a partner's table; of the lines that fit, the first counts. */
interface Line {
  readonly status: Status;
  /** The code on the wire. */
  readonly code: string;
  readonly previous?: Status;
  readonly channel?: Channel;
}

interface CodeTable {
  readonly source: string;
  /** Read in the partner's own document, or seen second-hand. */
  readonly verification: 'read' | 'secondHand';
  readonly lines: readonly Line[];
}

const national: readonly Line[] = [
  { status: 1, code: '1' },
  { status: 2, code: '2' },
  { status: 3, code: '3' },
  { status: 4, code: '4' },
  { status: 5, code: '5' },
  { status: 6, code: '6' },
  { status: 7, code: '7' },
  { status: 8, code: '8' },
  { status: 9, code: '9' },
  { status: 10, code: '10' },
];

/**
 * The status codes on the wire, per partner and version (`npsp@1`): data, since partners change them without us.
 * A new version is a new table; a published one is not edited.
 */
export const codeTables = {
  'npsp@1': {
    source: 'Codes 1-10 of the national status list, as a provincial front end uses them',
    verification: 'secondHand',
    lines: national,
  },
  'province@1': {
    source: 'The variant of a provincial system: 6 = đã bổ sung, 11 = nhận trực tiếp; none for payment',
    verification: 'secondHand',
    lines: [
      { status: 1, channel: 'counter', previous: 5, code: '6' },
      { status: 1, channel: 'counter', code: '11' },
      { status: 1, previous: 5, code: '6' },
      { status: 4, previous: 5, code: '6' },
      { status: 6, code: '4' },
      ...national.filter(({ status }) => status !== 6),
    ],
  },
} as const satisfies Readonly<Record<string, CodeTable>>;

export type PartnerVersion = keyof typeof codeTables;

/** The code of a change of status in every table. */
export const wireCodes = (change: {
  readonly status: Status;
  readonly previous: Status | undefined;
  readonly channel: Channel;
}): Readonly<Record<PartnerVersion, string>> => ({
  'npsp@1': codeOf('npsp@1', change),
  'province@1': codeOf('province@1', change),
});

const codeOf = (partner: PartnerVersion, change: Parameters<typeof wireCodes>[0]): string => {
  const lines: readonly Line[] = codeTables[partner].lines;
  const found = lines.find(
    ({ status, previous, channel }) =>
      status === change.status &&
      (previous === undefined || previous === change.previous) &&
      (channel === undefined || channel === change.channel),
  );
  if (!found) throw new Error(`${partner} has no code for status ${change.status}`);
  return found.code;
};
