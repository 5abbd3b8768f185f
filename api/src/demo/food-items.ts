import { bestBy, type DemonstrationItem, type Language, type Row, rows, useBy } from './item-row';

/**
 * Food and drink. Dates lie where goods of the kind usually carry them, and never later than the USDA FoodKeeper keeps unopened
 * goods (canned goods of low acid 2–5 years, of high acid 12–18 months). Loose goods are
 * in grams, oil in millilitres, what is handed out by the piece in pieces.
 */
export function foodItems(language: Language): DemonstrationItem[] {
  return tables.flatMap(([category, table]) => rows(category, table, language));
}

const canned: Row[] = [
  ['Black beans, can 15 oz', 'Frijoles negros, lata 425 g', 'each', 2, 1.6, 'SP', bestBy(720)],
  ['Pinto beans, can 15 oz', 'Frijoles pintos, lata 425 g', 'each', 2, 1.1, 'SP', bestBy(720)],
  ['Chickpeas, can 15 oz', 'Garbanzos, lata 425 g', 'each', 2, 1.1, 'SP', bestBy(720)],
  ['Baked beans, can 16 oz', 'Frijoles dulces, lata 450 g', 'each', 2, 0.7, 'SP', bestBy(720)],
  ['Black-eyed peas, can 15 oz', 'Frijoles de carita, lata 425 g', 'each', 2, 0.5, 'SP', bestBy(720)],
  ['Crushed tomatoes, can 28 oz', 'Tomate triturado, lata 800 g', 'each', 2, 1.2, 'SP', bestBy(450)],
  ['Diced tomatoes, can 14.5 oz', 'Tomate en cubos, lata 410 g', 'each', 2, 1, 'SP', bestBy(450)],
  ['Tomato sauce, can 8 oz', 'Salsa de tomate, lata 225 g', 'each', 3, 0.8, 'SP', bestBy(450)],
  ['Sweet corn, can 15 oz', 'Maíz dulce, lata 425 g', 'each', 2, 1, 'SP', bestBy(720)],
  ['Green peas, can 15 oz', 'Chícharos, lata 425 g', 'each', 2, 0.7, 'SP', bestBy(720)],
  ['Green beans, can 14.5 oz', 'Ejotes, lata 410 g', 'each', 2, 0.9, 'SP', bestBy(720)],
  [
    'Sliced beets, can 15 oz',
    'Remolacha en rodajas, lata 425 g',
    'each',
    1,
    0.3,
    'SP',
    bestBy(720),
    'windfall',
  ],
  [
    'Cranberry sauce, can 14 oz',
    'Salsa de arándano, lata 400 g',
    'each',
    1,
    0.3,
    'SP',
    bestBy(450),
    'windfall',
  ],
  ['Peaches, can 15 oz', 'Duraznos, lata 425 g', 'each', 2, 0.9, 'SP', bestBy(450)],
  ['Fruit cocktail, can 15 oz', 'Cóctel de frutas, lata 425 g', 'each', 2, 0.7, 'SP', bestBy(450)],
  ['Applesauce, jar 24 oz', 'Puré de manzana, frasco 680 g', 'each', 1, 0.6, 'SP', bestBy(450)],
  ['Tuna in water, can 5 oz', 'Atún en agua, lata 140 g', 'each', 3, 1.8, 'SP', bestBy(1000)],
  ['Chicken, can 12.5 oz', 'Pollo, lata 355 g', 'each', 2, 0.9, 'SP', bestBy(900)],
  ['Sardines, can 3.75 oz', 'Sardinas, lata 106 g', 'each', 2, 0.5, 'SP', bestBy(1000)],
  [
    'Chicken noodle soup, can 10.75 oz',
    'Sopa de pollo con fideos, lata 305 g',
    'each',
    2,
    1.2,
    'SP',
    bestBy(600),
  ],
  [
    'Cream of mushroom soup, can 10.5 oz',
    'Crema de champiñones, lata 298 g',
    'each',
    2,
    0.5,
    'SP',
    bestBy(600),
  ],
  ['Vegetable soup, can 18 oz', 'Sopa de verduras, lata 510 g', 'each', 2, 0.8, 'SP', bestBy(600)],
  ['Chicken broth, carton 32 oz', 'Caldo de pollo, cartón 946 ml', 'each', 1, 0.5, 'SP', bestBy(330)],
  [
    'Peanut butter, jar 16 oz',
    'Crema de cacahuate, frasco 454 g',
    'each',
    1,
    1.4,
    'SP',
    bestBy(270),
    'scarce',
  ],
  ['Hazelnut spread, jar 13 oz', 'Crema de avellanas, frasco 371 g', 'each', 1, 0.3, 'S', bestBy(240)],
  ['Strawberry jam, jar 18 oz', 'Mermelada de fresa, frasco 510 g', 'each', 1, 0.7, 'SP', bestBy(360)],
  ['Pasta sauce, jar 24 oz', 'Salsa para pasta, frasco 680 g', 'each', 1, 1, 'SP', bestBy(420)],
  ['Coconut milk, can 13.5 oz', 'Leche de coco, lata 400 ml', 'each', 1, 0.4, 'SP', bestBy(600)],
];

