/** Checks across files: that everything a rule names is there, and that its table proves it. */
import { SIGNALS, SIGNAL_IDS, type SignalId } from '../components/model/signal';
import { OUTCOMES } from '../components/model/words';
import { placeholdersOf } from '../components/judge/fill-text';
import { judge } from '../components/judge/judge';
import { SIGNAL_MODULES } from '../components/judge/signals';
import type { Ask, Channel, CompiledPack, Form, Law, Provision, Rule, RuleCases } from './language';
import { nearest } from './nearest';
import { issueProblems, problem, type Problem } from './problems';

const NOT_YET_LAW: readonly Provision['status'][] = ['draft', 'announced', 'proposed'];

export interface Known {
  readonly provisions: ReadonlyMap<string, Provision>;
  readonly channels: ReadonlyMap<string, Channel>;
}

interface From<T> {
  readonly file: string;
  readonly at: readonly PropertyKey[];
  readonly value: T;
}

/**
 * Problems of the forms: every channel has one and none is of nothing; where a channel reads Korean, every rule
 * that sends people there has its sentence, naming the same values.
 */
export function formProblems(
  forms: readonly From<Form>[],
  says: readonly From<{ rule: string; ko: string }>[],
  law: Law,
  /** `if-present`: an imported pack may bring channels that nobody described yet. */
  wanted: 'required' | 'if-present',
): Problem[] {
  const problems: Problem[] = [];
  const channels = Object.keys(law.channels);
  const byChannel = new Map(forms.map(({ value }) => [value.channel, value]));
  for (const { file, at, value } of forms) {
    if (!channels.includes(value.channel))
      problems.push(
        problem(
          file,
          [...at, 'channel'],
          `unknown channel "${value.channel}"`,
          nearest(value.channel, channels),
        ),
      );
    const purposes = value.filings.map(({ purpose }) => purpose);
    const twice =
      repeated(purposes) ??
      value.filings.map(({ fields }) => repeated(fields.map(({ id }) => id))).find(Boolean);
    if (twice) problems.push(problem(file, [...at, 'filings'], `"${twice}" stands twice`));
    if (value.filings.some(({ fields }) => !fields.some(({ holds }) => holds === 'text')))
      problems.push(problem(file, [...at, 'filings'], 'a filing has no field for the text'));
  }
  const twice = repeated(forms.map(({ value }) => value.channel));
  if (twice) problems.push(problem('rules/channels/forms', '', `two forms for channel "${twice}"`));
  for (const id of wanted === 'required' ? channels : []) {
    if (!byChannel.has(id))
      problems.push(
        problem('rules/channels/forms', '', `channel "${id}" has no form, so nobody can write to it`),
      );
  }
  const rules = law.packs.flatMap((pack) => pack.rules);
  for (const { file, at, value } of says) {
    const rule = rules.find(({ id }) => id === value.rule);
    if (!rule) {
      const known = rules.map(({ id }) => id);
      problems.push(problem(file, at, `unknown rule "${value.rule}"`, nearest(value.rule, known)));
      continue;
    }
    const named = (text: string): string => placeholdersOf({ zh: text, en: text }).sort().join();
    if (named(rule.texts.flagged.en) !== named(value.ko))
      problems.push(
        problem(
          file,
          at,
          `names other values than the rule: {${named(value.ko)}} and {${named(rule.texts.flagged.en)}}`,
        ),
      );
  }
  const said = new Set(says.map(({ value }) => value.rule));
  for (const { id, remedies } of rules) {
    if (said.has(id) || !remedies.some((channel) => byChannel.get(channel)?.language === 'ko')) continue;
    problems.push(
      problem(
        'rules/channels/forms',
        '',
        `rule "${id}" sends people to a channel in Korean, but says nothing in it`,
      ),
    );
  }
  return problems;
}

/** Problems of one rule on its own: names, parameters, placeholders, and what a draft may carry. */
export function ruleProblems(file: string, rule: Rule, known: Known): Problem[] {
  const problems: Problem[] = [];
  rule.provisions.forEach((id, index) => {
    if (known.provisions.has(id)) return;
    problems.push(
      problem(file, ['provisions', index], `unknown provision "${id}"`, nearest(id, known.provisions.keys())),
    );
  });
  rule.remedies.forEach((id, index) => {
    if (known.channels.has(id)) return;
    problems.push(
      problem(file, ['remedies', index], `unknown channel "${id}"`, nearest(id, known.channels.keys())),
    );
  });
  const first = known.provisions.get(rule.provisions[0] ?? '');
  if (first && NOT_YET_LAW.includes(first.status) && rule.ceiling !== 'context') {
    problems.push(
      problem(
        file,
        'ceiling',
        `"${first.id}" is ${first.status}, so the rule may say no more than "context" (asked: "${rule.ceiling}")`,
      ),
    );
  }
  const producible = new Set<string>();
  for (const { ask, path } of asksOf(rule)) problems.push(...askProblems(file, path, ask, rule, producible));
  for (const name of ['flagged', 'clear', 'cannotTell', 'ahead'] as const) {
    const text = rule.texts[name];
    if (text === undefined) continue;
    for (const placeholder of placeholdersOf(text)) {
      if (producible.has(placeholder)) continue;
      const message = `no signal of this rule gives a value for {${placeholder}}`;
      problems.push(problem(file, ['texts', name], message, nearest(placeholder, producible)));
    }
    const [zh, en] = [text.zh, text.en].map((one) => placeholdersOf({ zh: one, en: one }).sort().join());
    if (zh !== en)
      problems.push(
        problem(file, ['texts', name], `the two languages name different values: {${zh}} and {${en}}`),
      );
  }
  const twice = repeated(rule.innocent.map(({ id }) => id));
  if (twice) problems.push(problem(file, 'innocent', `"${twice}" stands twice`));
  return problems;
}

