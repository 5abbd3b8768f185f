/**
 * Retail numbers as they stand on packages sold in the United States, and the item that each is in the demonstration: facts
 * about trade items, as Open Food Facts and USDA FoodData Central list them; numbers of cases are made from those of what is
 * in them. Check digits and names are tested.
 */
export const retailCodes: readonly (readonly [code: string, item: string, packQuantity?: number])[] = [
  // Jif Creamy and Adams Natural
  ['051500255162', 'Peanut butter, jar 16 oz'],
  ['051500700167', 'Peanut butter, jar 16 oz'],
  // Nutella
  ['009800895007', 'Hazelnut spread, jar 13 oz'],
  // Campbell's, and a case of twelve
  ['051000012517', 'Chicken noodle soup, can 10.75 oz'],
  ['10051000012514', 'Chicken noodle soup, can 10.75 oz', 12],
  ['051000012616', 'Cream of mushroom soup, can 10.5 oz'],
  // V8 Original
  ['051000012920', 'Vegetable juice, can 11.5 oz'],
  // Imagine
  ['084253240284', 'Chicken broth, carton 32 oz'],
  // Kroger, and a case of twenty-four
  ['011110808042', 'Sweet corn, can 15 oz'],
  ['10011110808049', 'Sweet corn, can 15 oz', 24],
  // Del Monte
  ['024000163077', 'Green peas, can 15 oz'],
  ['024000016335', 'Fruit cocktail, can 15 oz'],
  ['024000021421', 'Peaches, can 15 oz'],
  // Bush's Best
  ['039400016113', 'Baked beans, can 16 oz'],
  // Food Club
  ['036800088542', 'Black-eyed peas, can 15 oz'],
  // Goya
  ['041331025881', 'Sliced beets, can 15 oz'],
  // Hunt's
  ['027000379097', 'Crushed tomatoes, can 28 oz'],
  ['027000378953', 'Diced tomatoes, can 14.5 oz'],
  // Cheerios
  ['016000487727', 'Oat cereal, box 12 oz'],
  // Nature Valley
  ['016000411265', 'Granola bars, box of 6'],
  // Cheez-It
  ['024100122615', 'Crackers, box 12 oz'],
  // Barilla
  ['076808004212', 'Elbow pasta, box 12 oz'],
  // Kroger, and a case of twelve
  ['011110851512', 'Macaroni and cheese, box 7.25 oz'],
  ['10011110851519', 'Macaroni and cheese, box 7.25 oz', 12],
  ['019175051717', 'Jasmine rice, bag 5 lb'],
  ['035826092885', 'All-purpose flour, bag 5 lb'],
  // Great Value
  ['078742228037', 'Sugar, bag 4 lb'],
  // Roundy's
  ['011150246989', 'Salt, box 26 oz'],
  ['051933129108', 'Baking soda, box 16 oz'],
  // Gerber
  ['015000070014', 'Baby cereal, oatmeal 8 oz'],
];
