import type { Refusal, SiteKind } from '@shared/sites/sites.contract';
import type { Language } from './item-row';

/** A site of the demonstration and its week. Minutes count from midnight; weekdays from Sunday, 0. */
export interface DemonstrationSite {
  readonly key: 'hub' | 'mill' | 'north' | 'pantry' | 'library' | 'cedar' | 'clinic';
  readonly name: Readonly<Record<Language, string>>;
  readonly kind: SiteKind;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly refuses: readonly Refusal[];
  /** How much is handed out on a day, compared to a free store of ordinary size. */
  readonly scale: number;
  readonly openOn: readonly number[];
  readonly opensAt: number;
  readonly closesAt: number;
  /** Weekdays on which goods come from the hub. */
  readonly restockedOn: readonly number[];
}

/** What a community fridge refuses, as PRODUCT's food-safety defaults have it. */
const fridgeRefuses: Refusal[] = [
  'past_use_by',
  'raw_meat_fish',
  'raw_milk',
  'opened',
  'undated_prepared_food',
  'alcohol',
  'medicine',
];
const storeRefuses: Refusal[] = ['past_use_by', 'raw_meat_fish', 'raw_milk', 'opened', 'alcohol'];
const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** Made up, like the town: no such addresses exist. */
export const demonstrationSites: readonly DemonstrationSite[] = [
  {
    key: 'hub',
    name: { en: 'Riverbend Hub', es: 'Centro Riverbend' },
    kind: 'hub',
    address: '400 Canal Works, Unit 3, Riverbend',
    latitude: 42.6529,
    longitude: -73.7402,
    refuses: ['past_use_by', 'raw_milk', 'opened', 'alcohol'],
    scale: 0,
    openOn: [1, 4, 6],
    opensAt: 600,
    closesAt: 780,
    restockedOn: [],
  },
  {
    key: 'mill',
    name: { en: 'Mill Street Free Store', es: 'Tienda gratuita de Mill Street' },
    kind: 'free_store',
    address: '18 Mill Street, Riverbend',
    latitude: 42.6571,
    longitude: -73.7518,
    refuses: storeRefuses,
    scale: 0.75,
    openOn: [2, 4, 6],
    opensAt: 840,
    closesAt: 1110,
    restockedOn: [2, 5],
  },
  {
    key: 'north',
    name: { en: 'Northside Free Store', es: 'Tienda gratuita Northside' },
    kind: 'free_store',
    address: '702 Orchard Avenue, Riverbend',
    latitude: 42.6713,
    longitude: -73.7469,
    refuses: storeRefuses,
    scale: 0.55,
    openOn: [3, 5, 0],
    opensAt: 780,
    closesAt: 1020,
    restockedOn: [3, 6],
  },
  {
    key: 'pantry',
    name: { en: 'Grace Hall Pantry', es: 'Despensa Grace Hall' },
    kind: 'pantry',
    address: '55 Grace Hall Lane, Riverbend',
    latitude: 42.6488,
    longitude: -73.7624,
    refuses: ['past_use_by', 'raw_milk', 'opened', 'alcohol', 'medicine'],
    scale: 0.9,
    openOn: [1, 5],
    opensAt: 900,
    closesAt: 1140,
    restockedOn: [1, 4],
  },
  fridge(
    'library',
    { en: 'Library Fridge', es: 'Refri de la Biblioteca' },
    '9 Library Square',
    42.6546,
    -73.7559,
    0.34,
  ),
  fridge(
    'cedar',
    { en: 'Cedar & 9th Fridge', es: 'Refri de Cedar y 9' },
    '901 Cedar Street',
    42.6617,
    -73.7655,
    0.28,
  ),
  fridge(
    'clinic',
    { en: 'Clinic Fridge', es: 'Refri de la Clínica' },
    '230 Harbor Road',
    42.6442,
    -73.7487,
    0.24,
  ),
];

function fridge(
  key: DemonstrationSite['key'],
  name: DemonstrationSite['name'],
  street: string,
  latitude: number,
  longitude: number,
  scale: number,
): DemonstrationSite {
  return {
    key,
    name,
    kind: 'fridge',
    address: `${street}, Riverbend`,
    latitude,
    longitude,
    refuses: fridgeRefuses,
    scale,
    openOn: everyDay,
    opensAt: 540,
    closesAt: 1290,
    restockedOn: [1, 3, 5],
  };
}
