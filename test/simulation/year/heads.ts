import * as z from 'zod';
import { type Calendar, isWorkingInstant } from '../../../functions/core/calendar/index.ts';
import { staffCaller } from './client.ts';
import type { Scene } from './journey.ts';

const DAY = 86_400_000;
const MORNING = 7.75 * 3_600_000;
const page = z.object({ items: z.array(z.object({ id: z.string(), assignee: z.string().optional() })) });

/**
 * Each working morning at 07:45, after the digest: a leader looks at the dossiers on the appraisers' desk that the product foresees
 * to be late, and the division head gives those that lie with somebody who is away to somebody who is there.
 */
export const watch = async (
  { agenda, client, department, appraisals, touched }: Scene,
  calendar: Calendar,
  over: () => boolean,
): Promise<void> => {
  const leader = staffCaller('departmentLeader-1', 'departmentLeader');
  const head = staffCaller('divisionHead-1', 'divisionHead');
  const midnight = agenda.now() - ((agenda.now() + 7 * 3_600_000) % DAY);
  for (let at = midnight + MORNING; !over(); at += DAY) {
    await agenda.until(at);
    const away = department.officers.filter((each) => each.role === 'appraiser' && !department.present(each));
    if (!isWorkingInstant(calendar, at) || away.length === 0) continue;
    const query = 'scope=unit&desk=appraiser&risk=true';
    const { items } = page.parse(await client.get(leader, `/inbox?${query}`));
    for (const { id, assignee } of items) {
      const job = appraisals.get(id);
      if (!job || !department.isWaiting(job) || !away.some(({ subject }) => subject === assignee)) continue;
      const to = department.leastLoaded('appraiser');
      const reason = 'Chuyên viên vắng mặt, hồ sơ có nguy cơ trễ hẹn';
      await client.post(head, `/dossiers/${id}/reassign`, `reassign-${id}-${at}`, { to: to.subject, reason });
      await touched(id, `${head.sub} reassign`);
      job.by = to;
      department.dispatch();
    }
  }
};
