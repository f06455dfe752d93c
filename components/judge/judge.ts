/**
 * What the packs make of the observations. Pure: no clock, no page, no chance, so that a case file gives the
 * same findings in ten years. A finding says what was seen and how sure that is; it never says that a rule
 * was broken.
 */
import type { DeclaredStatus, Finding, SignalAnswer } from '../model/finding';
import type { Observation, ObservationOf } from '../model/observation';
import { STATUS_WORDS, type Answer, type Certainty, type Outcome, type TierLabel } from '../model/words';
import type { Ask, CompiledPack, Condition, Law, Provision, Rule } from '../../rules/language';
import type { Answered } from './answered';
import { indexFacts, statedLabel, type SubjectFacts } from './facts';
import { AHEAD } from './rule-text';
import { isChosen, isInForce } from './in-force';
import { conditionHolds } from './logic';
import { askSignal } from './signals';

/** By what day's law, and whose. */
export interface When {
  /** Day of the observation, YYYY-MM-DD. */
  readonly date: string;
  readonly jurisdictions: readonly string[];
}

/** Bounds of the stored form (model/finding.ts). */
const MOST = { reliedOn: 64, reasons: 32, valueChars: 500 } as const;

/**
 * Asks every rule of every chosen pack of every subject it is about. One finding per rule and subject, in the
 * order of packs, rules and subject ids; the order of the observations does not matter.
 */
export function judge(observations: readonly Observation[], law: Law, when: When): Finding[] {
  const facts = indexFacts(observations);
  const byId = new Map(observations.map((observation) => [observation.id, observation]));
  const findings: Finding[] = [];
  const questions = new Questions();
  for (const pack of law.packs) {
    if (!isChosen(pack.jurisdiction, when.jurisdictions)) continue;
    for (const rule of pack.rules) {
      const first = rule.provisions[0];
      const provision =
        first !== undefined && Object.hasOwn(law.provisions, first) ? law.provisions[first] : undefined;
      const binds = isInForce(provision, when.date);
      const obligedParty = provision?.obligedParty ?? 'everyone';
      const prepared = questions.prepare(rule);
      for (const subject of facts.subjects) {
        if (!rule.subjects.includes(subject.kind)) continue;
        const asked = binds
          ? askRule(prepared, subject)
          : isAhead(rule, provision, when.date)
            ? askAhead(prepared, subject)
            : NOT_IN_FORCE;
        const appliesFrom = provision?.appliesFrom ?? null;
        findings.push(
          toFinding({ pack, rule, subject, asked, obligedParty, appliesFrom, byId, date: when.date }),
        );
      }
    }
  }
  return findings;
}

type Part = SignalAnswer['part'];

interface Asked {
  readonly outcome: Outcome;
  readonly answers: readonly GivenAnswer[];
  readonly reasons: readonly string[];
}

interface GivenAnswer {
  readonly signal: string;
  readonly part: Part;
  readonly answered: Answered;
}

type Question = (subject: SubjectFacts) => Answered;

interface PreparedCondition {
  readonly part: Part;
  readonly asks: readonly {
    readonly signal: string;
    readonly put: Question;
    readonly list: 'all' | 'any' | 'none';
  }[];
  readonly hasAny: boolean;
}

interface PreparedRule {
  readonly needs: Rule['needs'];
  readonly applies: PreparedCondition;
  readonly flags: PreparedCondition;
}

/** Many rules ask the same of the same subject; each question is put once and its answer remembered. */
class Questions {
  readonly #byText = new Map<string, Question>();

  prepare(rule: Rule): PreparedRule {
    return {
      needs: rule.needs,
      applies: this.#condition(rule.appliesWhen, 'applies'),
      flags: this.#condition(rule.flagsWhen, 'flags'),
    };
  }

