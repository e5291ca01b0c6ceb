import { DataTexture, DoubleSide, Mesh, MeshBasicMaterial, NearestFilter, PlaneGeometry, SRGBColorSpace } from 'three';
import { OrbitStage } from '../orbit-stage';

export interface Sheet { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/** Distance between sheets, in their longest side. */
const STEP = 0.09;

/** Channels as sheets behind one another: how many there are and how they follow each other. Values are read in the tiles. */
export class StackScene extends OrbitStage {
  private sheets: Mesh<PlaneGeometry, MeshBasicMaterial>[] = [];

  put(sheets: readonly Sheet[]): void {
    const count = this.sheets.length;
    this.drop();
    this.sheets = sheets.map(({ width, height, rgba }, index) => {
      const side = Math.max(width, height);
      const texture = new DataTexture(flipped(rgba, width, height), width, height);
      texture.colorSpace = SRGBColorSpace;
      texture.magFilter = texture.minFilter = NearestFilter;
      texture.needsUpdate = true;
      const sheet = new Mesh(new PlaneGeometry(width / side, height / side), new MeshBasicMaterial({ map: texture, side: DoubleSide, transparent: true, opacity: 0.94 }));
      sheet.position.z = (sheets.length / 2 - index) * STEP;
      return sheet;
    });
    if (this.sheets.length > 0) this.scene.add(...this.sheets);
    if (count !== sheets.length && sheets.length > 0) {
      this.frameOn(this.sheets);
      this.reset([0.75, 0.32, 0.75]);
    }
    this.drawSoon();
  }

  override dispose(): void {
    this.drop();
    super.dispose();
  }

  private drop(): void {
    for (const sheet of this.sheets) {
      this.scene.remove(sheet);
      sheet.geometry.dispose();
      sheet.material.map?.dispose();
      sheet.material.dispose();
    }
    this.sheets = [];
  }
}

/** Textures begin with their lowest row, pictures with their highest. */
function flipped(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const out = new Uint8Array(rgba.length);
  for (let y = 0; y < height; y++) out.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), (height - 1 - y) * width * 4);
  return out;
}
