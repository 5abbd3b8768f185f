import type { CataloguedItem } from './told-story';
import type { SeededChance } from './seeded-chance';

/** What volunteers wrote beside a movement. */
export const notes = {
  firstCount: { en: 'First count', es: 'Primer conteo' },
  scannedTwice: { en: 'scanned twice', es: 'escaneado dos veces' },
  recall: {
    en: 'Recalled by its maker: do not hand out.',
    es: 'Retirado por el fabricante: no entregar.',
  },
} as const;

/** What stewards wrote about a fridge. */
export const visitNotes = {
  hinge: { en: 'The lower hinge is loose.', es: 'La bisagra de abajo está floja.' },
  spilled: { en: 'Something leaked on the bottom shelf.', es: 'Algo goteó en el estante de abajo.' },
  wiped: { en: 'Wiped it out, all good again.', es: 'La limpié, todo bien otra vez.' },
} as const;

/** What neighbours ask for that the catalogue does not have. */
export const wordsAskedFor = [
  { en: 'baby stroller', es: 'carriola' },
  { en: 'microwave', es: 'microondas' },
  { en: 'space heater', es: 'calefactor' },
  { en: 'work boots, size 11', es: 'botas de trabajo, talla 29' },
  { en: 'bus pass', es: 'pase de autobús' },
  { en: 'insulin cooler bag', es: 'bolsa térmica para insulina' },
  { en: 'crib', es: 'cuna' },
  { en: 'phone charger', es: 'cargador de teléfono' },
] as const;

/** Made-up donors: labels, as a group would write them. */
const donors: Readonly<Record<string, readonly string[]>> = {
  'Bread and bakery': ['Harvest Lane Bakery', 'Panadería La Espiga', 'Canal Street Bagels'],
  'Fruit and vegetables': ['Saturday Farmers Market', 'Two Rivers CSA', 'Orchard Hill Farm'],
  'Dairy and eggs': ['Two Rivers CSA', 'Corner Grocer on 5th'],
  'Prepared food': ['Green Fork Kitchen', 'Casa Lupita', 'St. Brigid Community Kitchen'],
  Diapers: ['Riverbend Diaper Drive', 'Parents of Room 12'],
  'Menstrual products': ['Period Drive at the Library'],
  'Harm reduction': ['County Health Outreach'],
  Clothing: ['Coat Drive at Grace Hall', 'Thread & Thrift'],
  'Weather kit': ['Outdoor Gear Swap', 'Coat Drive at Grace Hall'],
};
const otherDonors = [
  'Corner Grocer on 5th',
  'Food drive, Lincoln School',
  'Tri-County Food Bank',
  'Postal Workers Drive',
  'Neighbors of Orchard Avenue',
];

export function donorOf(item: CataloguedItem, chance: SeededChance): string {
  return chance.pick(donors[item.category] ?? otherDonors);
}
