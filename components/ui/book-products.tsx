/** Cases that belong together: of one product, or with the same picture. */
import type { ComponentChild } from 'preact';
import type { Texts } from './text';

export interface ProductGroup {
  product: string;
  title: string;
  cases: number;
  sources: number;
}
export interface PictureGroup {
  by: 'picture' | 'likeness';
  key: string;
  pictureUrl: string | null;
  cases: readonly { id: string; title: string; place: string }[];
}

export interface BookProductsProps {
  texts: Texts;
  groups: readonly ProductGroup[];
  /** Null: not looked for yet. */
  pictures: { groups: readonly PictureGroup[]; boundReached: number | null } | 'finding' | null;
  /** The view of one product, when one is open. */
  subject: ComponentChild;
  onProduct: (product: string | null) => void;
  onPictures: () => void;
  onOpen: (id: string) => void;
}

const MOST_GROUPS = 300;

export function BookProducts(props: BookProductsProps) {
  const { texts, groups, pictures, subject } = props;
  if (subject !== null) {
    return (
      <section class="book-page">
        <button type="button" class="text-button" onClick={() => props.onProduct(null)}>
          {texts('book.subject.back')}
        </button>
        {subject}
      </section>
    );
  }
  return (
    <section class="book-page" aria-labelledby="products-title">
      <h2 id="products-title">{texts('book.products')}</h2>
      <p class="quiet">{texts(groups.length === 0 ? 'book.products.none' : 'book.products.why')}</p>
      <ul class="book-groups">
        {groups.slice(0, MOST_GROUPS).map((group) => (
          <li key={group.product}>
            <button type="button" class="case-row" onClick={() => props.onProduct(group.product)}>
              <span class="case-words">
                <strong>{group.title}</strong>
                <span class="quiet">
                  {texts('book.products.row', { count: group.cases, witnesses: group.sources })} ·{' '}
                  {group.product}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {groups.length > MOST_GROUPS && (
        <p class="quiet">{texts('book.products.more', { count: MOST_GROUPS })}</p>
      )}
      <h2>{texts('book.pictures')}</h2>
      <p class="quiet">{texts('case.elsewhere.why')}</p>
      {pictures === null && (
        <button type="button" class="button" onClick={props.onPictures}>
          {texts('book.pictures.find')}
        </button>
      )}
      <div role="status">
        {pictures === 'finding' && texts('book.pictures.finding')}
        {pictures !== null &&
          pictures !== 'finding' &&
          pictures.groups.length === 0 &&
          texts('book.pictures.none')}
      </div>
      {pictures !== null && pictures !== 'finding' && (
        <>
          {pictures.boundReached !== null && (
            <p class="quiet">{texts('book.pictures.bound', { count: pictures.boundReached })}</p>
          )}
          <ul class="book-groups">
            {pictures.groups.slice(0, MOST_GROUPS).map((group) => (
              <li key={`${group.by} ${group.key}`} class="book-picture-group">
                <span class="case-picture">
                  {group.pictureUrl !== null && <img src={group.pictureUrl} alt="" />}
                </span>
                <div class="case-words">
                  <span class="counts">
                    <span class="small-mark">{texts(`book.pictures.by.${group.by}`)}</span>
                    <span class="small-mark">
                      {texts('book.campaign.cases', { count: group.cases.length })}
                    </span>
                  </span>
                  {group.cases.slice(0, 8).map(({ id, title, place }) => (
                    <button key={id} type="button" class="text-button" onClick={() => props.onOpen(id)}>
                      {title} · {place}
                    </button>
                  ))}
                </div>
              </li>
            ))}
          </ul>
          {pictures.groups.length > MOST_GROUPS && (
            <p class="quiet">{texts('book.products.more', { count: MOST_GROUPS })}</p>
          )}
        </>
      )}
    </section>
  );
}
