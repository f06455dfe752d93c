/**
 * Names of products that sign AI media, as a table: what stands in the manifest, and how a person would call
 * it. Data only. Every given pattern of a row must match; the first row that fits wins, so narrow rows come
 * first.
 */
export interface Product {
  name: string;
  /** Against the software agent of one action. */
  agent?: RegExp;
  /** Against the claim generator of the active manifest. */
  claim?: RegExp;
  /** Against the organisation in the signing certificate. */
  signer?: RegExp;
}

export const PRODUCTS: readonly Product[] = [
  { name: 'Adobe Express with Firefly', claim: /adobe[_ ]express/i },
  { name: 'Adobe Photoshop with Firefly', claim: /adobe[_ ]photoshop/i },
  { name: 'Adobe Illustrator with Firefly', claim: /adobe[_ ]illustrator/i },
  { name: 'Adobe Lightroom with Firefly', claim: /adobe[_ ]lightroom/i },
  { name: 'Adobe Firefly', claim: /firefly/i },
  { name: 'Microsoft Image Creator from Designer', agent: /image creator from designer/i },
  { name: 'Microsoft Bing Image Creator', agent: /bing image creator/i },
  { name: 'Microsoft Designer', agent: /designer/i, signer: /microsoft/i },
  { name: 'Azure OpenAI DALL-E', agent: /azure openai dall/i },
  { name: 'OpenAI DALL-E', agent: /dall[\W_]?e/i },
  { name: 'OpenAI Sora', agent: /\bsora\b/i },
  { name: 'OpenAI Sora', claim: /\bsora\b/i },
  { name: 'OpenAI ChatGPT (GPT-4o image)', agent: /^gpt-4o/i },
  { name: 'OpenAI GPT Image', agent: /^gpt-image/i },
  { name: 'OpenAI ChatGPT', claim: /chatgpt/i },
  { name: 'OpenAI', claim: /openai/i },
  { name: 'OpenAI', signer: /^openai/i },
  { name: 'Black Forest Labs FLUX.2', agent: /^flux[ .-]?2/i },
  { name: 'Black Forest Labs FLUX.1', agent: /^flux[ .-]?1/i },
  { name: 'Black Forest Labs FLUX', claim: /black forest labs/i },
  { name: 'Black Forest Labs FLUX', signer: /black forest labs/i },
  { name: 'Samsung Galaxy AI (Photo assist)', agent: /photo assist/i },
  { name: 'Samsung Galaxy AI', signer: /^samsung/i },
  { name: 'Google Gemini', claim: /google c2pa core generator/i },
  { name: 'Google Gemini', agent: /\bgemini\b/i },
  { name: 'Google Imagen', agent: /\bimagen\b/i },
  { name: 'Google Veo', agent: /\bveo\b/i },
  { name: 'Google AI', signer: /^google/i },
  { name: 'Adobe Firefly', agent: /firefly/i },
  { name: 'ByteDance Dreamina', claim: /dreamina/i },
  { name: 'ByteDance Jimeng', claim: /jimeng|即梦/i },
  { name: 'xAI Grok Imagine', claim: /\bgrok\b/i },
  { name: 'Midjourney', claim: /midjourney/i },
  { name: 'Stability AI', claim: /stability/i },
  { name: 'ElevenLabs', claim: /elevenlabs/i },
  { name: 'Amazon Titan Image Generator', agent: /titan image/i },
  { name: 'Amazon Nova Canvas', agent: /nova canvas/i },
];

/**
 * Agents whose only purpose is generation, for manifests that say "created" without a source type (Microsoft,
 * early 2024).
 */
export const GENERATIVE_AGENT =
  /image creator from designer|bing image creator|dall[\W_]?e\b|^gpt-(4o|image)|^flux\b|\bimagen\b|midjourney|stable diffusion|^sora\b/i;

/** A claim generator that makes pictures from words and nothing else. */
export const GENERATIVE_CLAIM = /^adobe[_ ]firefly\b/i;

/** Words by which a maker says so where the source type is missing. */
export const GENERATIVE_WORDS = /\bai[- ]generated\b|\bgenerated (by|with) (ai|artificial intelligence)\b/i;