const dry: Row[] = [
  ['White rice, loose', 'Arroz blanco, a granel', 'g', 1000, 1.8, 'SP', bestBy(540)],
  ['Brown rice, loose', 'Arroz integral, a granel', 'g', 1000, 0.6, 'SP', bestBy(180)],
  ['Jasmine rice, bag 5 lb', 'Arroz jazmín, bolsa 2.3 kg', 'each', 1, 0.5, 'SP', bestBy(540)],
  ['Red lentils, loose', 'Lentejas rojas, a granel', 'g', 500, 0.9, 'SP', bestBy(360)],
  ['Dried pinto beans, loose', 'Frijol pinto seco, a granel', 'g', 500, 0.8, 'SP', bestBy(360)],
  ['Rolled oats, loose', 'Avena en hojuelas, a granel', 'g', 500, 0.9, 'SP', bestBy(360)],
  ['Oat cereal, box 12 oz', 'Cereal de avena, caja 340 g', 'each', 1, 1, 'SP', bestBy(240)],
  ['Corn flakes, box 18 oz', 'Hojuelas de maíz, caja 510 g', 'each', 1, 0.7, 'SP', bestBy(240)],
  ['Granola bars, box of 6', 'Barras de granola, caja de 6', 'each', 1, 0.9, 'SPF', bestBy(210)],
  ['Spaghetti, box 16 oz', 'Espagueti, caja 454 g', 'each', 2, 1.4, 'SP', bestBy(720)],
  ['Elbow pasta, box 12 oz', 'Coditos, caja 340 g', 'each', 2, 0.9, 'SP', bestBy(720)],
  ['Macaroni and cheese, box 7.25 oz', 'Macarrones con queso, caja 206 g', 'each', 3, 1.4, 'SP', bestBy(330)],
  ['Ramen noodles, pack 3 oz', 'Fideos ramen, paquete 85 g', 'each', 5, 1.1, 'SP', bestBy(330)],
  ['All-purpose flour, bag 5 lb', 'Harina de trigo, bolsa 2.3 kg', 'each', 1, 0.6, 'SP', bestBy(300)],
  ['Masa harina, bag 4 lb', 'Harina de maíz para tortillas, bolsa 1.8 kg', 'each', 1, 0.7, 'SP', bestBy(270)],
  ['Cornmeal, loose', 'Harina de maíz, a granel', 'g', 500, 0.4, 'SP', bestBy(270)],
  ['Sugar, bag 4 lb', 'Azúcar, bolsa 1.8 kg', 'each', 1, 0.6, 'SP'],
  ['Salt, box 26 oz', 'Sal, caja 737 g', 'each', 1, 0.3, 'SP'],
  ['Baking soda, box 16 oz', 'Bicarbonato, caja 454 g', 'each', 1, 0.25, 'SP', bestBy(540)],
  ['Vegetable oil, refill', 'Aceite vegetal, a granel', 'ml', 750, 1.3, 'SP', bestBy(300), 'scarce'],
  ['Olive oil, bottle 17 oz', 'Aceite de oliva, botella 500 ml', 'each', 1, 0.3, 'SP', bestBy(330)],
  ['Ground coffee, bag 12 oz', 'Café molido, bolsa 340 g', 'each', 1, 0.9, 'SP', bestBy(150)],
  ['Black tea, box of 100', 'Té negro, caja de 100', 'each', 1, 0.4, 'SP', bestBy(540)],
  ['Powdered milk, bag 25 oz', 'Leche en polvo, bolsa 700 g', 'each', 1, 0.6, 'SP', bestBy(360)],
  ['Crackers, box 12 oz', 'Galletas saladas, caja 340 g', 'each', 1, 0.8, 'SPF', bestBy(210)],
  ['Raisins, box 12 oz', 'Pasas, caja 340 g', 'each', 1, 0.4, 'SP', bestBy(180)],
  ['Mixed spices, packet', 'Especias surtidas, sobre', 'each', 2, 0.6, 'SP', bestBy(720)],
];

const bakery: Row[] = [
  ['Sandwich bread, loaf', 'Pan de molde', 'each', 1, 2.4, 'SPF', bestBy(6)],
  ['Bagels, bag of 6', 'Bagels, bolsa de 6', 'each', 1, 1.1, 'F', bestBy(5)],
  ['Corn tortillas, pack of 30', 'Tortillas de maíz, paquete de 30', 'each', 1, 1.3, 'SF', bestBy(14)],
  ['Rolls, bag of 8', 'Panecillos, bolsa de 8', 'each', 1, 1, 'F', bestBy(4)],
  ['Pastries, mixed box', 'Bollería surtida, caja', 'each', 1, 0.8, 'F', bestBy(3)],
];

