/** The embedded cloud in a process of its own, so that its memory is measured without its clients'. Started by `fork`. */
import { loadCatalogue } from '../../local/catalogue.ts';
import { startCloud } from '../../local/cloud.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { assembly } from '../support/boot.ts';

const EVERY_MS = 20;

const cloud = await startCloud({ assembly, dir: process.argv[2] ?? '', log: () => {} });
await loadCatalogue(cloud);
let peak = 0;
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const sampling = setInterval(look, EVERY_MS);
const tell = (answer: object) => process.send?.(answer);

/** `rss`: the most since it was last asked, in bytes, and what it is now. */
const answers: Readonly<Record<string, () => Promise<void> | void>> = {
  rss: () => {
    look();
    tell({ peak, now: process.memoryUsage.rss() });
    peak = 0;
  },
  stop: async () => {
    clearInterval(sampling);
    await cloud.stop();
    process.disconnect();
  },
};
process.on('message', (question: string) => void answers[question]?.());
tell({
  url: cloud.url,
  quarantine: cloud.names.quarantineBucket,
  state: cloud.names.stateTable,
  credentials: LOCAL,
  applicant: await cloud.token({ sub: 'e-id:citizen-1', roles: ['applicant'], expiresInSeconds: 86_400 }),
  desk: await cloud.token({ sub: 'desk-1', roles: ['frontDesk'], unit: 'SXD-H05', expiresInSeconds: 86_400 }),
});
