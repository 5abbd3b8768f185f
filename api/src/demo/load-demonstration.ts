import { isTimeZone } from '@shared/words/day';
import type { Id } from '@shared/words/id';
import { Problem } from '@shared/words/problem';
import type { Role } from '@shared/words/role';
import { Barcode } from '@api/catalog/barcode.entity';
import { Category } from '@api/catalog/category.entity';
import { Item } from '@api/catalog/item.entity';
import { OwnCode } from '@api/catalog/own-code.entity';
import { AidGroup } from '@api/people/aid-group.entity';
import { Member } from '@api/people/member.entity';
import type { Database } from '@api/platform/database';
import type { Doorway, Work } from '@api/platform/work';
import { Site } from '@api/sites/site.entity';
import { fingerprint } from '@api/platform/fingerprint';
import { Lot } from '@api/stock/lot.entity';
import { recordMovements } from '@api/stock/record-movements';
import { type DemonstrationPlan, planDemonstration, type PlannedMember } from './demonstration-plan';
import { tellVisits } from './fridge-visits';
import type { Language } from './item-row';
import { writeNeighbours } from './neighbours-story';
import { groupParLevels, ownParLevel } from './par-levels';
import { notes } from './story-words';
import { writeColdStory } from './write-cold-story';
import type { Batch, Crew } from './told-story';
import { writeVisits } from './write-visits';

export interface DemonstrationOptions {
  /** The same seed at the same moment loads the same, ids included. */
  readonly seed?: number;
  readonly language?: Language;
  /** The machine's own when not said, so that "today" is today for whoever looks; New York's where it has none. */
  readonly timeZone?: string;
}

export interface LoadedDemonstration {
  readonly groupId: Id;
  readonly members: { role: Role; id: Id }[];
}

/**
 * Loads a made-up group with eight weeks of history that end now, in one transaction: all of it or nothing.
 * @throws Problem `already_set_up` when the database holds a group.
 */
export function loadDemonstration(
  database: Database,
  options: DemonstrationOptions = {},
): Promise<LoadedDemonstration> {
  const { seed = 1, language = 'en', timeZone = machineTimeZone() } = options;
  return database.enter(async (doorway) => {
    // The lock of the set-up: neither can slip in beside the other.
    await doorway.tx.query(`select pg_advisory_xact_lock(hashtext('commonshelf set-up'))`);
    if (await doorway.tx.exists(AidGroup)) throw new Problem('already_set_up');
    const plan = planDemonstration(doorway.now, seed, language, timeZone);
    await writePeopleAndPlaces(doorway, plan);
    await writeCatalogue(doorway, plan);
    await writeParLevels(doorway, plan);
    const { visits, batches } = tellVisits(plan);
    await writeHistory(doorway, plan, batches);
    await writeVisits(doorway, plan, visits, (day) => memberOf(plan, 'fridges', day));
    await writeAsks(doorway, plan);
    await writeColdStory(doorway, plan);
    await writeNeighbours(doorway, plan, seed);
    return { groupId: plan.groupId, members: plan.members.map(({ id, role }) => ({ id, role })) };
  });
}

function machineTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'America/New_York';
}

async function writePeopleAndPlaces({ tx }: Doorway, plan: DemonstrationPlan): Promise<void> {
  const { groupId, timeZone, beganAt: createdAt } = plan;
  await tx.insert(AidGroup, {
    id: groupId,
    name: plan.language === 'es' ? 'Ayuda Mutua Riverbend' : 'Riverbend Mutual Aid',
    timeZone,
    preset: 'us',
    isDemonstration: true,
    createdAt,
  });
  await tx.insert(
    Member,
    plan.members.map((member) => ({ ...member, groupId, joinedAt: createdAt })),
  );
  const places = plan.sites.map(({ id, name, kind, address, latitude, longitude, refuses }) => ({
    ...{ id, groupId, name: name[plan.language], kind, timeZone, address, latitude, longitude },
    refuses: [...refuses],
    createdAt,
  }));
  await tx.insert(Site, places);
  await tx.insert(Site, {
    ...{ id: plan.inTransitId, groupId, name: 'In transit', kind: 'in_transit', timeZone, createdAt },
    refuses: [],
  });
}

async function writeCatalogue({ tx }: Doorway, plan: DemonstrationPlan): Promise<void> {
  const { groupId, beganAt: createdAt } = plan;
  await tx.insert(
    Category,
    plan.categories.map((category) => ({ ...category, groupId })),
  );
  const categoryOf = new Map(plan.categories.map(({ key, id }) => [key, id]));
  await tx.insert(
    Item,
    plan.items.map(({ id, key, name, unit, category, family, variant }) => ({
      ...{ id, groupId, name, unit, family, variant, createdAt },
      categoryId: categoryOf.get(category) ?? null,
      defaultMinimum: groupParLevels[key]?.minimum.toString() ?? null,
      defaultTarget: groupParLevels[key]?.target.toString() ?? null,
    })),
  );
  await tx.insert(
    Barcode,
    plan.barcodes.map((barcode) => ({ ...barcode, groupId })),
  );
  await tx.insert(
    OwnCode,
    plan.ownCodes.map((code) => ({ ...code, groupId })),
  );
  await tx.insert(
    Lot,
    plan.story.lots.map(({ isRecalled, ...lot }) => ({
      ...lot,
      groupId,
      holdKind: isRecalled ? ('recall' as const) : null,
      holdNote: isRecalled ? notes.recall[plan.language] : null,
    })),
  );
}

