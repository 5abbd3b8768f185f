import { addDays, startOfDay } from '@shared/words/day';
import { type ReportKind } from '@shared/needs/neighbours.contract';
import { slugOf } from '@shared/words/slug';
import type { Doorway } from '@api/platform/work';
import { daysLater, hourOf } from '@api/needs/hear-need';
import type { DemonstrationPlan } from './demonstration-plan';
import { SeededChance } from './seeded-chance';
import type { PlacedSite } from './told-story';

const keepDays = 14;

/** What neighbours write in their own words; the last ones wait for a steward. */
const wordsOf = {
  en: ['A stroller', 'Fans for the heat', 'Can openers', 'cheap phones at www.deals.example'],
  es: ['Una carriola', 'Ventiladores para el calor', 'Abrelatas', 'celulares baratos en www.ofertas.example'],
} as const;

const helpOf = {
  en: 'Bring what is on the list, or come on Saturdays at ten to sort. Boxes and bags are always of use.',
  es: 'Trae lo que está en la lista o ven los sábados a las diez a ordenar. Siempre sirven cajas y bolsas.',
} as const;

const areaOf = {
  en: { north: 'Northside, by the orchard', cedar: 'Corner of Cedar and 9th', clinic: 'Harbor side' },
  es: { north: 'Northside, junto al huerto', cedar: 'Esquina de Cedar y 9', clinic: 'Del lado del puerto' },
} as const;

/** Opens the demonstration's places to strangers, and has neighbours ask for things and say what they saw. */
export async function writeNeighbours(
  doorway: Doorway,
  plan: DemonstrationPlan,
  seed: number,
): Promise<void> {
  const chance = new SeededChance(seed ^ 0x6e656564);
  const open = plan.sites.filter(({ kind }) => kind !== 'hub');
  await writePages(doorway, plan, open);
  await writeSignals(doorway, plan, open);
  await writeNeeds(doorway, plan, open, chance);
  await writeReports(doorway, plan, open, chance);
}

async function writePages(
  { tx }: Doorway,
  plan: DemonstrationPlan,
  open: readonly PlacedSite[],
): Promise<void> {
  const { groupId, language } = plan;
  await tx.query('insert into public_group (group_id, keep_days) values ($1, $2)', [groupId, keepDays]);
  await tx.query(
    `insert into public_slug (slug, group_id, site_id, is_current)
     select slug, $1, site_id, true from unnest($2::text[], $3::uuid[]) as s (slug, site_id)`,
    [
      groupId,
      ['riverbend', ...open.map(({ name }) => slugOf(name.en, 'site'))],
      [null, ...open.map(({ id }) => id)],
    ],
  );
  const areas: Partial<Record<PlacedSite['key'], string>> = areaOf[language];
  await tx.query(
    /* sql */ `
    insert into public_site (site_id, group_id, is_public, shows_place, area, hours_note, help_note, languages)
    select site_id, $1, true, area is null, area, note, $2, '{en,es}' from unnest($3::uuid[], $4::text[], $5::text[])
      as s (site_id, area, note)`,
    [
      ...[groupId, helpOf[language], open.map(({ id }) => id), open.map(({ key }) => areas[key] ?? null)],
      open.map(({ kind }) =>
        kind === 'fridge' ? (language === 'es' ? 'Siempre abierto' : 'Always open') : null,
      ),
    ],
  );
  const spans = open.flatMap(({ id, kind, openOn, opensAt, closesAt }) =>
    kind === 'fridge' ? [] : openOn.map((day) => ({ id, weekday: day === 0 ? 7 : day, opensAt, closesAt })),
  );
  await tx.query(
    `insert into public_hours (site_id, weekday, opens, closes)
     select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[])`,
    [
      spans.map(({ id }) => id),
      spans.map(({ weekday }) => weekday),
      spans.map(({ opensAt }) => opensAt),
      spans.map(({ closesAt }) => closesAt),
    ],
  );
}

/** Harm reduction is shown nowhere; a store full of clothes asks for none. */
async function writeSignals(
  { tx }: Doorway,
  plan: DemonstrationPlan,
  open: readonly PlacedSite[],
): Promise<void> {
  const idOf = (key: string) => plan.categories.find((category) => category.key === key)?.id ?? null;
  const signals = open.flatMap(({ id, key, kind }) => [
    { id, kind: 'hidden', category: idOf('Harm reduction') },
    { id, kind: 'welcome', category: idOf(kind === 'fridge' ? 'Fruit and vegetables' : 'Diapers') },
    { id, kind: 'welcome', category: idOf(kind === 'fridge' ? 'Dairy and eggs' : 'Canned and jarred') },
    ...(key === 'mill' ? [{ id, kind: 'not_now', category: idOf('Clothing') }] : []),
  ]);
  const known = signals.filter(({ category }) => category !== null);
  await tx.query(
    `insert into public_signal (site_id, group_id, kind, category_id)
     select site_id, $1, kind, category_id from unnest($2::uuid[], $3::text[], $4::uuid[]) as s (site_id, kind, category_id)`,
    [
      ...[plan.groupId, known.map(({ id }) => id), known.map(({ kind }) => kind)],
      known.map(({ category }) => category),
    ],
  );
}

