/** Modules that the build writes: data folders, validated and compiled (wxt.config.ts). */
declare module 'virtual:law' {
  export const law: import('./language').Law;
  export const lexicon: import('./language').Lexicon;
  export const priceLexicon: import('./language').PriceLexicon;
}
/** Apart from the law: only the casebook needs it, and the background should not carry it. */
declare module 'virtual:forms' {
  export const forms: import('./language').Forms;
}
declare module 'virtual:trust' {
  export const trustLists: readonly import('./trust').TrustList[];
}
declare module 'virtual:shops' {
  export const shops: readonly import('../components/model/shop').Shop[];
}
