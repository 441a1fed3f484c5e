import { expect, test } from 'vitest';
import { resultRegister } from '../../functions/app/register.ts';
import { officer } from '../core/dossier/support.ts';
import { person } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';

const shown = { kind: 'granted', at: Date.parse('2026-11-27T14:40:00+07:00') } as const;
const of = { signer: 'Nguyễn Văn A', code: '000.00.NN.H05-261102-0001', procedure: '1.013236' };
const lines = async () => [
  { value: 1, number: '1/GPXD', ...shown, ...of },
  { value: 2, number: '2/GPXD', ...shown, ...of, restricted: true as const },
  { value: 3, number: '3/GPXD', ...shown, ...of, restricted: true as const, void: 'replaced' as const },
];

test('the number of a restricted dossier has its line, and says whose it is to cleared staff only', async () => {
  const world = worldOf();
  const clerk = officer('clerk');
  const read = async () => {
    const ports = { ...world.ports, register: { lines } };
    const answer = await resultRegister(ports)(clerk, { year: 2026, notation: 'GPXD' });
    return answer.ok ? answer.value.body.lines : answer.error.code;
  };
  const bare = { kind: 'granted', at: '2026-11-27T14:40:00+07:00' };
  expect(await read()).toEqual([
    { value: 1, number: '1/GPXD', ...bare, ...of },
    { value: 2, number: '2/GPXD', ...bare },
    { value: 3, number: '3/GPXD', ...bare, void: 'replaced' },
  ]);
  const profile = person(clerk.subject, ['clerk'], { clearance: 'restricted' });
  world.directory.set(clerk.subject, { profile, delegations: [] });
  expect(await read()).toMatchObject([of, of, of]);
});
