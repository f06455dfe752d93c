/**
 * Traces that generators leave by habit: recipes, graphs and fingerprints. A trace needs a shape, never a
 * word: a caption that names a product or says "AIGC" is not one.
 */
import generators from './generators.json';

export interface TraceText {
  /** Where it stands: `png-text`, `exif-usercomment`, `bmff-keys-ilst`, … */
  place: string;
  key: string;
  text: string;
  offset: number;
  isBehindPixels: boolean;
}

export interface Trace {
  id: string;
  family: 'trace' | 'watermark';
  offset: number;
  declares: 'generated' | 'edited';
  generator: string;
  /** The text it was found in. */
  source: TraceText;
}

interface Match {
  id: string;
  generator: string;
}

const UNNAMED_RECIPE = 'Stable Diffusion (recipe)';
const UNNAMED_HIDDEN = 'Stable Diffusion (hidden text)';

/** True for what a trace is called where it tells a family at most, and no program. */
export function isUnnamed(generator: string): boolean {
  return generator === UNNAMED_RECIPE || generator === UNNAMED_HIDDEN;
}

const RECIPE = /\bSteps: \d{1,5}\b/;
/** With values of the right kind: a recipe for a kitchen has steps and a seed too. */
const RECIPE_MORE = /\b(?:Sampler: [A-Za-z]|Seed: -?\d|CFG scale: \d|Model hash: [0-9a-fA-F]{6})/;
const JOB = /\bJob ID: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SIGNATURE = /^Signature: [A-Za-z0-9+/]{64,}={0,2}$/;
/** Recipes longer than this are looked at from both ends. */
const LOOK = 65_536;
const MOST_TOOL_CHARS = 64;
/** Built once: nearly every picture names a program, and building the patterns cost more than reading the file. */
const TOOLS = generators.tools.map(({ holds, name }) => ({ holds: programPattern(holds), name }));
/** All of them at once: nearly every program is none of these, and one look costs less than two dozen. */
const ANY_TOOL = programPattern(`novelai.*|${generators.tools.map(({ holds }) => holds).join('|')}`);

/** The whole name, with a version at most. */
function programPattern(holds: string): RegExp {
  return new RegExp(`^(?:${holds})(?:[ /_-]?(?:v|version )?[0-9][0-9.]{0,11})?$`, 'is');
}

/** Product names that are also names of people or everyday words: none where a person or a source is named. */
const ALSO_NAMES = /^(?:imagen|sora|vidu|runway|grok|ideogram|kling|gemini|leonardo)(?: [0-9.]+)?$/i;

/** Whether `name`, where a file names the program that wrote it, is that of a generator. */
export function isGeneratorName(name: string): boolean {
  const text = name.trim();
  return (text.length <= MOST_TOOL_CHARS || /^novelai/i.test(text)) && ANY_TOOL.test(text);
}

const KEYWORDS: ReadonlySet<string> = new Set(generators.keys.map(({ key }) => key));
const PROGRAM_KEYWORDS = ['Software', 'Creator', 'Generator', 'Source'];
const PROGRAM_KEYWORD = new RegExp(`^(?:${PROGRAM_KEYWORDS.join('|')})$`, 'i');
/** Keywords of a PNG's texts that are looked at for their own sake; those of programs in any case of letters. */
export const TRACES_KEYWORDS: readonly string[] = [...KEYWORDS, ...PROGRAM_KEYWORDS];

/** Whether a text of a PNG can be a trace by its keyword, however plain it is. */
export function isTracesKeyword(key: string): boolean {
  return KEYWORDS.has(key) || PROGRAM_KEYWORD.test(key);
}

/** Every trace in the texts of one file. Order follows the texts; each id once. */
export function findTraces(texts: readonly TraceText[]): Trace[] {
  const found = new Map<string, Trace>();
  const add = (match: Match | null, text: TraceText, declares: Trace['declares'] = 'generated'): void => {
    if (!match || found.has(match.id)) return;
    const family = match.id.startsWith('stealth-') ? 'watermark' : 'trace';
    found.set(match.id, { ...match, family, offset: text.offset, declares, source: text });
  };
  for (const text of texts) {
    add(
      stealth(text) ?? keyed(text) ?? recipe(text) ?? graph(text) ?? fingerprint(text, texts) ?? tool(text),
      text,
    );
    const phone = genAiType(text);
    add(phone, text, 'edited');
  }
  return [...found.values()];
}

function ends(text: string): string {
  return text.length <= LOOK * 2 ? text : `${text.slice(0, LOOK)}\n${text.slice(-LOOK)}`;
}

/** True for the text form of a Stable Diffusion recipe: steps and one more setting. */
export function isRecipe(text: string): boolean {
  const look = ends(text);
  return RECIPE.test(look) && RECIPE_MORE.test(look);
}

/**
 * Who wrote a recipe. The chunk `parameters` is AUTOMATIC1111's own; in EXIF the whole family writes alike through
 * the same saver, so that the family is named there and the quoted words keep the rest.
 */
