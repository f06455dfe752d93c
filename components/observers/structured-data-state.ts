/**
 * Page state written into script elements (`window.rawData = {…}`, `__NEXT_DATA__`, an immediately called
 * function that fills a variable). Which variable and which paths is the shop's adapter to say.
 */
import { LIMITS } from '../model/limits';
import type { Excerpt } from '../model/excerpt';
import type { Shop } from '../model/shop';
import { emptyStatement, type ProductStatement } from './product-statement';
import {
  cutObject,
  readJson,
  scalarText,
  valueAt,
  type Json,
  type JsonReading,
} from './structured-data-json';

type State = Excerpt['states'][number];

export interface StateReading {
  products: ProductStatement[];
  unreadable: { code: string; detail: string | null }[];
}

/** Assignments of one variable tried per page; several shops write theirs in steps. */
const ASSIGNMENTS = 8;

/** Object values given to `variable` in a script's text, by `=`, or through a local name of a function. */
export function assignmentsOf(text: string, variable: string): string[] {
  const found: string[] = [];
  let at = text.indexOf(variable);
  while (at >= 0 && found.length < ASSIGNMENTS) {
    const after = text.slice(at + variable.length, at + variable.length + 80);
    const equals = /^["']?\]?\s*=\s*(?![=])/.exec(after);
    if (equals) {
      const from = at + variable.length + equals[0].length;
      const value = text.slice(from, from + 64);
      const start = /^[[{]/.test(value) ? from : /^JSON\.parse\(/.test(value) ? -1 : localStart(text, value);
      const cut = start < 0 ? null : cutObject(text, start);
      if (cut !== null && cut !== '{}') found.push(cut);
    }
    at = text.indexOf(variable, at + variable.length);
  }
  return found;
}

/** `window.X=b` where `var b={…}` stands earlier; -1 when the name has no object of its own. */
function localStart(text: string, value: string): number {
  const name = /^([A-Za-z_$][\w$]{0,40})/.exec(value)?.[1];
  if (!name) return -1;
  for (const word of ['var', 'let', 'const']) {
    for (const gap of [`${word} ${name}=`, `${word} ${name} =`]) {
      const at = text.indexOf(gap);
      if (at < 0) continue;
      const start = at + gap.length + (text.slice(at + gap.length).match(/^\s*/)?.[0].length ?? 0);
      if (text.charAt(start) === '{') return start;
    }
  }
  return -1;
}

function readings({ text, isWhole }: State, variable: string): JsonReading[] {
  return isWhole ? [readJson(text)] : assignmentsOf(text, variable).map(readJson);
}

/** Hundredths as a decimal string: 12345 → 123.45. */
function fromMinor(text: string | null): string | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  const padded = text.padStart(3, '0');
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

function firstAt(value: Json, paths: readonly string[] | undefined): string | null {
  for (const path of paths ?? []) {
    const text = scalarText(valueAt(value, path));
    if (text !== null) return text.slice(0, LIMITS.textChars);
  }
  return null;
}

/** What the shop's page state says, at the paths of its adapter. */
export function readPageState(states: readonly State[], shop: Shop): StateReading {
  const reading: StateReading = { products: [], unreadable: [] };
  for (const state of states) {
    const place = shop.pageState?.[state.place];
    for (const json of place ? readings(state, place.variable) : []) {
      if (!place) continue;
      if (!json.ok) {
        reading.unreadable.push({ code: json.code, detail: json.detail });
        continue;
      }
      const statement = emptyStatement('page-state');
      const price = firstAt(json.value, place.price);
      const list = firstAt(json.value, place.listPrice);
      statement.title = firstAt(json.value, place.title);
      statement.price = place.minor ? fromMinor(price) : price;
      statement.listPrice = place.minor ? fromMinor(list) : list;
      for (const path of place.ids ?? []) {
        const id = firstAt(json.value, [path]);
        if (id) statement.ids.push({ scheme: 'product', value: id.slice(0, 120) });
      }
      if (statement.title || statement.price || statement.ids.length > 0) reading.products.push(statement);
    }
  }
  return reading;
}
