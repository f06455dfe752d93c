/** Campaigns: what members are asked to look at, to write, hand on and put away. */
import { useRef, useState } from 'preact/hooks';
import type { Campaign } from '../model/organising';
import { Field } from './book-filters';
import type { Texts } from './text';

export interface BookCampaignsProps {
  texts: Texts;
  campaigns: readonly Campaign[];
  counts: ReadonlyMap<string, number>;
  /** A file of a campaign that is here with other words; asks which to keep. */
  differing: Campaign | null;
  onDiffering: (isReplaced: boolean) => void;
  /** Null id: a new one. */
  onSave: (id: string | null, words: { title: string; instruction: string }) => void;
  onArchive: (campaign: Campaign, isArchived: boolean) => void;
  onExport: (campaign: Campaign) => void;
  onImport: (file: File) => void;
  onCases: (id: string) => void;
}

export function BookCampaigns(props: BookCampaignsProps) {
  const { texts, campaigns, differing } = props;
  const [edited, setEdited] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section class="book-page" aria-labelledby="campaigns-title">
      <div class="book-page-head">
        <h2 id="campaigns-title">{texts('book.view.campaigns')}</h2>
        <button type="button" class="button main" onClick={() => setEdited('new')}>
          {texts('book.campaign.new')}
        </button>
        <button type="button" class="button" onClick={() => chooser.current?.click()}>
          {texts('book.campaign.import')}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) props.onImport(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {differing && (
        <div class="book-question" role="alert">
          <p>{texts('book.campaign.differs', { title: differing.title })}</p>
          <blockquote>{differing.instruction}</blockquote>
          <p class="book-inline">
            <button type="button" class="button small" onClick={() => props.onDiffering(true)}>
              {texts('book.campaign.replace')}
            </button>
            <button type="button" class="button small" onClick={() => props.onDiffering(false)}>
              {texts('book.campaign.keep')}
            </button>
          </p>
        </div>
      )}
      {edited === 'new' && (
        <Editor
          texts={texts}
          onClose={() => setEdited(null)}
          onSave={(words) => {
            props.onSave(null, words);
            setEdited(null);
          }}
        />
      )}
      {campaigns.length === 0 && edited === null && <p class="quiet">{texts('book.campaign.none')}</p>}
      <ul class="book-cards">
        {campaigns.map((campaign) => (
          <li key={campaign.id}>
            {edited === campaign.id ? (
              <Editor
                texts={texts}
                campaign={campaign}
                onClose={() => setEdited(null)}
                onSave={(words) => {
                  props.onSave(campaign.id, words);
                  setEdited(null);
                }}
              />
            ) : (
              <Card {...props} campaign={campaign} onEdit={() => setEdited(campaign.id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({
  campaign,
  texts,
  counts,
  onEdit,
  ...props
}: BookCampaignsProps & { campaign: Campaign; onEdit: () => void }) {
  const isArchived = campaign.archivedAt !== null;
  return (
    <article class="book-card">
      <h3>
        {campaign.title}{' '}
        {isArchived && <span class="small-mark strong">{texts('book.campaign.archived')}</span>}
      </h3>
      <p class="book-instruction">{campaign.instruction}</p>
      <p class="book-inline">
        <button type="button" class="button small" onClick={() => props.onCases(campaign.id)}>
          {texts('book.campaign.cases', { count: counts.get(campaign.id) ?? 0 })}
        </button>
        <button type="button" class="text-button" onClick={onEdit}>
          {texts('book.campaign.edit')}
        </button>
        <button type="button" class="text-button" onClick={() => props.onExport(campaign)}>
          {texts('book.campaign.export')}
        </button>
        <button type="button" class="text-button" onClick={() => props.onArchive(campaign, !isArchived)}>
          {texts(isArchived ? 'book.campaign.reopen' : 'book.campaign.archive')}
        </button>
      </p>
    </article>
  );
}

function Editor({
  texts,
  campaign,
  onSave,
  onClose,
}: {
  texts: Texts;
  campaign?: Campaign;
  onSave: (words: { title: string; instruction: string }) => void;
  onClose: () => void;
}) {
  const [title, setTitle] = useState(campaign?.title ?? '');
  const [instruction, setInstruction] = useState(campaign?.instruction ?? '');
  return (
    <form
      class="book-card book-editor"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ title, instruction });
      }}
    >
      <Field name={texts('book.campaign.title')}>
        <input
          required
          maxLength={120}
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </Field>
      <Field name={texts('book.campaign.instruction')}>
        <textarea
          rows={5}
          maxLength={10_000}
          value={instruction}
          onInput={(event) => setInstruction(event.currentTarget.value)}
        />
      </Field>
      <p class="book-inline">
        <button class="button main small">{texts('book.campaign.save')}</button>
        <button type="button" class="button small" onClick={onClose}>
          {texts('cancel')}
        </button>
      </p>
    </form>
  );
}
