import type { Contact, Paper, Party, Point, Principal, Signature } from '../data/parts.ts';
import type { Block, Field, Fields, List, Notice, Party as Signer } from '../document.ts';
import type { Language, MessageKey, Say } from '../messages/index.ts';
import { cleanLine, cleanText } from '../text.ts';
import type { When } from '../when.ts';

/** What a builder writes with: the catalogue in one language and the dates of one office. */
export interface Writer {
  readonly language: Language;
  readonly say: Say;
  readonly when: When;
}

/** A field whose value is composed and trimmed; blank becomes absent, which prints as a dotted line. */
export const field = (label: string, value: string | undefined, strong = false): Field => {
  const text = value === undefined ? '' : cleanText(value);
  return { label, value: text === '' ? undefined : text, strong };
};

export const fields = (...rows: readonly (readonly Field[])[]): Fields => ({ type: 'fields', rows });

/** Identification, address, telephone and e-mail of a party: three rows. */
export const identity = ({ say }: Writer, party: Party | Principal): readonly (readonly Field[])[] => [
  [field(say('personalId'), party.personalId)],
  ...reach({ say }, party),
];

/** Address, telephone and e-mail. */
export const reach = (
  { say }: Pick<Writer, 'say'>,
  party: Pick<Party, 'address' | 'phone' | 'email'>,
): readonly (readonly Field[])[] => [
  [field(say('address'), party.address)],
  [field(say('phone'), party.phone), field(say('email'), party.email)],
];

export const contactRow = ({ say }: Writer, label: MessageKey, contact: Contact): readonly Field[][] => [
  [field(say(label), contact.name)],
  [field(say('contactPhone'), contact.phone)],
];

/** A numbered list of points, each with its reason. */
export const points = ({ say }: Writer, label: MessageKey, items: readonly Point[]): List => ({
  type: 'list',
  label: say(label),
  items: items.map(({ name, reason }) => ({
    text: cleanText(name),
    note: reason === undefined ? undefined : `${say('itemReason')}: ${cleanText(reason)}`,
  })),
});

/** A numbered list of papers, each with its remark. */
export const papers = ({ say }: Writer, label: MessageKey, items: readonly Paper[]): List => ({
  type: 'list',
  label: say(label),
  items: items.map(({ name, note }) => ({
    text: cleanText(name),
    note: note === undefined ? undefined : cleanText(note),
  })),
});

/** One who signs: in ink below the hint, or digitally. */
export const signer = (
  { say, when }: Writer,
  title: string,
  hint: MessageKey,
  { name, signedAt }: Signature,
): Signer => ({
  title,
  hint: signedAt === undefined ? say(hint) : '',
  name: name === undefined ? undefined : cleanLine(name),
  digital:
    signedAt === undefined
      ? []
      : [`${say('signedBy')}: ${cleanLine(name ?? '')}`, `${say('signedAt')}: ${when.signed(signedAt)}`],
});

/** The head of the agency signs under the capacity he has, in capitals. */
export const chief = (w: Writer, signature: Signature): Block => ({
  type: 'signatures',
  parties: [
    signer(w, cleanLine(signature.capacity ?? w.say('chief')).toLocaleUpperCase('vi'), 'seal', signature),
  ],
});

/** The officer who advised the applicant. */
export const guide = (w: Writer, signature: Signature): Block => ({
  type: 'signatures',
  parties: [signer(w, w.say('guide'), 'sign', signature)],
});

/** The prompt to rate the service (forms 01 to 03). */
export const rating = ({ say }: Writer, where: { readonly url: string } | undefined): Notice => ({
  type: 'notice',
  text: say(where === undefined ? 'ratePlain' : 'rate'),
  qr: where?.url,
});
