/** Holds what was found on a page of the demo shop against what its makers intended. */
import type { Visit } from '../../components/model/case';
import type { Finding } from '../../components/model/finding';
import type { ExpectedPage } from '../../tests/demo/expected';

/** Sentences about what is missing or too much; empty when the page gave what it should. */
export function comparePage(visit: Visit, expected: ExpectedPage): string[] {
  const flagged = visit.findings.filter((f) => f.outcome === 'flagged');
  const names = namesOf(visit);
  const is = (finding: Finding, subject: string): boolean => {
    const name = names.get(finding.subject);
    return name === subject || finding.subject.startsWith(`${subject}:`);
  };
  const differences: string[] = [];
  for (const { subject, rule } of expected.find) {
    if (!flagged.some((f) => f.rule === rule && is(f, subject))) {
      const instead = visit.findings
        .filter((f) => f.rule === rule && is(f, subject))
        .map((f) => `${f.outcome} (${f.reasons.join(', ')})`);
      differences.push(
        `${subject} should be flagged by ${rule}; it is ${instead.join(', ') || 'not judged'}`,
      );
    }
  }
  for (const { subject, rule } of expected.cannotTell ?? []) {
    const given = visit.findings.filter((f) => f.rule === rule && is(f, subject)).map((f) => f.outcome);
    if (!given.includes('cannot-tell'))
      differences.push(
        `${subject} should be cannot-tell by ${rule}; it is ${given.join(', ') || 'not judged'}`,
      );
  }
  for (const subject of expected.quiet) {
    for (const f of flagged.filter((one) => is(one, subject)))
      differences.push(`${subject} should be quiet; ${f.rule} flags it`);
  }
  for (const rule of expected.neverRules) {
    for (const f of flagged.filter((one) => one.rule === rule))
      differences.push(`${rule} should flag nothing here; it flags ${names.get(f.subject) ?? f.subject}`);
  }
  return differences;
}

/** File names by which the expectations call media. */
function namesOf(visit: Visit): Map<string, string> {
  return new Map(
    visit.observations.flatMap((o) =>
      o.kind === 'medium' ? [[o.subject, o.value.url.split('?')[0]?.split('/').pop() ?? ''] as const] : [],
    ),
  );
}
