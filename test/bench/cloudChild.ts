/** The embedded cloud in a process of its own, so that its memory is measured without its clients'. Started by `fork` with a data folder and template parameters. */
import * as z from 'zod';
import { loadCatalogue } from '../../local/catalogue.ts';
import { startCloud } from '../../local/cloud.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { assembly } from '../support/boot.ts';
import { UNIT } from '../support/cast.ts';

const EVERY_MS = 20;
const forADay = { expiresInSeconds: 86_400 };

const [, , dir = '', given = '{}'] = process.argv;
const parameters = z.record(z.string(), z.string()).parse(JSON.parse(given));
const cloud = await startCloud({ assembly, dir, parameters, log: () => {} });
await loadCatalogue(cloud);
let peak = 0;
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const sampling = setInterval(look, EVERY_MS);
const tell = (answer: object) => process.send?.(answer);

/** `rss`: the most since it was last asked, in bytes, and what it is now; and processor time. */
const answers: Readonly<Record<string, () => Promise<void> | void>> = {
  rss: () => {
    look();
    const { user, system } = process.cpuUsage();
    tell({ peak, now: process.memoryUsage.rss(), cpu: user + system });
    peak = 0;
  },
  stop: async () => {
    clearInterval(sampling);
    await cloud.stop();
    process.disconnect();
  },
};
// Whoever has started it is done with it, or was killed.
process.once('disconnect', () => void cloud.stop().finally(() => process.exit()));
process.on('message', (question: string) => void answers[question]?.());
tell({
  url: cloud.url,
  quarantine: cloud.names.quarantineBucket,
  state: cloud.names.stateTable,
  event: cloud.names.eventTable,
  sweep: cloud.names.slaSweepStateMachineArn,
  credentials: LOCAL,
  applicant: await cloud.token({ sub: 'e-id:citizen-1', roles: ['applicant'], ...forADay }),
  desk: await cloud.token({ sub: 'desk-1', roles: ['frontDesk'], unit: UNIT, ...forADay }),
  appraiser: await cloud.token({ sub: 'appraiser-7', roles: ['appraiser'], unit: UNIT, ...forADay }),
});
