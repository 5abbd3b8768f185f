import { openSession } from '@api/people/open-session';
import { makeGroup } from '@api/people/set-up-group';
import { entities } from '@api/entities';
import { openInTransitSite } from '@api/sites/in-transit-site';
import { Database } from '@api/platform/database';
import { makeDataSource } from '@api/platform/data-source';
import type { Person, TestApp } from './test-app';

/** The organizer of another group on the same server. */
export async function otherGroup(server: TestApp, name = 'Westside Mutual Aid'): Promise<Person> {
  const source = makeDataSource(server.databaseUrl, entities);
  await source.initialize();
  try {
    const signedIn = await new Database(source).enter(async (doorway) => {
      const { member, actor } = await makeGroup(doorway, {
        groupName: name,
        timeZone: 'Europe/Madrid',
        preset: 'eu',
        name: 'Zoe',
      });
      await openInTransitSite({ ...doorway, member: actor });
      return openSession(doorway, member);
    });
    return server.as(signedIn.token);
  } finally {
    await source.destroy();
  }
}