  #condition(condition: Condition, part: Part): PreparedCondition {
    const asks = (['all', 'any', 'none'] as const).flatMap((list) =>
      (condition[list] ?? []).map((ask) => ({ signal: ask.signal, put: this.#question(ask), list })),
    );
    return { part, asks, hasAny: condition.any !== undefined };
  }

  #question(ask: Ask): Question {
    const text = `${ask.signal} ${JSON.stringify(ask.params ?? {})}`;
    const known = this.#byText.get(text);
    if (known) return known;
    const given = new Map<SubjectFacts, Answered>();
    const question: Question = (subject) => {
      const before = given.get(subject);
      if (before) return before;
      const answered = askSignal(ask.signal, subject, ask.params);
      given.set(subject, answered);
      return answered;
    };
    this.#byText.set(text, question);
    return question;
  }
}

const NOT_IN_FORCE: Asked = { outcome: 'inapplicable', answers: [], reasons: ['not-in-force'] };

/** A disclosure that a law will ask for counts as one before that day too, where the rule has words for it. */
function isAhead(rule: Rule, provision: Provision | undefined, date: string): boolean {
  const from = provision?.appliesFrom ?? null;
  return rule.ceiling === 'disclosure-seen' && rule.texts.ahead !== undefined && from !== null && date < from;
}

/** Flagged, with the reason that it is ahead of its day; whatever else it is, nothing was in force. */
function askAhead(rule: PreparedRule, subject: SubjectFacts): Asked {
  const asked = askRule(rule, subject);
  return asked.outcome === 'flagged' ? { ...asked, reasons: [...asked.reasons, AHEAD] } : NOT_IN_FORCE;
}

function askRule(rule: PreparedRule, subject: SubjectFacts): Asked {
  const applies = askCondition(rule.applies, subject);
  if (applies.holds === 'no') {
    return { outcome: 'inapplicable', answers: applies.answers, reasons: decidedBy(applies.answers) };
  }
  const missing = rule.needs.filter((kind) => !subject.has(kind)).map((kind) => `missing-${kind}`);
  if (missing.length > 0 || applies.holds === 'unknown') {
    const reasons = [...leftOpenBy(applies.answers), ...missing];
    return { outcome: 'cannot-tell', answers: applies.answers, reasons };
  }
  const flags = askCondition(rule.flags, subject);
  const answers = [...applies.answers, ...flags.answers];
  if (flags.holds === 'unknown')
    return { outcome: 'cannot-tell', answers, reasons: leftOpenBy(flags.answers) };
  return { outcome: flags.holds === 'yes' ? 'flagged' : 'clear', answers, reasons: decidedBy(flags.answers) };
}

function askCondition({ part, asks, hasAny }: PreparedCondition, subject: SubjectFacts) {
  const answers: GivenAnswer[] = [];
  const lists: Record<'all' | 'any' | 'none', Answer[]> = { all: [], any: [], none: [] };
  for (const { signal, put, list } of asks) {
    const answered = put(subject);
    answers.push({ signal, part, answered });
    lists[list].push(answered.answer);
  }
  const holds = conditionHolds({ all: lists.all, any: hasAny ? lists.any : null, none: lists.none });
  return { holds, answers };
}

function leftOpenBy(answers: readonly GivenAnswer[]): string[] {
  return reasonsOf(answers.filter(({ answered }) => answered.answer === 'unknown'));
}

function decidedBy(answers: readonly GivenAnswer[]): string[] {
  return reasonsOf(answers.filter(({ answered }) => answered.answer !== 'unknown'));
}

function reasonsOf(answers: readonly { answered: Answered }[]): string[] {
  return [...new Set(answers.map(({ answered }) => answered.reason))];
}

function toFinding(parts: {
  pack: CompiledPack;
  rule: Rule;
  subject: SubjectFacts;
  asked: Asked;
  obligedParty: Finding['obligedParty'];
  /** First day of the rule's first provision; null where it is not known. */
  appliesFrom: string | null;
  byId: ReadonlyMap<string, Observation>;
  date: string;
}): Finding {
  const { pack, rule, subject, asked, obligedParty, byId, date } = parts;
  const { outcome } = asked;
  const isSettled = outcome === 'flagged' || outcome === 'clear';
  const reliedOn = [...new Set(asked.answers.flatMap(({ answered }) => answered.reliedOn))].slice(
    0,
    MOST.reliedOn,
  );
  return {
    id: `${rule.id}@${subject.subject}`,
    rule: rule.id,
    pack: pack.id,
    packVersion: pack.version,
    packDigest: pack.digest,
    jurisdiction: pack.jurisdiction,
    topic: rule.topic,
    subject: subject.subject,
    outcome,
    ceiling: rule.ceiling,
    declaredStatus: isSettled ? quotedStatus(asked, byId) : null,
    certainty: outcome === 'flagged' ? certaintyOf(rule, asked) : null,
    obligedParty,
    provisions: rule.provisions,
    judgedFor: date,
    answers: asked.answers.map(({ signal, part, answered }) => ({
      signal,
      part,
      answer: answered.answer,
      reason: answered.reason,
      reliedOn: answered.reliedOn.slice(0, MOST.reliedOn),
    })),
    reliedOn,
    reasons: [...new Set(asked.reasons)].slice(0, MOST.reasons),
    values:
      asked.reasons.includes(AHEAD) && parts.appliesFrom
        ? { ...valuesOf(asked), from: parts.appliesFrom }
        : valuesOf(asked),
  };
}

/** What the texts may name. A signal that answered yes knows best; what it left open, the others may fill. */
function valuesOf(asked: Asked): Record<string, string> {
  const values: Record<string, string> = {};
  for (const wanted of ['yes', 'no', 'unknown'] as const) {
    for (const { answered } of asked.answers) {
      if (answered.answer !== wanted) continue;
      for (const [name, value] of Object.entries(answered.values ?? {})) {
        if (!Object.hasOwn(values, name)) values[name] = value.slice(0, MOST.valueChars);
      }
    }
  }
  return values;
}

function certaintyOf(rule: Rule, asked: Asked): Certainty {
  if (rule.certainty === 'page') return 'seen-on-page';
  if (rule.certainty === 'measured') return 'measured-here';
  const isSigned = asked.answers.some(
    ({ answered }) => answered.answer === 'yes' && answered.isSigned === true,
  );
  return isSigned ? 'signed-statement' : 'unsigned-statement';
}

/** The word that a file or a label on the page has itself given (标识办法 art. 6); quoted, never concluded. */
function quotedStatus(asked: Asked, byId: ReadonlyMap<string, Observation>): DeclaredStatus | null {
  const relied = asked.answers
    .filter(({ answered }) => answered.answer === 'yes')
    .flatMap(({ answered }) => answered.reliedOn)
    .map((id) => byId.get(id));
  for (const seen of relied) {
    if (seen?.kind !== 'declaration') continue;
    const label = tierLabel(seen);
    if (label) return { word: STATUS_WORDS[label], label, quotedFrom: 'file', observation: seen.id };
  }
  for (const seen of relied) {
    if (seen?.kind !== 'label' || seen.value.status === null) continue;
    return { word: seen.value.status, label: null, quotedFrom: 'page', observation: seen.id };
  }
  return null;
}

function tierLabel(declaration: ObservationOf<'declaration'>): TierLabel | null {
  const label = statedLabel(declaration.value);
  return label === '1' || label === '2' || label === '3' ? label : null;
}
