import {
  bestBy,
  type DemonstrationItem,
  family,
  type Language,
  type Row,
  rows,
  useBy,
  type VariantRow,
} from './item-row';

/**
 * What people need besides food: hygiene, diapers, menstrual products, baby food, harm reduction, medicines, household
 * goods, pet food. Diapers and naloxone are counted by the piece and by the dose.
 */
export function careItems(language: Language): DemonstrationItem[] {
  return [
    ...tables.flatMap(([category, table]) => rows(category, table, language)),
    ...family('Diapers', ['Diapers', 'Pañales'], 12, diapers, language),
    ...family('Diapers', ['Training pants', 'Calzoncitos de entrenamiento'], 10, trainingPants, language),
    ...family('Menstrual products', ['Menstrual pads', 'Toallas sanitarias'], 14, pads, language),
    ...family('Menstrual products', ['Tampons', 'Tampones'], 10, tampons, language),
  ];
}

const diapers: VariantRow[] = [
  ['size 1', 'talla 1', 0.6],
  ['size 2', 'talla 2', 0.7],
  ['size 3', 'talla 3', 0.9],
  ['size 4', 'talla 4', 2.2, 'scarce'],
  ['size 5', 'talla 5', 2.2, 'scarce'],
  ['size 6', 'talla 6', 2, 'gone'],
];

const trainingPants: VariantRow[] = [
  ['2T–3T', '2–3 años', 0.6],
  ['4T–5T', '4–5 años', 0.5],
];

const pads: VariantRow[] = [
  ['regular', 'normal', 1.4],
  ['overnight', 'nocturna', 1.8, 'scarce'],
];

const tampons: VariantRow[] = [
  ['regular', 'normal', 0.7],
  ['super', 'súper', 1.4, 'scarce'],
];

const hygiene: Row[] = [
  ['Soap, bar', 'Jabón, barra', 'each', 2, 1.3, 'SP'],
  ['Shampoo, bottle 12 oz', 'Champú, botella 355 ml', 'each', 1, 1, 'S'],
  ['Toothpaste, tube', 'Pasta de dientes, tubo', 'each', 1, 1.1, 'S', bestBy(600)],
  ['Toothbrush, adult', 'Cepillo de dientes, adulto', 'each', 2, 1, 'S'],
  ['Toothbrush, child', 'Cepillo de dientes, infantil', 'each', 2, 0.5, 'S'],
  ['Deodorant, stick', 'Desodorante, barra', 'each', 1, 0.9, 'S'],
  ['Razors, pack of 5', 'Rastrillos, paquete de 5', 'each', 1, 0.6, 'S'],
  ['Toilet paper, roll', 'Papel higiénico, rollo', 'each', 4, 1.8, 'SP'],
  ['Wet wipes, pack of 60', 'Toallitas húmedas, paquete de 60', 'each', 1, 0.9, 'S'],
  ['Hand sanitizer, 2 oz', 'Gel antibacterial, 60 ml', 'each', 1, 0.6, 'S', bestBy(600)],
  ['Sunscreen, 3 oz', 'Protector solar, 90 ml', 'each', 1, 0.3, 'S', bestBy(500)],
  ['Lip balm', 'Bálsamo labial', 'each', 1, 0.5, 'S', bestBy(500)],
  ['Adult briefs, M', 'Pañal para adulto, M', 'each', 8, 0.5, 'S'],
];

const baby: Row[] = [
  [
    'Infant formula, powder 12.5 oz',
    'Fórmula infantil en polvo 354 g',
    'each',
    1,
    2.2,
    'SP',
    useBy(300),
    'scarce',
  ],
  ['Infant formula, soy 12.4 oz', 'Fórmula infantil de soya 350 g', 'each', 1, 1.1, 'SP', useBy(300), 'gone'],
  ['Baby cereal, oatmeal 8 oz', 'Cereal de avena para bebé 227 g', 'each', 1, 0.6, 'SP', useBy(300)],
  ['Baby food, vegetable jar 4 oz', 'Papilla de verduras, frasco 113 g', 'each', 4, 0.9, 'SP', useBy(240)],
  ['Baby food, fruit pouch', 'Papilla de fruta, bolsita', 'each', 4, 1, 'SP', useBy(200)],
];

const harmReduction: Row[] = [
  ['Naloxone nasal spray, 4 mg dose', 'Naloxona nasal, dosis de 4 mg', 'each', 2, 0.8, 'SPF', useBy(540)],
  ['Fentanyl test strips', 'Tiras para detectar fentanilo', 'each', 5, 0.6, 'S', useBy(500)],
  ['Wound care kit', 'Kit de curación', 'each', 1, 0.4, 'S', useBy(600)],
  ['Condoms', 'Condones', 'each', 6, 0.7, 'S', useBy(900)],
];

const medicines: Row[] = [
  ['Ibuprofen 200 mg, bottle of 24', 'Ibuprofeno 200 mg, frasco de 24', 'each', 1, 0.6, 'S', useBy(500)],
  ["Children's acetaminophen, 4 oz", 'Paracetamol infantil, 118 ml', 'each', 1, 0.8, 'S', useBy(420)],
  ['Adhesive bandages, box', 'Curitas, caja', 'each', 1, 0.4, 'S'],
];

const household: Row[] = [
  ['Dish soap, 16 oz', 'Jabón para trastes, 473 ml', 'each', 1, 0.8, 'S'],
  ['Laundry detergent, refill', 'Detergente para ropa, a granel', 'ml', 1000, 0.9, 'S'],
  ['Trash bags, roll of 20', 'Bolsas de basura, rollo de 20', 'each', 1, 0.6, 'S'],
  ['Paper towels, roll', 'Toallas de papel, rollo', 'each', 2, 0.6, 'S'],
  ['AA batteries, pack of 4', 'Pilas AA, paquete de 4', 'each', 1, 0.5, 'S'],
  ['LED light bulb', 'Foco LED', 'each', 2, 0.3, 'S'],
  ['Can opener', 'Abrelatas', 'each', 1, 0.25, 'S'],
  ['Cooking pot', 'Olla', 'each', 1, 0.3, 'S'],
  ['Plates, set of 4', 'Platos, juego de 4', 'each', 1, 0.3, 'S'],
  ['Towel', 'Toalla', 'each', 1, 0.6, 'S'],
  ['Bed sheets, twin', 'Sábanas individuales', 'each', 1, 0.4, 'S'],
];

const pets: Row[] = [
  ['Dry dog food, loose', 'Croquetas para perro, a granel', 'g', 1500, 0.7, 'S', bestBy(240)],
  ['Dry cat food, loose', 'Croquetas para gato, a granel', 'g', 1000, 0.7, 'S', bestBy(240)],
  ['Cat food, can 5.5 oz', 'Alimento para gato, lata 156 g', 'each', 4, 0.5, 'S', bestBy(700)],
  ['Cat litter, bag 7 lb', 'Arena para gato, bolsa 3.2 kg', 'each', 1, 0.3, 'S'],
];

const tables: readonly (readonly [category: string, table: readonly Row[]])[] = [
  ['Hygiene', hygiene],
  ['Baby food and formula', baby],
  ['Harm reduction', harmReduction],
  ['Medicines', medicines],
  ['Household', household],
  ['Pets', pets],
];
