import { ambientClock } from './ambient-clock';
import { byThermometer } from './by-thermometer';
import { blipMinutes, type ColdLimits, powerCutMinutes } from './cold-limits';
import type { ColdReading } from './cold-reading';

/** A time without power; `to` is null while it lasts. */
export interface PowerCut {
  readonly from: number;
  readonly to: number | null;
  readonly isFreezerFull: boolean;
}

export interface ColdFacts {
  /** In any order; the same reading twice counts once. */
  readonly readings: readonly ColdReading[];
  readonly powerCuts: readonly PowerCut[];
  readonly limits: ColdLimits;
}

/** A time when a fridge or freezer was too warm. */
export interface Excursion {
  readonly probe: 'fridge' | 'freezer';
  /** The first reading above the limit; without readings in a power cut, when the food is taken to be warm. */
  readonly beganAt: number;
  /** The first reading that was cold again; null while there is none. */
  readonly endedAt: number | null;
  /** The warmest reading; null where nobody read a thermometer. */
  readonly peakTenths: number | null;
  /**
   * When the time that food may be warm was over, or will be if it stays as warm as it is; null where it was cold again
   * before, or where a freezer is not so warm that the clock runs. The time is over when it has passed: two hours are up after two
   * hours, not later.
   */
  readonly timeUpAt: number | null;
  /** Readings above the limit. */
  readonly warmReadings: number;
}

/**
 * Finds when a fridge or freezer was too warm. A pure function of what is known: in whatever order readings came, the
 * answer is the same.
 *
 * Each thermometer is judged by itself, so that a broken one neither hides what another shows nor is hidden by it: its warm
 * readings count until its own next cold one, or until a person reads a cold one. What a person reads warm counts until the next
 * cold reading of any. What is too warm at the same time is one excursion, whose time is up when it is by one thermometer.
 *
 * A reading holds until the next one. A warm spell shorter than {@link blipMinutes} is no excursion, a cold one as short
 * does not end one. The clock counts the minutes above the fridge's limit; where the air around is hot they count for more,
 * so that half an hour in the heat and an hour without are two halves of what is allowed. When readings stop while it is
 * warm, the clock goes on.
 *
 * In a power cut a closed door keeps the cold for {@link powerCutMinutes}: unless a thermometer says otherwise, food is
 * taken to be warm so early that its time is up when those hours are. Power that comes back ends what was only taken so.
 */
export function excursionsOf(facts: ColdFacts, probe: 'fridge' | 'freezer'): Excursion[] {
  const clock = ambientClock(facts.readings, facts.limits);
  const found = byThermometer(samplesOf(facts, probe)).flatMap((told) => excursionsIn(told, probe, clock));
  return joined(found, probe);
}

/** What a thermometer shows as too warm, in order. */
function excursionsIn(samples: readonly Sample[], probe: 'fridge' | 'freezer', clock: Clock): Excursion[] {
  const blipMs = blipMinutes[probe] * 60_000;
  const found: Excursion[] = [];
  let spell: Spell | null = null;
  for (const sample of samples) {
    if (spell === null) spell = sample.isWarm ? begun(sample) : null;
    else if (sample.isWarm) {
      // Warm again after a cold spell that was long enough: another excursion.
      if (spell.coldAt !== null && sample.at - spell.coldAt >= blipMs) {
        found.push(told(spell, probe, clock));
        spell = begun(sample);
      } else warmer(spell, sample);
    } else if (spell.coldAt === null && !isOver(spell, sample, blipMs, clock)) spell = null;
    // Power that comes back says nothing about what was measured.
    else if (spell.coldAt === null && !(sample.isAssumed && spell.warmReadings > 0)) colder(spell, sample);
  }
  if (spell) found.push(told(spell, probe, clock));
  return found;
}

/** Those of several thermometers as those of the fridge: what begins before another one has been over for long is part of it. */
function joined(found: readonly Excursion[], probe: 'fridge' | 'freezer'): Excursion[] {
  const apart: Excursion[] = [];
  for (const one of [...found].sort((a, b) => a.beganAt - b.beganAt)) {
    const last = apart.at(-1);
    const endedAt = last?.endedAt ?? Infinity;
    if (!last || one.beganAt - endedAt >= blipMinutes[probe] * 60_000) apart.push(one);
    else apart[apart.length - 1] = both(last, one);
  }
  return apart;
}

function both(first: Excursion, other: Excursion): Excursion {
  const [peak, timeUp] = [
    [first.peakTenths, other.peakTenths].filter((tenths) => tenths !== null),
    [first.timeUpAt, other.timeUpAt].filter((at) => at !== null),
  ];
  return {
    ...first,
    endedAt: first.endedAt === null || other.endedAt === null ? null : Math.max(first.endedAt, other.endedAt),
    peakTenths: peak.length > 0 ? Math.max(...peak) : null,
    timeUpAt: timeUp.length > 0 ? Math.min(...timeUp) : null,
    warmReadings: first.warmReadings + other.warmReadings,
  };
}

