import { BufferAttribute, BufferGeometry, Color, Mesh, MeshMatcapMaterial, MeshNormalMaterial, MeshStandardMaterial, type Material } from 'three';
import { GLTFExporter } from 'three/addons/exporters/GLTFExporter.js';
import type { MeshValue } from '../../../runtime/values';
import { OrbitStage } from '../orbit-stage';
import type { Bounds } from './bounds';
import { matcapTexture } from './matcap';

export type Shading = 'colours' | 'matcap' | 'normals' | 'distance';

export interface Layer {
  readonly mesh: MeshValue;
  /** Tint of the clay, CSS hex. */
  readonly colour: string;
  readonly opacity: number;
  /** Vertex colours to show instead of the mesh's own, linear RGB. */
  readonly painted?: Float32Array | undefined;
}

/** Meshes over one another in one orbiting view. The first is the one that is measured and exported. */
export class MeshScene extends OrbitStage {
  private readonly matcap = matcapTexture();
  private meshes: Mesh<BufferGeometry, Material>[] = [];
  private shown: readonly Layer[] = [];

  /** `bounds` is what counts as the whole where several scenes are to show their meshes at one scale; else it is the first mesh. */
  show3d(layers: readonly Layer[], shading: Shading, wireframe: boolean, bounds?: Bounds): void {
    const first = this.meshes.length === 0;
    const kept = this.shown.length === layers.length && this.shown.every((layer, i) => layer.mesh.triangles === layers[i]!.mesh.triangles);
    if (kept) layers.forEach((layer, i) => this.update(this.meshes[i]!, layer, this.shown[i]!));
    else {
      this.drop();
      this.meshes = layers.map((layer) => this.make(layer));
      this.scene.add(...this.meshes);
    }
    layers.forEach((layer, i) => {
      const mesh = this.meshes[i]!;
      mesh.material.dispose();
      mesh.material = this.material(i === 0 ? shading : shading === 'normals' ? 'normals' : 'matcap', wireframe, layer);
      mesh.renderOrder = layer.opacity < 1 ? 1 : 0;
    });
    this.shown = layers;
    if (bounds) this.frameAt(bounds.center, bounds.radius);
    else if (!kept) this.frameOn(this.meshes.slice(0, 1));
    if (first) this.reset();
    this.drawSoon();
  }

  /** The first mesh as binary glTF 2.0, in the units of the value. */
  async glb(): Promise<Blob> {
    const [mesh] = this.meshes;
    if (!mesh) throw new Error('There is no mesh to write.');
    const written = await new GLTFExporter().parseAsync(mesh, { binary: true });
    return new Blob([written as ArrayBuffer], { type: 'model/gltf-binary' });
  }

  override dispose(): void {
    this.drop();
    this.matcap.dispose();
    super.dispose();
  }

  private make({ mesh: value, painted }: Layer): Mesh<BufferGeometry, Material> {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(value.positions, 3));
    const colours = painted ?? value.colours;
    if (colours) geometry.setAttribute('color', new BufferAttribute(colours, 3));
    if (value.uv) geometry.setAttribute('uv', new BufferAttribute(value.uv, 2));
    geometry.setIndex(new BufferAttribute(value.triangles, 1));
    geometry.computeVertexNormals();
    const mesh = new Mesh<BufferGeometry, Material>(geometry);
    // Camera frames look along +z with y downwards, as pictures do.
    if (value.frame === 'camera') mesh.rotation.x = Math.PI;
    return mesh;
  }

  /** The same topology in another shape or colour: buffers are exchanged, the camera stays. */
  private update({ geometry }: Mesh<BufferGeometry>, layer: Layer, before: Layer): void {
    if (layer.mesh.positions !== before.mesh.positions) {
      geometry.setAttribute('position', new BufferAttribute(layer.mesh.positions, 3));
      geometry.computeVertexNormals();
    }
    const colours = layer.painted ?? layer.mesh.colours;
    if (colours) geometry.setAttribute('color', new BufferAttribute(colours, 3));
  }

  private material(shading: Shading, wireframe: boolean, { opacity, colour, painted, mesh }: Layer): Material {
    const common = { wireframe, opacity, transparent: opacity < 1, depthWrite: opacity >= 1 };
    if (shading === 'normals') return new MeshNormalMaterial(common);
    const coloured = shading === 'distance' ? painted !== undefined : shading === 'colours' && mesh.colours !== undefined;
    if (coloured) return new MeshStandardMaterial({ ...common, vertexColors: true, roughness: 0.85, metalness: 0 });
    return new MeshMatcapMaterial({ ...common, matcap: this.matcap, color: new Color(colour) });
  }

  private drop(): void {
    for (const mesh of this.meshes) {
      this.scene.remove(mesh);
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
    this.meshes = [];
    this.shown = [];
  }
}
