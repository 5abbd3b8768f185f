import { addDays, dayOf } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { checkCold } from '@api/fridges/check-cold';
import type { Reading } from '@api/fridges/reading';
import { recordReadings } from '@api/fridges/record-readings';
import { makeRotaSlot, takeTurn } from '@api/fridges/rota';
import { turns } from '@api/fridges/rota.query';
import { makeTask, takeTask } from '@api/fridges/site-tasks';
import type { Doorway, Work } from '@api/platform/work';
import type { DemonstrationPlan } from './demonstration-plan';
import { SeededChance } from './seeded-chance';

const minute = 60_000;
const days = 6;
/** Half hours ago, of the sensors. */
const halfHours = days * 48;

/**
 * Temperatures of the last days, tasks and the rota: a fridge with a sensor that was too warm once and was looked after; one
 * whose door seems to stand open just now; one that people read when they come by.
 */
export async function writeColdStory(doorway: Doorway, plan: DemonstrationPlan): Promise<void> {
  const steward = plan.members.find(({ role }) => role === 'steward');
  const [first, second, third] = plan.sites.flatMap(({ kind, id }) => (kind === 'fridge' ? [id] : []));
  if (!steward || !first || !second || !third)
    throw new Error('The demonstration has no steward or too few fridges.');
  const { id: memberId, role } = steward;
  const member = { memberId, role, groupId: plan.groupId, timeZone: plan.timeZone };
  const work: Work = { tx: doorway.tx, now: doorway.now, member };
  const teller = new ColdTeller(work, plan.language === 'es');
  await teller.wasTooWarm(first);
  await teller.standsOpen(second);
  await teller.isVisited(third);
  await teller.haveTasks(second, third);
  await teller.haveRota([
    [first, 1],
    [first, 4],
    [second, 3],
    [third, 6],
  ]);
}

class ColdTeller {
  private readonly chance = new SeededChance(4_711);

  constructor(
    private readonly work: Work,
    private readonly inSpanish: boolean,
  ) {}

  /** 26 hours ago the door stood ajar for more than three hours; a steward came, and nothing in it had spoilt. */
  async wasTooWarm(siteId: Id): Promise<void> {
    await this.sense(siteId, (n) => (n >= 52 && n <= 58 ? 6 + (58 - n) * 0.7 : this.cold(n)));
    const checkedAt = this.ago(25 * 60);
    const check = { id: this.chance.id(checkedAt), checkedAt: checkedAt.toISOString(), discarded: [] };
    await checkCold({ ...this.work, now: checkedAt }, siteId, check);
  }

  standsOpen(siteId: Id): Promise<void> {
    return this.sense(siteId, (n) => (n < 2 ? 9.4 - n * 2.1 : this.cold(n)));
  }

  async isVisited(siteId: Id): Promise<void> {
    const readings = Array.from({ length: days * 2 }, (_, n) => [
      this.reading(n * 720 + 190, 3.5 + this.chance.next(), 'fridge', 'visit'),
      this.reading(n * 720 + 190, -18.4 - this.chance.next(), 'freezer', 'visit'),
    ]);
    await recordReadings(this.work, siteId, readings.flat());
  }

  async haveTasks(broken: Id, dirty: Id): Promise<void> {
    const say = (english: string, spanish: string) => (this.inSpanish ? spanish : english);
    const id = () => this.chance.id(this.work.now);
    const seal = await makeTask(this.work, {
      ...{ id: id(), siteId: broken, kind: 'repair' },
      note: say('The door seal no longer closes well.', 'El empaque de la puerta ya no cierra bien.'),
    });
    await takeTask(this.work, seal.thing.id);
    await makeTask(this.work, {
      ...{ id: id(), siteId: dirty, kind: 'cleaning', note: say('Deep clean', 'Limpieza a fondo') },
    });
  }

  /** Weekly slots; the steward takes some for once, one every week, and one is open. */
  async haveRota(slots: readonly (readonly [siteId: Id, weekday: number])[]): Promise<void> {
    const today = dayOf(this.work.now, this.work.member.timeZone);
    for (const [siteId, weekday] of slots) {
      const { thing } = await makeRotaSlot(this.work, { id: this.chance.id(this.work.now), siteId, weekday });
      const coming = await turns(this.work, siteId, today, addDays(today, 6));
      const turn = coming.find(({ slotId }) => slotId === thing.id);
      if (turn && weekday !== 3) await takeTurn(this.work, thing.id, turn.onDay, weekday === 4);
    }
  }

  private async sense(siteId: Id, celsius: (n: number) => number): Promise<void> {
    const readings = Array.from({ length: halfHours }, (_, n) =>
      this.reading(n * 30 + 4, celsius(n), 'fridge', 'sensor'),
    );
    await recordReadings(this.work, siteId, readings);
  }

  /** The compressor goes on and off. */
  private cold(n: number): number {
    return 3.2 + 0.8 * Math.sin(n / 3) + this.chance.next() * 0.5;
  }

  private ago(minutes: number): Date {
    return new Date(this.work.now.getTime() - minutes * minute);
  }

  private reading(
    minutesAgo: number,
    celsius: number,
    probe: Reading['probe'],
    source: Reading['source'],
  ): Reading {
    const occurredAt = this.ago(minutesAgo);
    const sensor = this.inSpanish ? 'Sonda del refrigerador' : 'Fridge probe';
    return {
      ...{ id: this.chance.id(occurredAt), probe, celsius, occurredAt, source },
      sensor: source === 'sensor' ? sensor : null,
    };
  }
}
