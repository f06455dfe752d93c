/**
 * What scripts cost the main thread of a page, from Chromium's own trace, in CPU time of that thread: time in which a
 * busy machine did something else is not in it. The pages of these benches have no script of their own, so whatever
 * script ran there is ours.
 */
import type { TraceEvent } from './bare-browser';

export const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'v8.execute',
] as const;

/** Where script begins to run, or is made ready to. */
const BEGINS = new Set([
  'EvaluateScript',
  'v8.compile',
  'v8.run',
  'v8.callFunction',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'FireIdleCallback',
  'FireAnimationFrame',
  'LocalWindowProxy::Initialize',
]);

export interface MainThread {
  /** CPU milliseconds in which script of any kind was on the stack, its own world included. */
  scriptMs: number;
  /** Of it, making the script ready: compiling. */
  compileMs: number;
  /** CPU milliseconds of all tasks, the page's own layout and painting included. */
  allMs: number;
  /** Tasks in which script ran: CPU milliseconds, and milliseconds by the clock. */
  scriptTasks: { cpuMs: number; ms: number }[];
  /** The longest of all tasks, CPU milliseconds. */
  longestMs: number;
}

const cpuUs = (event: TraceEvent): number => event.tdur ?? event.dur ?? 0;

const parsingOf = (events: readonly TraceEvent[], address: string): TraceEvent | undefined =>
  events.find((e) => e.name === 'ParseHTML' && JSON.stringify(e.args).includes(address));
/** Whether the page that `address` names is in this trace. */
export const hasPage = (events: readonly TraceEvent[], address: string): boolean =>
  parsingOf(events, address) !== undefined;

/** Sums up one trace for the process that shows `address`. Throws when the page is not in the trace. */
export function mainThreadOf(events: readonly TraceEvent[], address: string): MainThread {
  const parsed = parsingOf(events, address);
  if (!parsed) throw new Error(`no page ${address} in the trace`);
  return sumUp(events.filter((e) => e.ph === 'X' && e.pid === parsed.pid && e.tid === parsed.tid));
}

/** Sums up the events of one thread. */
export function sumUp(events: readonly TraceEvent[]): MainThread {
  const tasks = events.filter((e) => e.name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const scripts = outermost(events.filter((e) => BEGINS.has(e.name)));
  const withScript = new Set<TraceEvent>();
  let at = 0;
  for (const script of scripts) {
    while (at + 1 < tasks.length && (tasks[at + 1]?.ts ?? Infinity) <= script.ts) at += 1;
    const task = tasks[at];
    if (task && script.ts <= task.ts + (task.dur ?? 0)) withScript.add(task);
  }
  const ms = (all: readonly TraceEvent[]): number => all.reduce((sum, e) => sum + cpuUs(e), 0) / 1000;
  return {
    scriptMs: ms(scripts),
    compileMs: ms(events.filter((e) => e.name === 'v8.compile')),
    allMs: ms(tasks),
    scriptTasks: [...withScript].map((e) => ({ cpuMs: cpuUs(e) / 1000, ms: (e.dur ?? 0) / 1000 })),
    longestMs: Math.max(0, ...tasks.map(cpuUs)) / 1000,
  };
}

/** Events that lie in no other of them. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const out: TraceEvent[] = [];
  let end = -Infinity;
  for (const event of [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    if (event.ts < end) continue;
    out.push(event);
    end = event.ts + (event.dur ?? 0);
  }
  return out;
}

export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
export const median = (values: readonly number[]): number =>
  sorted(values)[Math.floor(values.length / 2)] ?? NaN;
export const least = (values: readonly number[]): number => Math.min(...values);
