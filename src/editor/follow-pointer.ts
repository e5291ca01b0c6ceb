/**
 * Follows a pointer that was pressed until it is let go, or until the browser takes it away, as when a touch becomes a scroll.
 * @param end told once, when it is over
 */
export function followPointer(move: (event: PointerEvent) => void, end?: () => void, page: Pick<Window, 'addEventListener' | 'removeEventListener'> = window): void {
  const over = (): void => {
    page.removeEventListener('pointermove', move);
    page.removeEventListener('pointerup', over);
    page.removeEventListener('pointercancel', over);
    end?.();
  };
  page.addEventListener('pointermove', move);
  page.addEventListener('pointerup', over);
  page.addEventListener('pointercancel', over);
}
