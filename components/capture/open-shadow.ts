/** Chromium and Firefox each let an extension, and nobody else, look into closed shadow roots. */
export function openShadow(element: Element): ShadowRoot | null {
  const { chrome } = globalThis as {
    chrome?: { dom?: { openOrClosedShadowRoot(e: Element): ShadowRoot | null } };
  };
  if (chrome?.dom && element instanceof HTMLElement) return chrome.dom.openOrClosedShadowRoot(element);
  const firefox = element as Element & { openOrClosedShadowRoot?: ShadowRoot | null };
  return firefox.openOrClosedShadowRoot ?? element.shadowRoot;
}
