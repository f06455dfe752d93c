/** Modules that the build writes: data folders, validated and compiled (wxt.config.ts). */
declare module 'virtual:law' {
  import type { Law, Lexicon, PriceLexicon } from '../../rules/language';
  export const law: Law;
  export const lexicon: Lexicon;
  export const priceLexicon: PriceLexicon;
}
declare module 'virtual:shops' {
  import type { Shop } from './shop';
  export const shops: readonly Shop[];
}