function family(text: string, place: string): string {
  const isShared = place.startsWith('exif-') || place.startsWith('xmp-');
  const look = ends(text);
  const row = generators.recipes.find(({ holds }) => new RegExp(holds).test(look));
  if (!row) return isShared ? generators.recipeFamily : 'AUTOMATIC1111';
  return isShared ? (row.inExif ?? row.name) : row.name;
}

/** Short name of the container for ids: `png-text` → `png`, `exif-usercomment` stays. */
function prefix(place: string): string {
  if (place.startsWith('exif-')) return place;
  if (place === 'jpeg-comment' || place === 'gif-comment') return place;
  return place.split('-')[0] ?? place;
}

function recipe({ place, key, text, isBehindPixels }: TraceText): Match | null {
  if (!isRecipeKey(place, key)) return null;
  const base =
    place.startsWith('exif-') || place.startsWith('xmp-')
      ? `${place}-parameters`
      : `${prefix(place)}-parameters`;
  if (isRecipe(text))
    return { id: `${base}${isBehindPixels ? '-ztxt-after-idat' : ''}`, generator: family(text, place) };
  // Under `Comment` only NovelAI writes JSON, and it is known by its Software chunk.
  const fields = key === 'Comment' ? null : record(text);
  if (!fields) return null;
  if (has(fields, 'sui_image_params')) {
    return { id: place === 'png-text' ? 'png-parameters-json' : `${place}-swarmui`, generator: 'SwarmUI' };
  }
  if (
    !has(fields, 'prompt') ||
    !['seed', 'steps', 'model', 'sampler', 'base_model_name', 'sampler_name', 'num_inference_steps'].some(
      (name) => has(fields, name),
    )
  ) {
    return null;
  }
  return { id: `${base}-json`, generator: jsonGenerator(fields) };
}

function isRecipeKey(place: string, key: string): boolean {
  if (place === 'png-text')
    return ['parameters', 'generation_data', 'Comment', 'UserComment', 'Description'].includes(key);
  if (
    place === 'exif-usercomment' ||
    place === 'exif-imagedescription' ||
    place === 'exif-xpcomment' ||
    place === 'xmp-usercomment'
  )
    return true;
  if (
    place.startsWith('bmff-') ||
    place.startsWith('riff-') ||
    place.startsWith('matroska-') ||
    place.startsWith('id3-')
  )
    return /comment|cmt|parameters/i.test(key);
  return place === 'jpeg-comment' || place === 'gif-comment';
}

function jsonGenerator(fields: Record<string, unknown>): string {
  // Names itself by the version of the program that makes pictures with FLUX on a Mac.
  if (has(fields, 'mflux_version')) return 'mflux';
  const software = get(fields, 'software') ?? get(fields, 'app') ?? get(fields, 'version');
  if (typeof software !== 'string') return UNNAMED_RECIPE;
  return (
    generators.software.find((row) => software.toLowerCase().startsWith(row.starts))?.name ??
    software.slice(0, 60)
  );
}

/** Case-insensitive look, since one family writes `Prompt` and another `prompt`. */
function get(fields: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const key = Object.keys(fields)
    .slice(0, 256)
    .find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : fields[key];
}

function has(fields: Record<string, unknown>, name: string): boolean {
  const value = get(fields, name);
  return value !== undefined && value !== null;
}

function record(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{') || text.length > 4 << 20) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // ComfyUI writes NaN, which is no JSON; those texts are told by their shape in `graph`.
    return null;
  }
}

/** Chunks whose keyword no one else uses, with a value of the right shape. */
function keyed({ place, key, text }: TraceText): Match | null {
  for (const row of generators.keys) {
    if (row.key !== key || !row.places.some((start) => place.startsWith(start))) continue;
    if (!new RegExp(row.holds, 's').test(text.slice(0, LOOK))) continue;
    return { id: `${prefix(place)}-${row.id}`, generator: row.name };
  }
  return null;
}

