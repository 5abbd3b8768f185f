/**
 * Retail numbers as they stand on packages sold in the United States, and the item that each is in the demonstration:
 * facts about trade items, written down by hand. The check digits are tested.
 */
export const retailCodes: readonly (readonly [code: string, item: string, packQuantity?: number])[] = [
  // Jif Creamy and Skippy Creamy
  ['051500255162', 'Peanut butter, jar 16 oz'],
  ['037600110754', 'Peanut butter, jar 16 oz'],
  // Nutella
  ['009800895007', 'Hazelnut spread, jar 13 oz'],
  // Campbell's, and a case of twelve
  ['051000012517', 'Chicken noodle soup, can 10.75 oz'],
  ['10051000012514', 'Chicken noodle soup, can 10.75 oz', 12],
  ['051000012616', 'Cream of mushroom soup, can 10.5 oz'],
  // V8 Original
  ['051000069924', 'Vegetable juice, can 11.5 oz'],
  // Swanson
  ['051000024312', 'Chicken broth, carton 32 oz'],
  // Del Monte, and a case of twenty-four cans of corn
  ['024000031710', 'Sweet corn, can 15 oz'],
  ['10024000031717', 'Sweet corn, can 15 oz', 24],
  ['024000163077', 'Green peas, can 15 oz'],
  ['024000016335', 'Fruit cocktail, can 15 oz'],
  ['024000021421', 'Peaches, can 15 oz'],
  // Bush's Best
  ['039400015949', 'Baked beans, can 16 oz'],
  ['039400016595', 'Black-eyed peas, can 15 oz'],
  // Goya
  ['041331025881', 'Sliced beets, can 15 oz'],
  // Hunt's
  ['027000379097', 'Crushed tomatoes, can 28 oz'],
  ['027000378953', 'Diced tomatoes, can 14.5 oz'],
  // Cheerios
  ['016000275287', 'Oat cereal, box 12 oz'],
  // Nature Valley Oats 'n Honey
  ['016000264601', 'Granola bars, box of 6'],
  // Cheez-It
  ['024100122615', 'Crackers, box 12 oz'],
  // Barilla
  ['076808004212', 'Elbow pasta, box 12 oz'],
  // Kraft, and a case of twelve
  ['021000658831', 'Macaroni and cheese, box 7.25 oz'],
  ['10021000658838', 'Macaroni and cheese, box 7.25 oz', 12],
  // Mahatma
  ['017400106959', 'Jasmine rice, bag 5 lb'],
  // Gold Medal
  ['016000106109', 'All-purpose flour, bag 5 lb'],
  // Domino
  ['049200007228', 'Sugar, bag 4 lb'],
  // Morton
  ['024600010030', 'Salt, box 26 oz'],
  // Arm & Hammer
  ['033200011101', 'Baking soda, box 16 oz'],
  // Gerber
  ['015000070014', 'Baby cereal, oatmeal 8 oz'],
];
