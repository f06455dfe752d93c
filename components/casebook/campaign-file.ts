/** A campaign as a small file that members hand on: written canonically, read strictly. */
import { canonicalJson } from '../evidence/canonical';
import { LIMITS } from '../model/limits';
import { CAMPAIGN_FORMAT, campaignFileSchema, type Campaign } from '../model/organising';

/** The file. Cases, tags and notes are not in it. */
export function writeCampaign({ id, title, instruction, createdAt }: Campaign): string {
  return canonicalJson({ format: CAMPAIGN_FORMAT, id, title, instruction, createdAt });
}

export type ReadCampaign =
  | { ok: true; campaign: Campaign }
  | { ok: false; code: 'too-large' | 'not-json' | 'not-a-campaign'; at: string };

/** Reads a campaign file. Never throws; whatever is not exactly a campaign is refused with the place. */
export function readCampaign(text: string): ReadCampaign {
  if (text.length > LIMITS.campaignFileChars) return { ok: false, code: 'too-large', at: '' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, code: 'not-json', at: error instanceof Error ? error.message.slice(0, 80) : '' };
  }
  const parsed = campaignFileSchema.safeParse(value);
  if (!parsed.success)
    return { ok: false, code: 'not-a-campaign', at: parsed.error.issues[0]?.path.join('.') ?? '' };
  const { id, title, instruction, createdAt } = parsed.data;
  return { ok: true, campaign: { id, title, instruction, createdAt, archivedAt: null } };
}
