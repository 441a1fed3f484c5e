import type { Language } from '../forms/messages/index.ts';
import { cleanLine, cleanText } from '../forms/text.ts';
import type { NoticeKind } from './kind.ts';
import { en } from './messages/en.ts';
import { type Facts, type Messages, placeholders } from './messages/messages.ts';
import { vi } from './messages/vi.ts';

export const catalogue: Readonly<Record<Language, Messages>> = { vi, en };

/** A notice ready to be sent by either way. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** For a telephone: at most three segments. */
  readonly sms: string;
}

/** Characters of three segments of a text message in Unicode: 67 each, as the rest of 70 counts the segments. */
export const SMS_LIMIT = 3 * 67;

/** Writes the notice. Values are put in once and never looked at as templates. */
export const letterOf = (kind: NoticeKind, language: Language, facts: Facts): Letter => {
  const { greeting, foot, smsWho, smsTrack, kinds } = catalogue[language];
  const { subject, lines, sms } = kinds[kind];
  const filled = (texts: readonly string[]): string[] => texts.flatMap((text) => fill(text, facts) ?? []);
  const [what = '', ...rest] = sms;
  return {
    subject: cleanLine(filled([subject]).join('')),
    text: cleanText([...filled([greeting, '', ...lines, '', ...foot]), ''].join('\n')),
    sms: fitting(filled([what, ...rest.slice(0, 1), smsWho, ...rest.slice(1), smsTrack]).map(cleanLine)),
  };
};

/** The text with its values; undefined when one of them is absent. */
const fill = (text: string, facts: Facts): string | undefined => {
  let complete = true;
  const result = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = placeholders.find((each) => each === name);
    const value = known && facts[known];
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? result : undefined;
};

/** As many sentences as three segments hold, in order of importance; the first is cut if it must be. */
const fitting = (sentences: readonly string[]): string =>
  sentences
    .reduce((text, next) => {
      const longer = text === '' ? next : `${text} ${next}`;
      return longer.length <= SMS_LIMIT || text === '' ? longer : text;
    }, '')
    .slice(0, SMS_LIMIT);
