/** Writes tests/rules/<rule-id>.json from the intents. Run by hand after changing them: `npx tsx tests/rules/make.ts`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import type { Observation } from '../../components/model/observation';
import type { RuleCases } from '../../rules/language';
import { INTENTS, type Intent } from './intents';

const SEEN_AT = '2026-11-20T04:00:00.000Z';

/** The table of each rule, the same each time. */
export function tables(): Map<string, RuleCases & { $schema: string }> {
  return new Map(
    Object.entries(INTENTS).map(([rule, intents]) => [
      rule,
      { $schema: '../../rules/schema/rule-cases.schema.json', rule, cases: intents.map(toCase) },
    ]),
  );
}

function toCase({ name, outcome, innocent, date, subject, sightings }: Intent): RuleCases['cases'][number] {
  const seenAt = date === undefined ? SEEN_AT : `${date}T04:00:00.000Z`;
  return {
    name,
    outcome,
    ...(innocent === undefined ? {} : { innocent }),
    ...(date === undefined ? {} : { date }),
    subject,
    observations: sightings.map(
      (sighting, index) => ({ ...sighting, id: `o${index + 1}`, seenAt }) as Observation,
    ),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [rule, table] of tables()) {
    const text = await format(JSON.stringify(table), { parser: 'json', printWidth: 110 });
    await writeFile(join(import.meta.dirname, `${rule}.json`), text);
  }
}
