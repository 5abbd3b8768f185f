import { readSensor } from './sensor-reading';

describe('what a sensor sends', () => {
  it.each([
    [{ temperature: 4.2 }, { probe: 'fridge', celsius: 4.2, at: null }],
    [
      { temperature: '4.2', unit: 'C', probe: 'freezer' },
      { probe: 'freezer', celsius: 4.2, at: null },
    ],
    [
      { value: 41, unit: 'F' },
      { probe: 'fridge', celsius: 5, at: null },
    ],
    [
      { state: '90.0', unit_of_measurement: '°F', probe: 'ambient' },
      { probe: 'ambient', celsius: 290 / 9, at: null },
    ],
    [{ state: ' -17,8 ' }, { probe: 'fridge', celsius: -17.8, at: null }],
    [
      { temperature: 4, at: '2026-11-22T10:00:00-05:00' },
      { probe: 'fridge', celsius: 4, at: '2026-11-22T10:00:00-05:00' },
    ],
    [
      { temperature: 4, at: 1_795_363_200 },
      { probe: 'fridge', celsius: 4, at: '2026-11-22T16:00:00.000Z' },
    ],
    [
      { temperature: 4, at: '1795363200.5' },
      { probe: 'fridge', celsius: 4, at: '2026-11-22T16:00:00.500Z' },
    ],
  ])('is read: %j', (body, reading) => {
    expect(readSensor(body)).toEqual(reading);
  });

  it.each([
    [{}, 'temperature'],
    [{ state: 'unavailable' }, 'state'],
    [{ state: '' }, 'state'],
    [{ value: '0x10' }, 'value'],
    [{ temperature: Number.NaN }, 'temperature'],
    [{ temperature: [4] }, 'temperature'],
    [{ temperature: 4, unit: 'K' }, 'unit'],
    [{ temperature: 4, unit_of_measurement: {} }, 'unit_of_measurement'],
    [{ temperature: 4, probe: 'oven' }, 'probe'],
    [{ temperature: 4, at: 'yesterday' }, 'at'],
    [{ temperature: 4, at: 12 }, 'at'],
  ])('is not read: %j', (body, path) => {
    expect(readSensor(body)).toMatchObject({ path });
  });
});
