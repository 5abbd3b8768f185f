/**
 * Which goods of the demonstration would meet needs that food banks really posted, judged by hand. A need is named by where
 * it stands in `needs/givefood_needs.csv` of the shared data (the first part of its id, `n`eeded or `e`xcess, position); the
 * names are those of the demonstration's items, as they begin. Nothing behind the place: the catalogue has none of it.
 */
const goods: Record<string, string> = {
  soup: 'Chicken noodle soup|Vegetable soup|Cream of mushroom soup|Lentil soup',
  pasta: 'Spaghetti|Elbow pasta',
  rice: 'White rice|Brown rice|Jasmine rice',
  milk: 'Powdered milk|Oat milk|Whole milk',
  juice: 'Apple juice box|Orange juice|Vegetable juice',
  fruit: 'Peaches, can|Fruit cocktail, can',
  veg: 'Sweet corn, can|Green peas, can|Green beans, can|Sliced beets, can|Diced tomatoes, can',
  meat: 'Chicken, can',
  oats: 'Rolled oats|Oat cereal',
  cereal: 'Corn flakes|Oat cereal|Rolled oats',
  tea: 'Black tea',
  potatoes: 'Potatoes, loose',
  tomatoes: 'Diced tomatoes|Crushed tomatoes',
  spreads: 'Strawberry jam|Peanut butter|Hazelnut spread',
  period: 'Menstrual pads|Tampons',
  pulses: 'Chickpeas|Pinto beans|Black beans|Black-eyed peas|Red lentils|Baked beans|Dried pinto beans',
  toiletries: 'Soap|Shampoo|Toothpaste|Toothbrush|Deodorant|Razors',
};

const seen = `
b5ec2720 n1
b5ec2720 n3 milk
b5ec2720 n5
b5ec2720 n7 soup
b5ec2720 n9 meat
b5ec2720 e1 Baked beans
b5ec2720 e3 oats
5a0e34e4 n2 pasta
5a0e34e4 n4 tea
5a0e34e4 n7 potatoes
5a0e34e4 n9
5a0e34e4 e1 Infant formula
5a0e34e4 e3
5a0e34e4 e5 Drinking water
bb87d0cd n1 spreads
bb87d0cd n4 pasta
bb87d0cd n6 Deodorant
bb87d0cd n8 period
bb87d0cd e3 soup
bb87d0cd e5 Toothpaste
16196e99 n2 spreads
16196e99 n4 cereal
16196e99 n6 juice
16196e99 n8
16196e99 n10 milk
16196e99 n12 Toilet paper
16196e99 n14 toiletries
16196e99 n16 Diapers
e0a2686c n3 milk
e0a2686c n6
652512ee n3
652512ee n5
652512ee n8 tomatoes
652512ee n15
652512ee n18 milk
652512ee n20
23e934c6 n1 pulses
23e934c6 n4 Laundry detergent
5765a892 n1 meat
5765a892 n3 veg
5765a892 n7
5765a892 n9 Red lentils
5765a892 n13 Pasta sauce
5765a892 n16 rice
5765a892 n19 Hazelnut spread
5765a892 n21
5765a892 n27 period
5765a892 n29 Razors
5765a892 n31
5765a892 n33
5765a892 n35
5765a892 n37 Mixed spices
5765a892 n39 Mixed spices
5765a892 e1 cereal
711ad662 n3 juice
711ad662 n9 Laundry detergent
711ad662 n12 Dry dog food|Dry cat food|Cat food
ccf4eac9 e2 Pasta sauce
c2a59796 n1 fruit
c2a59796 n3
c2a59796 n5 Granola bars
c2a59796 n7 meat
c2a59796 n9 Vegetable chili
c2a59796 n11 Crackers
c2a59796 n13
c2a59796 n15
c2a59796 n18
c2a59796 n20 Deodorant
115b173b n1 tea
115b173b n4 milk
115b173b n8
115b173b n10 Dry dog food
115b173b e7 pulses
7c6c539c n2
7c6c539c n4
7c6c539c n6 Strawberry jam
7c6c539c n9 tomatoes
7c6c539c n11 milk
7c6c539c n13 Wet wipes
7c6c539c n18 veg
7c6c539c e6 pasta
5f1fdf84 n2 meat
5f1fdf84 n6 meat
5f1fdf84 n8 Pasta sauce
5f1fdf84 e3 Infant formula
5f1fdf84 e5 cereal
fb921dbc n2 juice
fb921dbc n4 Ground coffee
fb921dbc n7 Laundry detergent
fb921dbc n10 Deodorant
fb921dbc e1 cereal
f24524ce n2 milk
f24524ce n4
f24524ce n6 fruit
f24524ce n8 meat
3bce2558 n1
3bce2558 n4
3bce2558 n8 Salt
3bce2558 e1 Toothpaste
3bce2558 e5 Drinking water`;

/** Judged before anybody saw what the matching makes of them. */
const unseen = `
3bce2558 e7
3bce2558 e13 soup
3bce2558 e20 cereal
3bce2558 e28 rice
3bce2558 e49 Tomato sauce
2bd103e1 n5 All-purpose flour
2bd103e1 n14 Black tea|Ground coffee
2bd103e1 n25
3b5d826a n1 fruit
3b5d826a n5 meat
3b5d826a n9 cereal
3b5d826a n13 Granola bars|Crackers
3b5d826a n17 spreads
031a8a55 n1
6c233fc7 n5 soup
69e21ee6 n1 meat
69e21ee6 n9 Toothbrush
9a0932d4 n1 juice
8583e802 n1
8583e802 n7 tea
8583e802 e4 soup
0312cbbb n2 Orange juice
241913b2 n1
2aef03c1 n6 potatoes
2aef03c1 n10 fruit
875db2e1 n2 Apple juice box
75a24095 n4
11897fa8 n1 Dish soap
11897fa8 n6 potatoes
11897fa8 n10 soup
11897fa8 n15
11897fa8 n19 Deodorant
11897fa8 e4 Menstrual pads
3971b205 n2 Ground coffee
3971b205 e1 Oat milk
292b26b2 n6
292b26b2 n12
be6f902a n6 potatoes
be6f902a n11 Shampoo
964ebe80 n3 Crackers
5413a8ec n3 fruit
9f954bf9 n9 soup
2f464601 n2 milk
f39ce8b2 n4
e885f055 n12 fruit
9c247263 e4
bd4a938d n5 Green peas
77fb28ce n3 meat
77fb28ce n12
833eefbf n9 Pasta sauce
cf4cdb33 n5
cf4cdb33 n18
cf4cdb33 n25
ee606e96 n4 veg
ee606e96 n11 Wet wipes
3aeafdf4 n7 pasta
3aeafdf4 n15 Deodorant`;

export interface LabelledNeed {
  readonly place: string;
  /** How the names of items that would do begin; none when the catalogue has none. */
  readonly meets: readonly string[];
}

export const labelledNeeds = { seen: labels(seen), unseen: labels(unseen) };

function labels(lines: string): LabelledNeed[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, place = '', names] = /^(\w+ [ne]\d+)(?: (.+))?$/.exec(line.trim()) ?? [];
      return { place, meets: names === undefined ? [] : (goods[names] ?? names).split('|') };
    });
}
