import { swarm } from './swarmShare.ts';

swarm(21, 20);
