import type { PageView } from '../../../components/model/page-view';

/** How a page stands in a window of 1280 px, unless told otherwise. */
export function viewOf({ height = 900, ...rest }: Partial<PageView> & { height?: number } = {}): PageView {
  return {
    windowWidth: 1280,
    windowHeight: height,
    devicePixelRatio: 1,
    pinchScale: 1,
    area: { x: 0, y: 0, width: 1280, height },
    scroller: 'document',
    y: 0,
    contentHeight: height,
    topBarPx: 0,
    bottomBarPx: 0,
    floating: 0,
    boxes: [],
    personMoved: false,
    isHidden: false,
    ...rest,
  };
}
