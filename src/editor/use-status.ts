import { useMemo } from 'react';
import { useSessionState } from './context';
import { nodeStatus, sameStatus, type NodeStatus } from './status';
import type { SessionState } from './state';

/** The status of a node; the same object until something it says changes. */
export function useNodeStatus(flat: string, isMacro: boolean): NodeStatus {
  const select = useMemo(() => {
    let last: NodeStatus | undefined;
    return (state: SessionState): NodeStatus => {
      const next = nodeStatus(state, flat, isMacro);
      if (!last || !sameStatus(last, next)) last = next;
      return last;
    };
  }, [flat, isMacro]);
  return useSessionState(select);
}