/** False for what was none: a warm spell that was too short, or one only assumed while the food's time was not up. */
function isOver(spell: Spell, sample: Sample, blipMs: number, clock: Clock): boolean {
  if (!sample.isAssumed) return sample.at - spell.beganAt >= blipMs;
  return spell.warmReadings > 0 || clock.timeUp(spell.danger, sample.at) !== null;
}

/** What the machine knows at an instant, and what it takes to be so until the next. */
interface Sample {
  readonly at: number;
  readonly tenths: number | null;
  /** Null for what a person read, and for what is assumed. */
  readonly sensor: string | null;
  /** Above the limit of the probe. */
  readonly isWarm: boolean;
  /** Above the fridge's limit: food's time runs. */
  readonly isDanger: boolean;
  readonly isAssumed: boolean;
}

type Clock = ReturnType<typeof ambientClock>;

interface Spell {
  readonly beganAt: number;
  peakTenths: number | null;
  warmReadings: number;
  /** Since when it is cold again; null while it is warm. */
  coldAt: number | null;
  /** When the danger began and ceased, in order. */
  readonly danger: { readonly at: number; readonly isDanger: boolean }[];
}

function begun(sample: Sample): Spell {
  const spell: Spell = { beganAt: sample.at, peakTenths: null, warmReadings: 0, coldAt: null, danger: [] };
  warmer(spell, sample);
  return spell;
}

function warmer(spell: Spell, sample: Sample): void {
  spell.coldAt = null;
  if (spell.danger.at(-1)?.isDanger !== sample.isDanger) spell.danger.push(sample);
  if (sample.tenths === null) return;
  spell.warmReadings++;
  spell.peakTenths = Math.max(spell.peakTenths ?? sample.tenths, sample.tenths);
}

function colder(spell: Spell, sample: Sample): void {
  spell.coldAt = sample.at;
  spell.danger.push(sample);
}

function told(spell: Spell, probe: 'fridge' | 'freezer', clock: Clock): Excursion {
  const { beganAt, coldAt, peakTenths, warmReadings, danger } = spell;
  const timeUpAt = clock.timeUp(danger, coldAt);
  return { probe, beganAt, endedAt: coldAt, peakTenths, timeUpAt, warmReadings };
}

/** Readings of the probe in the order of their times, and between them what a power cut makes one assume. */
function samplesOf({ readings, powerCuts, limits }: ColdFacts, probe: 'fridge' | 'freezer'): Sample[] {
  const limit = probe === 'fridge' ? limits.fridgeTenths : limits.freezerTenths;
  const own = readings
    .filter((reading) => reading.probe === probe)
    .map(({ at, tenths, sensor = null }): Sample => {
      const isDanger = tenths > limits.fridgeTenths;
      return { at, tenths, sensor, isWarm: tenths > limit, isDanger, isAssumed: false };
    })
    // Of two at one instant the warmer comes last, and holds.
    .sort((a, b) => a.at - b.at || (a.tenths ?? 0) - (b.tenths ?? 0) || order(a.sensor, b.sensor))
    .filter((one, n, all) => !isSame(one, all[n - 1]));
  const assumed = powerCuts.flatMap((cut) => assumedIn(cut, own, probe, limits));
  // At one instant: power that comes back, what was measured, what follows from it.
  const rank = ({ isAssumed, isWarm }: Sample) => (isAssumed ? (isWarm ? 2 : 0) : 1);
  return [...own, ...assumed].sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

const order = (a: string | null, b: string | null) => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1);

const isSame = (one: Sample, other: Sample | undefined) =>
  one.at === other?.at && one.tenths === other.tenths && one.sensor === other.sensor;

function assumedIn(
  cut: PowerCut,
  own: readonly Sample[],
  probe: 'fridge' | 'freezer',
  limits: ColdLimits,
): Sample[] {
  const { fridge, freezerFull, freezerHalf } = powerCutMinutes;
  const keepsMinutes = probe === 'fridge' ? fridge : cut.isFreezerFull ? freezerFull : freezerHalf;
  const to = cut.to ?? Infinity;
  const warmFrom = cut.from + Math.max(0, keepsMinutes - limits.allowedMinutes) * 60_000;
  const inside = own.filter(({ at }) => at >= cut.from && at <= to + blipMinutes.fridge * 60_000);
  // A reading that is not dangerous says that the food was cold until then, also one just after the power came back; one
  // that is dangerous stands for itself.
  const last = inside.at(-1);
  if (last?.isDanger === true) return [];
  const at = Math.max(warmFrom, last?.at ?? warmFrom);
  if (at >= to) return [];
  const assumed = { tenths: null, sensor: null, isAssumed: true };
  const warm = { ...assumed, at, isWarm: true, isDanger: true };
  return cut.to === null ? [warm] : [warm, { ...assumed, at: cut.to, isWarm: false, isDanger: false }];
}
