/** Counts in what a command says, by the plural rules of English. */
import { fillText } from '../../components/ui/text';

/** `counted(1, 'page', 'pages')` → `1 page`. */
export function counted(count: number, one: string, other: string): string {
  // Digits without separators: what a command prints is cut and counted by others.
  return `${String(count)} ${fillText(`{count|${one}|${other}}`, { count }, 'en')}`;
}
