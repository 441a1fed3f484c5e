import {
  type ClockInput,
  compileCalendar,
  dueDate,
  dueInstant,
  type Unit,
} from '../../functions/core/calendar/index.ts';
import { loadCalendar } from './load.ts';
import { perSecond } from './pace.ts';

/** `npm run -s bench:due`: due dates per second on one core, without and with the derivation. */
const calendar = compileCalendar(loadCalendar());
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

const units: readonly Unit[] = ['workingDay', 'workingHour', 'calendarDay', 'month'];
function inputs(unit: Unit, withPause: boolean): ClockInput[] {
  return Array.from({ length: 10_000 }, (_, i) => {
    const received = START + ((i * 7_919_777_777) % (900 * DAY));
    const plain = { received, limit: { amount: unit === 'month' ? 1 + (i % 3) : 1 + (i % 30), unit } };
    const pause = { from: received + 3 * DAY, to: received + 8 * DAY, reason: 'bổ sung' };
    return withPause ? { ...plain, pauses: [pause] } : plain;
  });
}

const must = ({ ok }: { readonly ok: boolean }): void => {
  if (!ok) throw new Error('a case of the benchmark failed');
};

for (const withPause of [false, true]) {
  for (const unit of units) {
    const among = inputs(unit, withPause);
    const fast = perSecond((input) => must(dueInstant(calendar, input)), among);
    const explained = perSecond((input) => must(dueDate(calendar, input)), among);
    console.log(
      JSON.stringify({
        unit,
        pauses: withPause ? 1 : 0,
        duePerSecond: fast,
        withDerivationPerSecond: explained,
      }),
    );
  }
}
