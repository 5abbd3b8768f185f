import { deviceDatabase } from './device-database';

/** Keeps a value of the screens under a name; what the screens show depends on it, never what was recorded. */
export function keepMark(name: string, value: unknown): void {
  void deviceDatabase()
    .then((database) => database.put('marks', value, name))
    .catch(() => undefined);
}

/** The value kept under a name; undefined where there is none or the device keeps nothing. */
export async function keptMark<T>(name: string): Promise<T | undefined> {
  try {
    return (await (await deviceDatabase()).get('marks', name)) as T | undefined;
  } catch {
    return undefined;
  }
}
