import type { Clock } from '../../local/clock.ts';
import type { Cloud } from '../../local/cloud.ts';

/** What tests need of an embedded cloud, whether it runs in this process or in another. */
export interface CloudLike extends Pick<Cloud, 'url' | 'apiUrl' | 'names' | 'token'> {
  readonly clock: Pick<Clock, 'settle' | 'advanceTo'>;
  /** The way without a network, where there is one. */
  readonly wire?: Cloud['wire'];
  readonly database?: Cloud['database'];
}
