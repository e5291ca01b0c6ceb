import { createContext } from 'react';

/** Where a camera stands: a unit vector from its aim, its distance and the aim's offset from the middle, both in radii of what is shown. */
export interface CameraView { readonly direction: readonly [number, number, number]; readonly distance: number; readonly offset: readonly [number, number, number] }

/** Passes the movement of one camera on to all others that are linked. */
export class CameraLink {
  private readonly followers = new Map<symbol, (view: CameraView) => void>();

  join(name: symbol, follow: (view: CameraView) => void): () => void {
    this.followers.set(name, follow);
    return () => { this.followers.delete(name); };
  }

  publish(name: symbol, view: CameraView): void {
    for (const [other, follow] of this.followers) if (other !== name) follow(view);
  }
}

export interface LinkState { readonly link: CameraLink; readonly linked: boolean; readonly setLinked: (linked: boolean) => void }

export const CameraLinkContext = createContext<LinkState>({ link: new CameraLink(), linked: false, setLinked: () => undefined });
