import { type Refusal, refusals, type SiteKind } from '@shared/sites/sites.contract';

/**
 * What a new site refuses unless its group says otherwise.
 *
 * A community fridge stands alone: nobody checks, cooks or reads labels there, so it refuses the whole list that fridge
 * groups share (foodsharing's Fair-Teiler rules, Hubbub, Toronto's community fridges). A staffed place can store raw or
 * frozen goods and look at a package; what remains is what no place may hand on: food past its safety date, and medicines.
 * Naloxone is no medicine in this sense: it has a kind of its own.
 */
export function defaultRefusals(kind: SiteKind): Refusal[] {
  return kind === 'fridge' ? [...refusals] : ['past_use_by', 'medicine'];
}
