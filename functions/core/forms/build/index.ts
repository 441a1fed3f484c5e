import type { Form } from '../data/index.ts';
import type { Block, FormDocument } from '../document.ts';
import type { Language } from '../messages/index.ts';
import { build06, build07 } from './books.ts';
import { wrap, writerFor } from './head.ts';
import { build04, build05 } from './notices.ts';
import type { Writer } from './parts.ts';
import { build01, build02, build03 } from './slips.ts';

/** What a form says, as blocks; the same form always gives the same document. */
export const buildDocument = (form: Form, language: Language = 'vi'): FormDocument => {
  const writer = writerFor(form, language);
  return wrap(form, writer, blocksOf(form, writer));
};

const blocksOf = (form: Form, w: Writer): readonly Block[] => {
  switch (form.form) {
    case '01':
      return build01(form, w);
    case '02':
      return build02(form, w);
    case '03':
      return build03(form, w);
    case '04':
      return build04(form, w);
    case '05':
      return build05(form, w);
    case '06':
      return build06(form, w);
    case '07':
      return build07(form, w);
  }
};
