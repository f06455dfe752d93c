/** What is wrong with a file of the law, in words its author can act on. */
import type { z } from '../components/model/zod';
import { nearest } from './nearest';
import { FILE_SCHEMAS, jsonSchemaOf, type FileKind } from './schemas';

export interface Problem {
  /** Path of the file, from the root of the project. */
  readonly file: string;
  /** Place inside it, e.g. `flagsWhen.all[0].params.labels`; empty for the file as a whole. */
  readonly at: string;
  readonly message: string;
  /** The known name nearest to one that is not known. */
  readonly nearest?: string;
}

export function problem(
  file: string,
  at: string | readonly PropertyKey[],
  message: string,
  near?: string,
): Problem {
  const place = typeof at === 'string' ? at : placeOf(at);
  return near === undefined ? { file, at: place, message } : { file, at: place, message, nearest: near };
}

/** One line: file, place, what, and what was probably meant. */
export function sentence({ file, at, message, nearest: near }: Problem): string {
  const meant = near === undefined ? '' : `; nearest known name: "${near}"`;
  return `${file}${at === '' ? '' : ` at ${at}`}: ${message}${meant}`;
}

export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : place === '' ? String(key) : `${place}.${String(key)}`,
    '',
  );
}

/** Problems for what a schema refused in a file of this kind. */
export function schemaProblems(file: string, kind: FileKind, data: unknown, error: z.ZodError): Problem[] {
  return issueProblems(file, [], FILE_SCHEMAS[kind], data, error);
}

/** The same for a part of a file that is checked with a schema of its own (a signal's parameters). */
export function issueProblems(
  file: string,
  base: readonly PropertyKey[],
  schema: z.ZodType,
  data: unknown,
  error: z.ZodError,
): Problem[] {
  return error.issues.flatMap((issue) => {
    const at = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsAt(schema, data, issue.path);
      return issue.keys.map((key) =>
        problem(file, [...at, key], `unknown field "${key}"`, nearest(key, known)),
      );
    }
    const given = valueAt(data, issue.path);
    if (given === undefined && issue.code !== 'custom') return [problem(file, at, 'is missing')];
    if (issue.code === 'invalid_value') {
      const known = issue.values.map(String);
      return [
        problem(
          file,
          at,
          `unknown value ${shown(given)}; known: ${known.slice(0, 24).join(', ')}`,
          near(given, known),
        ),
      ];
    }
    if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
      const known = issue.options.map(String);
      return [
        problem(file, at, `unknown type ${shown(given)}; known: ${known.join(', ')}`, near(given, known)),
      ];
    }
    return [problem(file, at, `${issue.message} (found ${shown(given)})`)];
  });
}

function near(given: unknown, known: readonly string[]): string | undefined {
  return typeof given === 'string' ? nearest(given, known) : undefined;
}

/** A found value in a few characters; of lists and objects only that they are, because they may be nested without end. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let here = data;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

type Node = {
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
  anyOf?: Node[];
  oneOf?: Node[];
  const?: unknown;
};

/** Names of the fields that the schema knows at this place, read off its JSON Schema. */
function fieldsAt(schema: z.ZodType, data: unknown, path: readonly PropertyKey[]): string[] {
  let nodes = options(jsonSchemaOf(schema) as Node, data);
  let here = data;
  for (const key of path) {
    here = valueAt(here, [key]);
    const inner = here;
    nodes = nodes.flatMap((node) => {
      const next =
        typeof key === 'number' ? node.items : (node.properties?.[String(key)] ?? node.additionalProperties);
      return typeof next === 'object' ? options(next, inner) : [];
    });
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** The alternatives of a node; of a tagged union, those whose tag the data carries. */
function options(node: Node, data: unknown): Node[] {
  const alternatives = node.anyOf ?? node.oneOf;
  if (!alternatives) return [node];
  const kind = valueAt(data, ['kind']);
  const tagged = alternatives.filter((option) => option.properties?.['kind']?.const === kind);
  return (tagged.length > 0 ? tagged : alternatives).flatMap((option) => options(option, data));
}
