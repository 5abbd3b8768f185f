import type { LedgerDifference, LedgerProof } from './verify-ledger.query';

const things: Record<LedgerDifference['what'], string> = {
  level: 'the level',
  lotless_level: 'the level without a lot',
  first_moved_at: 'the first movement',
  lot_level: 'the level of the lot',
  balance: 'the sum over all sites',
  in_transit: 'what is in transit',
};

/** What a proof found, a line each: first the summary. */
export function proofInWords(proof: LedgerProof): string[] {
  const { movements, levels, lotLevels, differenceCount, differences } = proof;
  const checked = `${movements} movements, ${levels} levels and ${lotLevels} lot levels`;
  if (differenceCount === 0) return [`The ledger is right: ${checked} agree.`];
  const lines = differences.map((one) => {
    const where = [one.groupName, one.siteName, one.itemName].filter((name) => name !== null).join(', ');
    const ids = [one.siteId && `site ${one.siteId}`, `item ${one.itemId}`, one.lotId && `lot ${one.lotId}`];
    return `${where}: ${things[one.what]} is kept as ${one.kept ?? 'nothing'} and should be ${one.shouldBe ?? 'nothing'} (${ids.filter(Boolean).join(', ')}).`;
  });
  const more = differenceCount - differences.length;
  return [
    `The ledger is wrong in ${differenceCount} ${differenceCount === 1 ? 'place' : 'places'} (${checked} looked at):`,
    ...lines,
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ];
}
