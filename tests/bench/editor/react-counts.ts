/** What React has done in a page since it was opened. */
export interface ReactCounts { readonly roots: number; readonly commits: number; readonly renders: number }

interface Fiber { readonly tag: number; readonly flags: number; readonly alternate: Fiber | null; readonly child: Fiber | null; readonly sibling: Fiber | null }
interface CountingWindow { __REACT_DEVTOOLS_GLOBAL_HOOK__?: unknown; reactCounts?: () => ReactCounts }

/**
 * To be run in a page before its own scripts: stands where React's developer tools would, and counts the roots that are mounted, the commits,
 * and the components that were rendered in them. Must not refer to anything outside itself: it is sent to the page as text.
 */
export function countReact(): void {
  const roots = new Set<unknown>();
  let commits = 0;
  let renders = 0;
  /** Tags of function components, forward references and the two kinds of memo. */
  const components = [0, 11, 14, 15];
  const walk = (first: Fiber | null, before: Fiber | null): void => {
    let known = before;
    for (let fiber = first; fiber; fiber = fiber.sibling) {
      const previous = fiber.alternate;
      const untouched = known === fiber;
      known = known?.sibling ?? null;
      if (untouched) continue;
      if (components.includes(fiber.tag) && (fiber.flags & 1) !== 0) renders++;
      if (fiber.child !== previous?.child) walk(fiber.child, previous?.child ?? null);
    }
  };
  const page = globalThis as unknown as CountingWindow;
  page.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    isDisabled: false,
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: (_renderer: number, root: { readonly current: Fiber }) => {
      roots.add(root);
      commits++;
      if (root.current.child !== root.current.alternate?.child) walk(root.current.child, root.current.alternate?.child ?? null);
    },
  };
  page.reactCounts = () => ({ roots: roots.size, commits, renders });
}