const produce: Row[] = [
  ['Apples', 'Manzanas', 'each', 4, 2, 'PF'],
  ['Bananas', 'Plátanos', 'each', 4, 2, 'PF'],
  ['Oranges', 'Naranjas', 'each', 4, 1.4, 'PF'],
  ['Potatoes, loose', 'Papas, a granel', 'g', 1500, 1.3, 'PF'],
  ['Onions, loose', 'Cebollas, a granel', 'g', 750, 1, 'PF'],
  ['Carrots, loose', 'Zanahorias, a granel', 'g', 500, 1.1, 'PF'],
  ['Cabbage, head', 'Col, pieza', 'each', 1, 0.6, 'PF'],
  ['Sweet potatoes, loose', 'Camotes, a granel', 'g', 1000, 0.7, 'P'],
  ['Winter squash', 'Calabaza de invierno', 'each', 1, 0.4, 'P'],
  ['Salad greens, bag', 'Ensalada, bolsa', 'each', 1, 1.1, 'F', useBy(5)],
  ['Tomatoes, loose', 'Tomates, a granel', 'g', 500, 1, 'F'],
];

const dairy: Row[] = [
  ['Whole milk, half gallon', 'Leche entera, 1.9 l', 'each', 1, 1.6, 'F', useBy(8), 'scarce'],
  ['Oat milk, carton 32 oz', 'Bebida de avena, cartón 946 ml', 'each', 1, 0.8, 'SF', bestBy(200)],
  ['Eggs, dozen', 'Huevos, docena', 'each', 1, 2.2, 'F', useBy(24)],
  ['Yogurt, cup 5 oz', 'Yogur, vaso 150 g', 'each', 3, 1.6, 'F', useBy(14)],
  ['Cheddar cheese, block 8 oz', 'Queso cheddar, bloque 225 g', 'each', 1, 1, 'F', bestBy(60)],
  ['Butter, 1 lb', 'Mantequilla, 454 g', 'each', 1, 0.7, 'F', bestBy(60)],
];

const prepared: Row[] = [
  ['Vegetable chili, pint', 'Chili de verduras, medio litro', 'each', 1, 1.8, 'F', useBy(4)],
  ['Chicken and rice, tray', 'Pollo con arroz, bandeja', 'each', 1, 1.8, 'F', useBy(4)],
  ['Lentil soup, pint', 'Sopa de lentejas, medio litro', 'each', 1, 1.4, 'F', useBy(4)],
  ['Pasta bake, tray', 'Pasta al horno, bandeja', 'each', 1, 1.2, 'F', useBy(4)],
  ['Sandwich, wrapped', 'Sándwich, envuelto', 'each', 1, 2, 'F', useBy(3)],
  ['Tamales, pack of 4', 'Tamales, paquete de 4', 'each', 1, 0.9, 'F', useBy(4)],
  ['Fruit salad, cup', 'Ensalada de frutas, vaso', 'each', 1, 1, 'F', useBy(3)],
];

const frozen: Row[] = [
  [
    'Frozen mixed vegetables, bag 12 oz',
    'Verduras mixtas congeladas, bolsa 340 g',
    'each',
    1,
    0.8,
    'P',
    bestBy(240),
  ],
  ['Frozen berries, bag 16 oz', 'Frutos rojos congelados, bolsa 454 g', 'each', 1, 0.5, 'P', bestBy(240)],
  ['Frozen burritos', 'Burritos congelados', 'each', 2, 1, 'P', bestBy(180)],
  ['Veggie patties, box of 4', 'Hamburguesas vegetales, caja de 4', 'each', 1, 0.5, 'P', bestBy(200)],
];

const meat: Row[] = [
  ['Ground turkey, frozen, 1 lb', 'Pavo molido congelado, 454 g', 'each', 1, 0.9, 'P', useBy(80)],
  ['Chicken thighs, frozen, 2 lb', 'Muslos de pollo congelados, 900 g', 'each', 1, 0.9, 'P', useBy(120)],
  [
    'White fish fillets, frozen, 1 lb',
    'Filetes de pescado congelados, 454 g',
    'each',
    1,
    0.5,
    'P',
    useBy(90),
  ],
];

const drinks: Row[] = [
  ['Drinking water, bottle 16.9 oz', 'Agua, botella 500 ml', 'each', 4, 1.8, 'SPF', bestBy(500)],
  ['Orange juice, carton 59 oz', 'Jugo de naranja, cartón 1.75 l', 'each', 1, 0.8, 'F', useBy(14)],
  ['Apple juice box', 'Jugo de manzana, cajita', 'each', 4, 0.9, 'SPF', bestBy(200)],
  ['Vegetable juice, can 11.5 oz', 'Jugo de verduras, lata 340 ml', 'each', 2, 0.3, 'SP', bestBy(450)],
  ['Electrolyte powder, sachet', 'Suero oral en polvo, sobre', 'each', 3, 0.6, 'S', bestBy(600)],
];

const tables: readonly (readonly [category: string, table: readonly Row[]])[] = [
  ['Canned and jarred', canned],
  ['Dry goods', dry],
  ['Bread and bakery', bakery],
  ['Fruit and vegetables', produce],
  ['Dairy and eggs', dairy],
  ['Prepared food', prepared],
  ['Frozen', frozen],
  ['Raw meat and fish', meat],
  ['Drinks', drinks],
];
