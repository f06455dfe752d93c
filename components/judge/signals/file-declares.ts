import type { ObservationOf, Mechanism } from '../../model/observation';
import { STATUS_WORDS, type TierLabel } from '../../model/words';
import type { SignalParams } from '../../model/signal';
import { COPIES_DISAGREE, statedLabel, type SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';

type Declaration = ObservationOf<'declaration'>;
type Params = SignalParams<'file-declares'>;

export const values = [
  'declared',
  'status',
  'mechanism',
  'generator',
  'sourceType',
  'producer',
  'label',
] as const;

/**
 * Does the file itself state one of these origins, by one of these mechanisms, with one of these labels?
 * Unknown when no reading is there, or when what was read may have missed the statement asked for.
 */
export function answer(facts: SubjectFacts, params: Params): Answered {
  const declarations = facts.of('declaration');
  for (const declaration of declarations) {
    const matched = matchedMechanisms(declaration, params);
    if (matched) return stated(declaration, matched);
  }
  const unbound = declarations.filter((declaration) => matchedMechanisms(declaration, params, true));
  if (unbound.length > 0) return unknown('manifest-not-bound', unbound);
  const unread = declarations.filter((declaration) => mayHideStatement(declaration, params));
  if (unread.length > 0) {
    const isWhole = unread.some((declaration) => declaration.value.declared === 'unreadable');
    return unknown(isWhole ? 'file-unreadable' : 'file-partly-unreadable', unread, readErrors(unread));
  }
  if (declarations.length > 0) return no('file-states-otherwise', declarations, describe(declarations[0]));
  const unreadable = facts.of('unreadable').filter((seen) => seen.value.what === 'medium');
  if (unreadable.length > 0) return unknown('medium-unreadable', unreadable);
  return unknown('missing-declaration');
}

/**
 * The mechanisms that carry the statement asked for, and, if `isUnboundToo`, those that are not bound to these bytes;
 * null when this declaration does not make it.
 */
function matchedMechanisms(
  declaration: Declaration,
  params: Params,
  isUnboundToo = false,
): readonly Mechanism[] | null {
  const { declared, families, labels } = params;
  const statement = declaration.value;
  const label = statedLabel(statement);
  if (labels && !labels.some((wanted) => wanted === label)) return null;
  if (families) {
    const matched = statement.mechanisms.filter(
      (mechanism) =>
        families.includes(mechanism.family) &&
        (isUnboundToo || isBound(declaration, mechanism)) &&
        (!declared || (mechanism.declares !== null && declared.includes(mechanism.declares))),
    );
    return matched.length > 0 ? matched : null;
  }
  if (declared && !declared.some((wanted) => wanted === statement.declared)) return null;
  if (labels) return statement.mechanisms.filter((mechanism) => mechanism.family === 'aigc');
  return statement.mechanisms.filter((mechanism) => mechanism.declares === statement.declared);
}

/**
 * Whether a statement is bound to these very bytes. Claims of a manifest whose hashes or signature do not fit are not:
 * they may belong to another picture, and are shown as what does not fit, never relied on (C2PA 2.x §15).
 */
function isBound(declaration: Declaration, { family, declares }: Mechanism): boolean {
  return family !== 'c2pa' || declares === null || declaration.value.c2pa?.state !== 'invalid';
}

/** What stops a label from stating one value, though all of it was read. */
const MAKES_NO_SENSE: ReadonlySet<string> = new Set(['aigc-malformed', COPIES_DISAGREE]);

/** True when the reading was not whole and the statement asked for may stand in the part that was missed. */
function mayHideStatement(declaration: Declaration, params: Params): boolean {
  const { declared, errors, aigc } = declaration.value;
  // A label that was read is known to be another one, whatever else could not be read.
  if (params.labels && aigc !== null && aigc.label !== null) return false;
  // A label that is there and makes no sense states none of the values; nothing else was missed.
  if (params.labels && errors.length > 0 && errors.every(({ code }) => MAKES_NO_SENSE.has(code)))
    return false;
  if (declared === 'unreadable') return true;
  if (errors.length === 0) return false;
  return params.families !== undefined || params.labels !== undefined || declared === 'none';
}

function stated(declaration: Declaration, matched: readonly Mechanism[]): Answered {
  return {
    ...yes('file-states-it', [declaration], describe(declaration, matched)),
    isSigned: matched.some((mechanism) => isSigned(declaration, mechanism)),
  };
}

/** A statement is signed when the very mechanism relied on was checked: a valid C2PA claim, a valid label signature. */
function isSigned(declaration: Declaration, mechanism: Mechanism): boolean {
  const { c2pa, aigc } = declaration.value;
  if (mechanism.family === 'c2pa')
    return c2pa?.state === 'valid-trusted' || c2pa?.state === 'valid-untrusted';
  return mechanism.family === 'aigc' && aigc?.signature === 'valid';
}

function describe(
  declaration: Declaration | undefined,
  matched?: readonly Mechanism[],
): Record<string, string> {
  if (!declaration) return {};
  const { declared, aigc, mechanisms, generator, iptc, c2pa } = declaration.value;
  const label = statedLabel(declaration.value);
  const families = [...new Set((matched ?? mechanisms).map((mechanism) => mechanism.family))];
  return present({
    declared,
    status: label !== null && label in STATUS_WORDS ? STATUS_WORDS[label as TierLabel] : null,
    mechanism: families.join('+'),
    generator,
    sourceType: shortSourceType(
      iptc?.digitalSourceType ??
        c2pa?.actions.find((step) => step.digitalSourceType !== null)?.digitalSourceType ??
        null,
    ),
    producer: aigc?.producerCode?.entity ?? aigc?.contentProducer ?? null,
    label,
  });
}

function readErrors(unread: readonly Declaration[]): Record<string, string> {
  return present({ error: unread[0]?.value.errors[0]?.code });
}

/** The last part of a vocabulary address: `…/trainedAlgorithmicMedia` reads as `trainedAlgorithmicMedia`. */
function shortSourceType(address: string | null): string | null {
  if (address === null) return null;
  return address.replace(/\/+$/, '').split('/').pop() ?? null;
}
