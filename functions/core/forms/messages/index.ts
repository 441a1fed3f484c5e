import { common } from './common.ts';
import { rest } from './rest.ts';
import { slips } from './slips.ts';

/** Vietnamese is the language of the forms; English is a courtesy copy. */
export type Language = 'vi' | 'en';

export interface Message {
  readonly vi: string;
  readonly en: string;
}

/** Every text of every form, both languages; titles say where their lines end. */
export const messages = { ...common, ...slips, ...rest } as const satisfies Readonly<Record<string, Message>>;

export type MessageKey = keyof typeof messages;

/** Reads the catalogue in one language. */
export type Say = (key: MessageKey) => string;

export const say =
  (language: Language): Say =>
  (key) =>
    messages[key][language];
