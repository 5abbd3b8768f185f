import { type Random, randomOf } from '../support/random';
import { Judge } from './judge';
import { ModelServer } from './model-server';
import { SimulatedNetwork } from './simulated-network';
import { Steps } from './steps';

/** What all devices of a universe share. */
export class World {
  readonly random: Random;
  readonly steps: Steps;
  readonly judge: Judge;
  readonly server = new ModelServer();
  readonly network: SimulatedNetwork;
  requests = 0;
  #ids = 0;

  constructor(
    readonly seed: number,
    tells: boolean,
  ) {
    this.random = randomOf(seed);
    this.steps = new Steps(this.random);
    this.judge = new Judge(tells);
    this.network = new SimulatedNetwork(this.steps, this.random, this.judge, this.server);
  }

  newId(): string {
    this.#ids += 1;
    return `01900000-0000-7000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }
}
