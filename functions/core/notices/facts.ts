import type { Calendar } from '../calendar/index.ts';
import type { RequestedItem } from '../dossier/commands.ts';
import { isApplicantMove } from '../dossier/parts.ts';
import { statusNames } from '../dossier/status.ts';
import type { Language } from '../forms/messages/index.ts';
import { when } from '../forms/when.ts';
import type { Procedure, Unit } from '../procedure/index.ts';
import { type Handler, promiseOf, timesOf } from './handling.ts';
import type { Move } from './kind.ts';
import { reasonText } from './messages/fileReasons.ts';
import { deskNames, type Facts } from './messages/messages.ts';

/** What a notice says besides the dossier itself. Personal data and people's words: for the message only. */
export interface Words {
  readonly name: string;
  readonly handler: Handler;
  /** What officers wrote about the event, in their order. */
  readonly texts: readonly string[];
  /** What is to be completed, of the procedure's components or of the documents handed in. */
  readonly items: readonly RequestedItem[];
  readonly files: readonly {
    readonly name: string;
    readonly reasons: readonly { readonly code: string; readonly detail?: string }[];
  }[];
}

export interface Rules {
  readonly unit: Pick<Unit, 'name'>;
  readonly procedure: Pick<Procedure, 'code' | 'name' | 'components'>;
  readonly calendar: Pick<Calendar, 'offsetMinutes'>;
}

/** The values of the placeholders for one event; what does not apply is absent. */
export const factsOf = (move: Move, rules: Rules, words: Words, language: Language, id: string): Facts => {
  const { after, event } = move;
  const time = when(rules.calendar.offsetMinutes, language).short;
  const promise = promiseOf(move);
  const { received, completed, returned } = timesOf(after);
  const { handler } = words;
  const desk = deskNames[handler.desk][language];
  const items = words.items.map((item) => `- ${itemName(item, rules, language)}: ${item.reason}`);
  const files = words.files.map(
    (file) => `- ${file.name}: ${file.reasons.map((reason) => reasonText(reason, language)).join('; ')}`,
  );
  return {
    ...{ name: words.name, code: after.code, id },
    procedure: `${rules.procedure.code} ${rules.procedure.name[language]}`,
    agency: rules.unit.name[language],
    officer: handler.name ?? (handler.id === undefined ? desk : `${desk} (${handler.id})`),
    status: statusNames[after.status][language],
    ...{ at: time(event.at), submittedAt: time(after.submittedAt) },
    ...(received !== undefined && { receivedAt: time(received) }),
    ...(completed !== undefined && { completedAt: time(completed) }),
    ...(returned !== undefined && { returnedAt: time(returned) }),
    ...(promise?.kind === 'INTAKE_ANSWER' && { answerBy: time(promise.due) }),
    ...((promise?.kind === 'APPOINTED' || promise?.kind === 'REFUSAL') && { due: time(promise.due) }),
    ...(promise && isApplicantMove(promise.kind) && { replyBy: time(promise.due) }),
    ...('amount' in event.data && { amount: grouped(event.data.amount, language) }),
    ...(items.length > 0 && { items: items.join('\n') }),
    ...(words.texts.length > 0 && { reason: words.texts.join('\n') }),
    ...('legalBasis' in event.data && { legalBasis: event.data.legalBasis }),
    ...(files.length > 0 && { files: files.join('\n') }),
  };
};

const itemName = ({ component, document }: RequestedItem, { procedure }: Rules, language: Language): string =>
  procedure.components.find(({ id }) => id === component)?.name[language] ??
  component ??
  (language === 'vi' ? `Tệp số ${document}` : `File ${document}`);

/** Whole dong with its thousands apart: `1.500.000`, `1,500,000`. */
const grouped = (amount: number, language: Language): string =>
  String(amount).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
