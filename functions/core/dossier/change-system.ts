import { isBreach } from '../sla/stages.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import type { SystemEvent } from './events-system.ts';
import { type Of, without } from './shapes.ts';

/** What time, machines and a change of calendar make of a dossier. */
export const systemChange = (d: Dossier, event: DossierEvent & SystemEvent): Dossier | undefined => {
  switch (event.type) {
    case 'documentsArchived':
      return archived(d, event);
    case 'digitisationRestarted':
      return restarted(d, event);
    case 'alertsDecided':
      return alerted(d, event);
    case 'alertAcknowledged':
      return acknowledged(d, event.at);
    case 'complaintOverdue':
      return d.complaint && { ...d, complaint: { ...d.complaint, overdue: true } };
    case 'redated':
      return redated(d, event);
    case 'spineRestarted':
      return d;
  }
};

/** What had no scan verdict has none after a run that died either; an administrator begins anew. */
const restarted = (d: Dossier, { data }: Of<'digitisationRestarted'>): Dossier | undefined => {
  if (!d.digitisation) return undefined;
  const { attempt, watchUntil: until } = data;
  const unscanned = data.unscanned ?? (attempt > 1 ? d.digitisation.unscanned : undefined);
  return { ...d, digitisation: { attempt, until, ...(unscanned && { unscanned }) } };
};

const alerted = (d: Dossier, { at, data }: Of<'alertsDecided'>): Dossier | undefined => {
  if (data.of === 'work') return { ...d, told: [...d.told, data.alert] };
  const { deadline } = d;
  if (deadline?.version !== data.version) return undefined;
  const { raised, alert } = data;
  return { ...d, deadline: { ...deadline, raised, ...(isBreach(alert) && { breachedAt: at }) } };
};

/** A breach that is raised later is not acknowledged with it, not even one of the same moment. */
const acknowledged = (d: Dossier, acknowledgedAt: number): Dossier =>
  d.deadline
    ? { ...d, acknowledgedAt, deadline: without(d.deadline, 'breachedAt') }
    : { ...d, acknowledgedAt };

/** The promise gets another date; `appointed`, the first one, stays on record. A claim keeps its end. */
const redated = (d: Dossier, event: Of<'redated'>): Dossier | undefined => {
  const { deadline, step } = event.data;
  if (!d.deadline) return undefined;
  const dated = { deadline, deadlineVersion: deadline.version };
  if (!step) return { ...d, ...dated };
  if (d.phase === 'REVIEW') return { ...d, ...dated, step: { ...d.step, due: step.due } };
  if (d.phase === 'REQUEST') return { ...d, ...dated, step: { ...d.step, due: step.due } };
  return d.phase === 'ARCHIVE_SUPPLEMENT'
    ? { ...d, ...dated, step: { ...d.step, due: step.due } }
    : undefined;
};

const archived = (d: Dossier, event: Of<'documentsArchived'>): Dossier | undefined => {
  const documents = { ...d.documents, archived: d.documents.archived + event.data.documents.length };
  if (d.phase === 'ARCHIVE') return { ...without(d, 'digitisation'), documents, phase: 'HAND_OVER' };
  if (d.phase === 'ARCHIVE_RESULT') return { ...without(d, 'digitisation'), documents, phase: 'DELIVERY' };
  if (d.phase !== 'ARCHIVE_SUPPLEMENT') return undefined;
  return { ...without(d, 'digitisation', 'supplement'), documents, phase: 'REVIEW' };
};
