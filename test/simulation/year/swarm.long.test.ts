import { swarm } from './swarmShare.ts';

swarm(1, 8);
