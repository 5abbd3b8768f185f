import { HandOuts } from './hand-outs';
import { Supply } from './supply';
import type { Town } from './town';
import { Upkeep } from './upkeep';

/** Days of the story, the last one being today. */
export const storyDays = 56;
const windfallDay = 47;
const recallDay = 50;
/** The hub is counted first, then a site an evening. */
const firstCounts = [20, 47];

/**
 * Tells eight weeks: donations come to the hub three days a week, goods go from there to stores, pantry and fridges,
 * neighbours take them, stewards throw out what is past its date, and once a month somebody counts.
 */
export function tellEightWeeks(town: Town): void {
  const { story, stage, hub } = town;
  const supply = new Supply(town);
  const handOuts = new HandOuts(town);
  const upkeep = new Upkeep(town);
  upkeep.countFirstStock();
  for (let day = 0; day < storyDays; day++) {
    const weekday = new Date(`${story.dayAt(day)}T00:00:00Z`).getUTCDay();
    const open = stage.sites.filter((site) => site.openOn.includes(weekday));
    for (const site of open) upkeep.throwOut(site, day);
    if (day === recallDay) supply.recall(day);
    for (const site of stage.sites) if (site.restockedOn.includes(weekday)) supply.restock(site, day);
    if (open.includes(hub)) supply.donate(day);
    if (day === windfallDay) supply.windfall(day);
    for (const site of open) {
      if (site === hub) continue;
      supply.bringToTheDoor(site, day);
      handOuts.handOut(site, day);
    }
    stage.sites.forEach((site, index) => {
      if (firstCounts.some((first) => day === first + index)) upkeep.count(site, day);
    });
  }
  supply.shipWithoutReceipt(town.siteOf('mill'), storyDays - 1);
  handOuts.handOutMoreThanCounted(storyDays - 2);
}
