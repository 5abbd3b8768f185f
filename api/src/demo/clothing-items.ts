import { type DemonstrationItem, family, type Language, type Row, rows, type VariantRow } from './item-row';

/** Clothing by size, and what keeps people warm in winter and cool in a heat wave. */
export function clothingItems(language: Language): DemonstrationItem[] {
  return [
    ...family('Clothing', ['Winter coat', 'Abrigo de invierno'], 1, coats, language),
    ...family('Clothing', ['Winter boots', 'Botas de invierno'], 1, boots, language),
    ...family('Clothing', ['Jeans', 'Pantalón de mezclilla'], 1, jeans, language),
    ...family('Clothing', ['T-shirt', 'Camiseta'], 1, shirts, language),
    ...family('Clothing', ['Sweater', 'Suéter'], 1, sweaters, language),
    ...family('Clothing', ['Underwear, new', 'Ropa interior nueva'], 2, underwear, language),
    ...rows('Clothing', clothing, language),
    ...rows('Weather kit', weather, language),
  ];
}

const coats: VariantRow[] = [
  ['child 6–8', 'infantil 6–8', 0.9, 'scarce'],
  ['adult S', 'adulto CH', 0.4],
  ['adult M', 'adulto M', 0.6],
  ['adult L', 'adulto G', 0.7],
  ['adult XL', 'adulto XG', 1.1],
];

const boots: VariantRow[] = [
  ['child', 'infantil', 0.4],
  ['women 8', 'mujer 25', 0.3],
  ['men 10', 'hombre 28', 0.4],
];

const jeans: VariantRow[] = [
  ['child 8', 'infantil 8', 0.4],
  ['30', '30', 0.4],
  ['34', '34', 0.4],
  ['38', '38', 0.3],
];

const shirts: VariantRow[] = [
  ['S', 'CH', 0.5],
  ['M', 'M', 0.6],
  ['L', 'G', 0.6],
  ['XL', 'XG', 0.5],
];

const sweaters: VariantRow[] = [
  ['M', 'M', 0.5],
  ['L', 'G', 0.5],
  ['XL', 'XG', 0.4],
];

const underwear: VariantRow[] = [
  ['S', 'CH', 0.4],
  ['M', 'M', 0.6],
  ['L', 'G', 0.6],
];

const clothing: Row[] = [
  ['Socks, pair', 'Calcetines, par', 'each', 2, 1.6, 'S'],
  ['Gloves, pair', 'Guantes, par', 'each', 1, 0.9, 'S'],
  ['Knit hat', 'Gorro tejido', 'each', 1, 0.8, 'S'],
  ['Baby bodysuit, mixed sizes', 'Mameluco, tallas surtidas', 'each', 3, 0.5, 'S'],
  ['Backpack', 'Mochila', 'each', 1, 0.4, 'S'],
];

const weather: Row[] = [
  ['Blanket, warm', 'Cobija', 'each', 1, 1.5, 'S', null, 'gone'],
  ['Sleeping bag', 'Bolsa de dormir', 'each', 1, 1.1, 'S'],
  ['Tent, two people', 'Tienda de campaña, dos personas', 'each', 1, 1.2, 'S', null, 'gone'],
  ['Tarp', 'Lona', 'each', 1, 0.4, 'S'],
  ['Hand warmers, pair', 'Calentadores de manos, par', 'each', 4, 1, 'S'],
  ['Rain poncho', 'Impermeable', 'each', 1, 0.5, 'S'],
  ['Umbrella', 'Paraguas', 'each', 1, 0.3, 'S'],
  ['Cooling towel', 'Toalla refrescante', 'each', 1, 0.15, 'S', null, 'windfall'],
  ['Fan, small', 'Ventilador pequeño', 'each', 1, 0.15, 'S'],
];
