import { swarm } from './swarmShare.ts';

/** Half of the share: a file for each of the two workers. */
swarm(1, 100);
