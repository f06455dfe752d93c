/** The part of the casebook where cases that belong together are set together. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sharedPictures, type SharedPictures } from '../../components/casebook/line-packs';
import type { Store } from '../../components/casebook/store';
import type { Case } from '../../components/model/case';
import { LIMITS } from '../../components/model/limits';
import { BookProducts } from '../../components/ui/book-products';
import { hostOf } from '../../components/ui/picture-facts';
import type { TextLocale, Texts } from '../../components/ui/text';
import { inSubject, type Witness } from './mounts';
import { shopName } from './names';
import { SideBySide } from './side-by-side';
import type { Lines } from './use-lines';

/** Groups whose picture is loaded; below them the words stand alone. */
const GROUPS_PICTURED = 100;

export interface ProductsPartProps {
  store: Store;
  locale: TextLocale;
  texts: Texts;
  lines: Lines;
  sourceName: (source: string) => string;
  onOpen: (id: string) => void;
}

export function ProductsPart(props: ProductsPartProps) {
  const { store, locale, texts, lines, onOpen } = props;
  const { index, version } = lines;
  const [product, setProduct] = useState<string | null>(null);
  const [pictures, setPictures] = useState<SharedPictures | 'finding' | null>(null);
  const ending = useRef(new AbortController());
  useEffect(() => () => ending.current.abort(), []);
  const urls = useGroupPictures(store, pictures === 'finding' ? null : pictures);
  const groups = useMemo(() => index.products(), [index, version]);
  const group = groups.find((one) => one.product === product);
  return (
    <BookProducts
      texts={texts}
      groups={groups.map(({ product: of, ids }) => ({
        product: of,
        title: index.get(ids[0] ?? '')?.title ?? of,
        cases: ids.length,
        sources: new Set(ids.map((id) => index.get(id)?.sources[0] ?? 'own')).size,
      }))}
      pictures={
        pictures === null || pictures === 'finding'
          ? pictures
          : {
              boundReached: pictures.boundReached,
              groups: pictures.groups.flatMap(({ by, key, cases, picture }) =>
                by === 'product'
                  ? []
                  : [
                      {
                        by,
                        key,
                        pictureUrl: (picture !== null && urls.get(picture)) || null,
                        cases: cases.map((id) => {
                          const line = index.get(id);
                          return {
                            id,
                            title: line?.title ?? id,
                            place: line ? (shopName(line.shop, locale) ?? hostOf(line.url)) : '',
                          };
                        }),
                      },
                    ],
              ),
            }
      }
      subject={
        group ? (
          <Subject {...props} title={index.get(group.ids[0] ?? '')?.title ?? ''} ids={group.ids} />
        ) : null
      }
      onProduct={setProduct}
      onPictures={() => {
        setPictures('finding');
        void sharedPictures(store, ending.current.signal).then((found) => found && setPictures(found));
      }}
      onOpen={onOpen}
    />
  );
}

/** Pictures of the first groups, as addresses, let go with the page. */
function useGroupPictures(store: Store, found: SharedPictures | null): ReadonlyMap<string, string> {
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const made = new Map<string, string>();
    let isCurrent = true;
    const read = async (): Promise<void> => {
      for (const { picture } of found?.groups.slice(0, GROUPS_PICTURED) ?? []) {
        if (!isCurrent) return;
        const blob = picture === null || made.has(picture) ? null : await store.getBlob(picture);
        if (!blob || !blob.mime.startsWith('image/') || blob.bytes.length > LIMITS.shownPictureBytes)
          continue;
        if (!isCurrent) return;
        made.set(
          picture ?? '',
          URL.createObjectURL(new Blob([new Uint8Array(blob.bytes)], { type: blob.mime })),
        );
        if (made.size % 10 === 0) setUrls(new Map(made));
      }
      if (isCurrent) setUrls(new Map(made));
    };
    void read();
    return () => {
      isCurrent = false;
      for (const url of made.values()) URL.revokeObjectURL(url);
    };
  }, [store, found]);
  return urls;
}

/** One product: who saw it, and what each saw. */
function Subject(props: ProductsPartProps & { title: string; ids: readonly string[] }) {
  const { store, locale, texts, ids, lines, sourceName } = props;
  const [cases, setCases] = useState<readonly Case[]>([]);
  const witnesses = useMemo((): Witness[] => {
    const by = new Map<string, Case[]>();
    // One case is what one person saw once, however many have signed it since.
    for (const of of cases) {
      const [source = 'own'] = lines.index.get(of.id)?.sources ?? [];
      by.set(source, [...(by.get(source) ?? []), of]);
    }
    return [...by].map(([id, own]) => ({
      id,
      name: sourceName(id),
      signer: id.startsWith('key:') ? id.slice(4) : null,
      cases: own,
    }));
  }, [cases, lines.index, lines.version, sourceName]);
  return (
    <>
      <h2>{props.title}</h2>
      <h3 class="section">{texts('book.subject.witnesses')}</h3>
      <ul class="book-witnesses">
        {witnesses.map(({ id, name, cases: own }) => (
          <li key={id}>
            {name} <span class="quiet">· {texts('book.campaign.cases', { count: own.length })}</span>
          </li>
        ))}
      </ul>
      <SideBySide {...props} isByWitness ids={ids} index={lines.index} onRead={setCases} />
      {inSubject.map((view) => view({ store, locale, texts, witnesses }))}
    </>
  );
}