/** ComfyUI: `prompt` with `class_type`, `workflow` with `nodes`, under those names or as `prompt: {…}`. */
function graph({ place, key, text }: TraceText): Match | null {
  const start = /^\s*(prompt|workflow)\s*:\s*\{/i.exec(text.slice(0, 64))?.[1]?.toLowerCase();
  const name = start ?? (/^(prompt|workflow)$/i.test(key) ? key.toLowerCase() : '');
  const look = ends(text);
  const isPrompt = look.includes('"class_type"');
  const isWorkflow = look.includes('"nodes"') && look.includes('"last_node_id"');
  if (!isPrompt && !isWorkflow) return null;
  if (place === 'png-text' && name !== '') return { id: 'png-comfyui-prompt-workflow', generator: 'ComfyUI' };
  if (place.startsWith('exif-')) {
    if (place === 'exif-usercomment')
      return {
        id: 'exif-usercomment-parameters',
        generator: look.includes('civitai') ? 'Civitai' : 'ComfyUI',
      };
    return start ? { id: 'exif-make-imagedescription-comfyui', generator: 'ComfyUI' } : null;
  }
  const isNamed = name !== '' || /comment|cmt/i.test(key);
  return isNamed ? { id: `${prefix(place)}-comfyui-prompt-workflow`, generator: 'ComfyUI' } : null;
}

function stealth({ place, text }: TraceText): Match | null {
  if (!place.startsWith('stealth-')) return null;
  const fields = record(text);
  const inner = fields ? JSON.stringify(fields).slice(0, LOOK) : text;
  if (/NovelAI/.test(inner)) return { id: place, generator: 'NovelAI' };
  return { id: place, generator: isRecipe(text) ? family(text, place) : UNNAMED_HIDDEN };
}

function fingerprint({ place, key, text }: TraceText, all: readonly TraceText[]): Match | null {
  if (place === 'exif-make' && /^ideogram ai$/i.test(text.trim()))
    return { id: 'exif-make-ideogram', generator: 'Ideogram' };
  const drawn = drawThings(place, text);
  if (drawn) return drawn;
  if (place === 'exif-software' && /^novelai\b/i.test(text))
    return { id: 'exif-software-novelai', generator: 'NovelAI' };
  if ((place === 'exif-imagedescription' || place === 'exif-usercomment') && SIGNATURE.test(text.trim())) {
    const hasArtist = all.some((other) => other.place === 'exif-artist' && UUID.test(other.text.trim()));
    if (hasArtist) return { id: 'xai-exif-signature', generator: 'xAI Grok' };
  }
  const isDescription =
    place === 'exif-imagedescription' || place === 'xmp-description' || place === 'png-text';
  if (isDescription && JOB.test(text.slice(-400)) && / --(?:v|ar|niji|style|stylize|chaos|s) /.test(text)) {
    return { id: `${place === 'png-text' ? 'png' : place}-midjourney`, generator: 'Midjourney' };
  }
  const isByteDance =
    place === 'exif-imagedescription' || place === 'exif-usercomment' || isAigcInfo(place, key);
  return isByteDance ? byteDance(place, text) : null;
}

/** Where TikTok writes the field into films: QuickTime key `aigc_info`, user data `©inf`. */
function isAigcInfo(place: string, key: string): boolean {
  return place.startsWith('bmff-') && /^(?:aigc_info|\xa9inf)$/i.test(key);
}

/** Draw Things writes its recipe with one-letter keys into the XMP of a picture. */
function drawThings(place: string, text: string): Match | null {
  if (place !== 'xmp-usercomment' && place !== 'exif-usercomment') return null;
  const fields = record(text);
  const isRecipeOf = fields !== null && ['c', 'model', 'sampler', 'steps'].every((name) => has(fields, name));
  return isRecipeOf ? { id: `${place}-drawthings`, generator: 'Draw Things' } : null;
}

/**
 * Programs that only generate, where a file names the program that wrote it. The whole value has to be the name,
 * with a version at most: a word among others, and names of general editors, never count.
 */
function tool({ place, key, text }: TraceText): Match | null {
  const isNamed =
    place === 'exif-software' ||
    place === 'xmp-creatortool' ||
    (place === 'png-text' && PROGRAM_KEYWORD.test(key)) ||
    (place.startsWith('bmff-') && /(?:^|\.)(?:software|©too|encoder|tool|generator)$/i.test(key));
  if (!isNamed || text.length > MOST_TOOL_CHARS) return null;
  const name = text.trim();
  if (place === 'png-text' && /^(?:Creator|Source)$/i.test(key) && ALSO_NAMES.test(name)) return null;
  const row = ANY_TOOL.test(name) ? TOOLS.find(({ holds }) => holds.test(name)) : undefined;
  return row ? { id: `${place}-tool`, generator: row.name } : null;
}

/** ByteDance's private field: 1 and 2 disclose AI, 0 says nothing; it is not the Label of the standard. */
function byteDance(place: string, text: string): Match | null {
  const type = /"aigc_(?:label_)?type"\s*:\s*"?([0-9])/.exec(text.slice(0, LOOK))?.[1];
  return type === '1' || type === '2' ? { id: `${place}-aigc-label-type`, generator: 'ByteDance' } : null;
}

/** Samsung: a record behind the picture or in EXIF; a type above zero means that AI edited it. */
function genAiType({ place, text }: TraceText): Match | null {
  if (place !== 'trailer' && !place.startsWith('exif-')) return null;
  const at = text.indexOf('"genAIType"');
  const type = at < 0 ? undefined : /^"genAIType"\s*:\s*([0-9]{1,4})/.exec(text.slice(at, at + 32))?.[1];
  return type !== undefined && Number(type) > 0
    ? { id: 'exif-or-trailer-genAIType', generator: 'Samsung Galaxy AI (Photo assist)' }
    : null;
}
