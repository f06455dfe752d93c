import { expect, it } from 'vitest';
import { vi } from 'vitest';
vi.mock('webextension-polyfill', () => ({ default: {} }));
import { DATABASES } from '../../../components/channel/forget';
import { sources } from '../../house/sources';

it('every database that the code names is one that is deleted with everything', () => {
  const named = new Set(
    sources('components')
      .filter(({ text }) => text.includes("from 'idb'"))
      .flatMap(({ text }) =>
        [...text.matchAll(/(?:name|NAME) = '(mingbiao[a-z-]*)'/g)].map(([, name]) => name),
      ),
  );
  expect([...named].sort()).toEqual([...DATABASES].sort());
});