function askProblems(
  file: string,
  path: PropertyKey[],
  ask: Ask,
  rule: Rule,
  producible: Set<string>,
): Problem[] {
  if (!Object.hasOwn(SIGNALS, ask.signal)) {
    return [
      problem(file, [...path, 'signal'], `unknown signal "${ask.signal}"`, nearest(ask.signal, SIGNAL_IDS)),
    ];
  }
  const id = ask.signal as SignalId;
  const { params, subjects } = SIGNALS[id];
  for (const value of SIGNAL_MODULES[id].values) producible.add(value);
  const problems: Problem[] = [];
  const kinds: readonly string[] = subjects;
  const foreign = rule.subjects.find((subject) => !kinds.includes(subject));
  if (foreign) {
    problems.push(
      problem(
        file,
        [...path, 'signal'],
        `"${id}" cannot be asked of a subject of kind "${foreign}" (only: ${kinds.join(', ')})`,
      ),
    );
  }
  const given = ask.params ?? {};
  const parsed = params.safeParse(given);
  if (!parsed.success)
    problems.push(...issueProblems(file, [...path, 'params'], params, given, parsed.error));
  return problems;
}

function asksOf(rule: Rule): { ask: Ask; path: PropertyKey[] }[] {
  return (['appliesWhen', 'flagsWhen'] as const).flatMap((part) =>
    (['all', 'any', 'none'] as const).flatMap((list) =>
      (rule[part][list] ?? []).map((ask, index) => ({ ask, path: [part, list, index] })),
    ),
  );
}

/** Problems of a rule's table: every outcome shown, every innocent explanation unflagged, every case as judged. */
export function tableProblems(
  file: string,
  table: RuleCases,
  rule: Rule,
  pack: CompiledPack,
  law: Law,
): Problem[] {
  const problems: Problem[] = [];
  for (const outcome of OUTCOMES) {
    if (table.cases.some((entry) => entry.outcome === outcome)) continue;
    problems.push(problem(file, 'cases', `no case with outcome "${outcome}" for rule "${rule.id}"`));
  }
  const explanations = rule.innocent.map(({ id }) => id);
  for (const id of explanations) {
    if (table.cases.some((entry) => entry.innocent === id && entry.outcome !== 'flagged')) continue;
    problems.push(problem(file, 'cases', `no unflagged case for the innocent explanation "${id}"`));
  }
  const only: Law = { ...law, packs: [{ ...pack, rules: [rule] }] };
  const filled = new Set<string>();
  table.cases.forEach((entry, index) => {
    const at = ['cases', index];
    if (entry.innocent !== undefined && !explanations.includes(entry.innocent)) {
      const message = `the rule has no innocent explanation "${entry.innocent}"`;
      problems.push(problem(file, [...at, 'innocent'], message, nearest(entry.innocent, explanations)));
    }
    const lastSeen = entry.observations
      .map(({ seenAt }) => seenAt.slice(0, 10))
      .sort()
      .at(-1);
    const date = entry.date ?? lastSeen ?? pack.reviewBy;
    const finding = judge(entry.observations, only, { date, jurisdictions: [pack.jurisdiction] }).find(
      ({ subject }) => subject === entry.subject,
    );
    if (!finding) {
      problems.push(
        problem(
          file,
          [...at, 'subject'],
          `"${entry.subject}" is not a subject of these observations that the rule is about`,
        ),
      );
      return;
    }
    if (finding.outcome !== entry.outcome) {
      const why = finding.reasons.join(', ');
      problems.push(
        problem(file, at, `"${entry.name}": expected ${entry.outcome}, judged ${finding.outcome} (${why})`),
      );
    }
    if (finding.outcome === 'flagged') Object.keys(finding.values).forEach((name) => filled.add(name));
  });
  for (const placeholder of placeholdersOf(rule.texts.flagged)) {
    if (!filled.has(placeholder)) {
      problems.push(
        problem(file, 'cases', `no flagged case gives a value for {${placeholder}} in texts.flagged`),
      );
    }
  }
  const twice = repeated(table.cases.map(({ name }) => name));
  if (twice) problems.push(problem(file, 'cases', `two cases are called "${twice}"`));
  return problems;
}

export function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}
