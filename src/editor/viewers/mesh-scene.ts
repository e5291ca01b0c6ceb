import { AmbientLight, Box3, BufferAttribute, BufferGeometry, Color, DirectionalLight, Mesh, MeshMatcapMaterial, MeshNormalMaterial, MeshStandardMaterial, PerspectiveCamera, Scene, Sphere, Vector3, WebGLRenderer, type Material } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { GLTFExporter } from 'three/addons/exporters/GLTFExporter.js';
import type { MeshValue } from '../../runtime/values';
import { matcapTexture } from './matcap';

export type Shading = 'colours' | 'matcap' | 'normals';

/** One mesh under an orbiting camera that carries its light. Draws when something changed and never otherwise. */
export class MeshScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(28, 1, 0.1, 1000);
  private readonly controls: OrbitControls;
  private readonly matcap = matcapTexture();
  private mesh: Mesh<BufferGeometry, Material> | undefined;
  private frame = 0;
  /** How often it has drawn, for the tests that count work. */
  draws = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: false });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.addEventListener('change', () => this.drawSoon());
    const light = new DirectionalLight(0xffffff, 2.2);
    light.position.set(0.4, 0.5, 1);
    this.camera.add(light);
    this.scene.add(this.camera, new AmbientLight(0xffffff, 0.7));
  }

  show(value: MeshValue, shading: Shading, wireframe: boolean): void {
    const first = !this.mesh;
    this.drop();
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(value.positions, 3));
    if (value.colours) geometry.setAttribute('color', new BufferAttribute(value.colours, 3));
    if (value.uv) geometry.setAttribute('uv', new BufferAttribute(value.uv, 2));
    geometry.setIndex(new BufferAttribute(value.triangles, 1));
    geometry.computeVertexNormals();
    this.mesh = new Mesh(geometry, this.material(shading, wireframe, value.colours !== undefined));
    // Camera frames look along +z with y downwards, as pictures do.
    if (value.frame === 'camera') this.mesh.rotation.x = Math.PI;
    this.scene.add(this.mesh);
    if (first) this.reset();
    this.drawSoon();
  }

  /** The whole mesh, from the front. */
  reset(): void {
    if (!this.mesh) return;
    const sphere = new Box3().setFromObject(this.mesh).getBoundingSphere(new Sphere());
    const distance = (sphere.radius * 0.92) / Math.sin((this.camera.fov * Math.PI) / 360);
    this.controls.target.copy(sphere.center);
    this.camera.position.copy(sphere.center).add(new Vector3(0, 0, distance));
    this.camera.near = distance / 100;
    this.camera.far = distance * 10;
    this.controls.update();
    this.drawSoon();
  }

  turn(yawRad: number): void {
    const offset = this.camera.position.clone().sub(this.controls.target).applyAxisAngle(new Vector3(0, 1, 0), yawRad);
    this.camera.position.copy(this.controls.target).add(offset);
    this.controls.update();
    this.drawSoon();
  }

  resize(width: number, height: number): void {
    if (width < 2 || height < 2) return;
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.drawSoon();
  }

  /** The mesh as binary glTF 2.0, in the units of the value. */
  async glb(): Promise<Blob> {
    if (!this.mesh) throw new Error('There is no mesh to write.');
    const written = await new GLTFExporter().parseAsync(this.mesh, { binary: true });
    return new Blob([written as ArrayBuffer], { type: 'model/gltf-binary' });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.drop();
    this.matcap.dispose();
    this.controls.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private material(shading: Shading, wireframe: boolean, coloured: boolean): Material {
    if (shading === 'normals') return new MeshNormalMaterial({ wireframe });
    if (shading === 'matcap' || !coloured) return new MeshMatcapMaterial({ matcap: this.matcap, wireframe, color: new Color(0xffffff) });
    return new MeshStandardMaterial({ vertexColors: true, roughness: 0.75, metalness: 0, wireframe });
  }

  private drop(): void {
    if (!this.mesh) return;
    this.scene.remove(this.mesh);
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh = undefined;
  }

  private drawSoon(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draws++;
      this.renderer.render(this.scene, this.camera);
    });
  }
}