async function writeNeeds(
  { tx, now }: Doorway,
  plan: DemonstrationPlan,
  open: readonly PlacedSite[],
  chance: SeededChance,
): Promise<void> {
  const hidden = new Set(['Harm reduction', 'Medicines', 'Raw meat and fish']);
  const wanted = plan.items.filter(({ category, story }) => !hidden.has(category) && story === 'scarce');
  const words = wordsOf[plan.language];
  const asks = open.flatMap((site) =>
    Array.from({ length: chance.whole(2, 4) }, () => ({ site, item: chance.pick(wanted) })).flatMap(
      ({ site, item }) =>
        Array.from({ length: chance.whole(1, 9) }, () => ({
          siteId: site.id,
          itemId: item.id as string | null,
          words: null as string | null,
          state: 'shown',
          doubt: null as string | null,
          at: hourOf(new Date(now.getTime() - chance.whole(2, 12 * 24) * 3_600_000)),
        })),
    ),
  );
  const written = words.map((text, at) => ({
    siteId: chance.pick(open).id,
    itemId: null,
    words: text,
    state: at === 0 ? 'shown' : 'new',
    doubt: text.includes('www.') ? 'link' : null,
    at: hourOf(new Date(now.getTime() - chance.whole(2, 60) * 3_600_000)),
  }));
  const all = [...asks, ...written];
  await tx.query(
    /* sql */ `
    insert into neighbour_need (id, group_id, site_id, item_id, words, asked_at, expires_at, state, doubt)
    select id, $1, site_id, item_id, words, asked_at, expires_at, state, doubt
    from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
      as n (id, site_id, item_id, words, asked_at, expires_at, state, doubt)`,
    [
      ...[plan.groupId, all.map(() => idByLot(chance)), all.map(({ siteId }) => siteId)],
      ...[all.map(({ itemId }) => itemId), all.map(({ words: text }) => text), all.map(({ at }) => at)],
      ...[all.map(({ at }) => daysLater(at, keepDays)), all.map(({ state }) => state)],
      all.map(({ doubt }) => doubt),
    ],
  );
  await tx.query(
    /* sql */ `
    insert into site_item (site_id, item_id, group_id, minimum, target)
    select distinct n.site_id, i.id, n.group_id, i.default_minimum, i.default_target
    from neighbour_need n join item i on i.id = n.item_id where n.group_id = $1
    on conflict do nothing`,
    [plan.groupId],
  );
  await writeTallies({ tx, now }, plan, open, chance);
}

/** What was asked for in the weeks before, of which how often is left. */
async function writeTallies(
  { tx }: Doorway,
  plan: DemonstrationPlan,
  open: readonly PlacedSite[],
  chance: SeededChance,
): Promise<void> {
  const wanted = plan.items.filter(({ story }) => story === 'scarce');
  const { story, timeZone } = plan;
  const tallies = [2, 3, 4, 5, 6, 7].flatMap((ago) =>
    open.map(({ id }) => ({
      siteId: id,
      itemId: chance.pick(wanted).id,
      at: startOfDay(addDays(story.dayAt(56), -7 * ago), timeZone),
      asked: chance.whole(2, 14),
    })),
  );
  await tx.query(
    /* sql */ `
    insert into need_tally (group_id, site_id, week, item_id, asked)
    select $1, site_id, date_trunc('week', at at time zone $2)::date, item_id, asked
    from unnest($3::uuid[], $4::timestamptz[], $5::uuid[], $6::int[]) as t (site_id, at, item_id, asked)
    on conflict do nothing`,
    [
      ...[plan.groupId, timeZone, tallies.map(({ siteId }) => siteId), tallies.map(({ at }) => at)],
      ...[tallies.map(({ itemId }) => itemId), tallies.map(({ asked }) => asked)],
    ],
  );
}

async function writeReports(
  { tx, now }: Doorway,
  plan: DemonstrationPlan,
  open: readonly PlacedSite[],
  chance: SeededChance,
): Promise<void> {
  const fridges = open.filter(({ kind }) => kind === 'fridge');
  const kinds: ReportKind[] = ['dirty', 'empty', 'full'];
  const reports = kinds.map((kind, at) => ({
    kind,
    siteId: fridges[at % fridges.length]?.id ?? open[0]?.id,
    at: hourOf(new Date(now.getTime() - chance.whole(2, 40) * 3_600_000)),
    state: at === 2 ? 'done' : 'new',
  }));
  const steward = plan.members.find(({ role }) => role === 'steward')?.id;
  await tx.query(
    /* sql */ `
    insert into neighbour_report (id, group_id, site_id, kind, reported_at, expires_at, state, decided_by, decided_at)
    select id, $1, site_id, kind, at, expires_at, state, case when state = 'done' then $2::uuid end,
      case when state = 'done' then $3::timestamptz end
    from unnest($4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[])
      as r (id, site_id, kind, at, expires_at, state)`,
    [
      ...[plan.groupId, steward, now, reports.map(() => idByLot(chance))],
      ...[reports.map(({ siteId }) => siteId), reports.map(({ kind }) => kind), reports.map(({ at }) => at)],
      ...[reports.map(({ at }) => daysLater(at, keepDays)), reports.map(({ state }) => state)],
    ],
  );
}

/** A version 4 UUID: it tells no time. */
function idByLot(chance: SeededChance): string {
  const hex = Buffer.from(chance.bytes(16)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
