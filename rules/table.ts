/** The table of rules in rules/README.md, made from the data so that it cannot go stale. */
import type { Law } from './language';

export const TABLE_START = '<!-- rules: written by `npm run new -- readme` -->';
export const TABLE_END = '<!-- /rules -->';

/** Markdown rows of every rule: what it says at most, who is obliged, from when, and by which clause. */
export function ruleTable(law: Law): string {
  const rows = law.packs.flatMap((pack) =>
    pack.rules.map((rule) => {
      const first = law.provisions[rule.provisions[0] ?? ''];
      const cells = [
        `[${rule.id}](packs/${pack.id}/${rule.id}.json)`,
        `${rule.title.zh}<br>${rule.title.en}`,
        rule.ceiling,
        first?.obligedParty ?? '',
        `${first?.instrument.zh ?? ''} ${first?.clause ?? ''}`,
        `${first?.appliesFrom ?? ''}${first?.appliesTo ? ` – ${first.appliesTo}` : ''}`,
      ];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    }),
  );
  const head = '| Rule | What it is about | Says at most | Who is obliged | First provision | Applies from |';
  return [head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** The readme with its table replaced; null when the two markers are not both there, in order. */
export function withTable(readme: string, table: string): string | null {
  const start = readme.indexOf(TABLE_START);
  const end = readme.indexOf(TABLE_END);
  if (start < 0 || end < start) return null;
  return `${readme.slice(0, start)}${TABLE_START}\n\n${table}\n\n${readme.slice(end)}`;
}
