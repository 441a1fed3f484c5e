import { type Handler, handlerOf } from '../core/notices/handling.ts';
import type { Move } from '../core/notices/kind.ts';
import type { StaffReader } from './staff.ts';

/** Who handles the dossier after an event, with the name that the staff directory knows (NĐ 224/2026 Đ15). */
export const handledBy =
  (staff: StaffReader) =>
  async (move: Move): Promise<Handler> => {
    const handler = handlerOf(move);
    const profile = handler.id && (await staff.record(move.after.unit, handler.id)).profile;
    return { ...handler, ...(profile && { name: profile.name }) };
  };