async function writeParLevels({ tx }: Doorway, plan: DemonstrationPlan): Promise<void> {
  const own = plan.sites.flatMap((site) =>
    plan.items.flatMap((item) => {
      const level = ownParLevel(item, site, plan.sites);
      return level ? [{ siteId: site.id, itemId: item.id, ...level }] : [];
    }),
  );
  await tx.query(
    /* sql */ `
insert into site_item (site_id, item_id, group_id, own_minimum, own_target, minimum, target)
select site_id, item_id, $1, minimum, target, minimum, target
from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) as own (site_id, item_id, minimum, target)`,
    [
      plan.groupId,
      own.map(({ siteId }) => siteId),
      own.map(({ itemId }) => itemId),
      own.map(({ minimum }) => minimum),
      own.map(({ target }) => target),
    ],
  );
  await tx.query(
    /* sql */ `
insert into site_item (site_id, item_id, group_id, minimum, target)
select s.id, i.id, $1, i.default_minimum, i.default_target
from site s join item i on i.group_id = s.group_id
where s.group_id = $1 and s.kind <> 'in_transit' and i.default_target is not null
on conflict do nothing`,
    [plan.groupId],
  );
}

/** Writes transfers and movements in the order of time; each batch as the member who was there that day. */
async function writeHistory(
  doorway: Doorway,
  plan: DemonstrationPlan,
  told: readonly Batch[],
): Promise<void> {
  const { story, groupId } = plan;
  const transfers = story.transfers;
  await doorway.tx.query(
    /* sql */ `
insert into transfer (id, group_id, from_site_id, to_site_id, shipped_at, receipt_id, received_at, fingerprint, receipt_fingerprint)
select id, $1, from_site_id, to_site_id, shipped_at, receipt_id, received_at, fingerprint, receipt_fingerprint
from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::uuid[], $7::timestamptz[], $8::uuid[], $9::uuid[])
  as t (id, from_site_id, to_site_id, shipped_at, receipt_id, received_at, fingerprint, receipt_fingerprint)`,
    [
      groupId,
      transfers.map((t) => t.id),
      transfers.map((t) => t.fromSiteId),
      transfers.map((t) => t.toSiteId),
      transfers.map((t) => t.shippedAt),
      transfers.map((t) => t.receiptId),
      transfers.map((t) => t.receivedAt),
      transfers.map((t) => fingerprint([groupId, t.id])),
      transfers.map((t) => (t.receiptId ? fingerprint([groupId, t.receiptId]) : null)),
    ],
  );
  const crews: Crew[] = ['morning', 'stores', 'fridges', 'counting'];
  const batches = [...told].sort((a, b) => a.day - b.day || crews.indexOf(a.crew) - crews.indexOf(b.crew));
  for (const batch of batches) await writeBatch(doorway, plan, batch);
}

async function writeBatch(doorway: Doorway, plan: DemonstrationPlan, { crew, day, movements }: Batch) {
  const ordered = [...movements].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const last = ordered.at(-1)?.occurredAt.getTime() ?? 0;
  const member = memberOf(plan, crew, day);
  const work: Work = {
    tx: doorway.tx,
    member: { memberId: member.id, groupId: plan.groupId, role: member.role, timeZone: plan.timeZone },
    // When the last line reached the server: the story's own time, not the loader's.
    now: new Date(Math.min(last + 40_000, doorway.now.getTime())),
  };
  const refused = (await recordMovements(work, ordered)).find(({ outcome }) => outcome !== 'recorded');
  if (refused) throw new Error(`A movement of the demonstration was not recorded: ${refused.outcome}.`);
}

function memberOf(plan: DemonstrationPlan, crew: Crew, day: number): PlannedMember {
  const role: Role = crew === 'counting' ? 'organizer' : crew === 'stores' ? 'volunteer' : 'steward';
  const able = plan.members.filter((member) => member.role === role);
  const found = able[(day + (crew === 'fridges' ? 1 : 0)) % able.length];
  if (!found) throw new Error(`The demonstration has no ${role}.`);
  return found;
}

async function writeAsks({ tx }: Doorway, plan: DemonstrationPlan): Promise<void> {
  const asks = plan.story.asks;
  await tx.query(
    /* sql */ `
insert into missed_ask (id, group_id, site_id, item_id, words, quantity, occurred_at, recorded_at, member_id, fingerprint)
select id, $1, site_id, item_id, words, quantity, occurred_at, occurred_at, $2, fingerprint
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::timestamptz[], $9::uuid[])
  as a (id, site_id, item_id, words, quantity, occurred_at, fingerprint)`,
    [
      plan.groupId,
      plan.members.find(({ role }) => role === 'volunteer')?.id,
      asks.map((a) => a.id),
      asks.map((a) => a.siteId),
      asks.map((a) => a.itemId),
      asks.map((a) => a.words),
      asks.map((a) => a.quantity),
      asks.map((a) => a.occurredAt),
      asks.map((a) => fingerprint([plan.groupId, a.id])),
    ],
  );
}
