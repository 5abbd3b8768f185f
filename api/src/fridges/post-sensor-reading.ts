import { v7 as newId } from 'uuid';
import { celsiusRange, isCelsius } from '@shared/fridges/reading-line';
import type { ReadingResult, SensorWebhook } from '@shared/fridges/readings.contract';
import { readSensor } from '@shared/fridges/sensor-reading';
import type { Id } from '@shared/words/id';
import { fingerprint } from '@api/platform/fingerprint';
import type { Work } from '@api/platform/work';
import { instantNotAhead, invalidField } from './invalid-field';
import { recordReadings } from './record-readings';

/**
 * Records one reading in a sensor's own words. With a time, its id follows from site, place and time, so that the same again changes
 * nothing; another temperature for that time is `id_reused`, as a refused line.
 * @throws Problem `invalid`, `not_found`
 */
export async function postSensorReading(
  work: Work,
  siteId: Id,
  body: SensorWebhook,
  sensor: string | null,
): Promise<ReadingResult> {
  const read = readSensor({ ...body });
  if ('message' in read) throw invalidField(read.path, 'invalid', read.message);
  const { probe, celsius, at } = read;
  if (!isCelsius(celsius)) {
    const { least, most } = celsiusRange;
    throw invalidField('temperature', 'invalid', `The temperature must be from ${least} to ${most} °C.`);
  }
  const occurredAt = at === null ? work.now : instantNotAhead(work, 'at', at);
  const id = at === null ? newId() : fingerprint(['sensor', siteId, probe, sensor, occurredAt.toISOString()]);
  const source = sensor === null ? 'hand' : 'sensor';
  const [outcome] = await recordReadings(work, siteId, [{ id, probe, celsius, occurredAt, source, sensor }]);
  if (outcome === 'recorded' || outcome === 'duplicate') return { id, status: outcome, problem: null };
  const detail = 'Another temperature was told for this time.';
  return { id, status: 'refused', problem: { code: 'id_reused', detail } };
}
