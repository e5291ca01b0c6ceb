import { AmbientLight, Box3, DirectionalLight, PerspectiveCamera, Scene, Sphere, Vector2, Vector3, WebGLRenderer, type Object3D } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { CameraView } from './camera-link';

/** A scene under an orbiting camera that carries its light. Draws when something changed and never otherwise. */
export class OrbitStage {
  readonly scene = new Scene();
  private readonly renderer: WebGLRenderer;
  private readonly camera = new PerspectiveCamera(28, 1, 0.1, 1000);
  private readonly controls: OrbitControls;
  private readonly whole = new Sphere(new Vector3(), 1);
  private frame = 0;
  private told = false;
  /** How often it has drawn, for the tests that count work. */
  draws = 0;
  /** Told when the user's hand moved the camera. */
  onMoved: ((view: CameraView) => void) | undefined;

  /** @throws Error where there is no WebGL. */
  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: false });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.addEventListener('change', () => {
      this.drawSoon();
      if (!this.told) this.onMoved?.(this.view());
    });
    const light = new DirectionalLight(0xffffff, 2.2);
    light.position.set(0.4, 0.5, 1);
    this.camera.add(light);
    this.scene.add(this.camera, new AmbientLight(0xffffff, 0.7));
  }

  /** What counts as the whole: the objects that `reset` shows. */
  frameOn(objects: readonly Object3D[]): void {
    const box = new Box3();
    for (const object of objects) box.expandByObject(object);
    if (!box.isEmpty()) box.getBoundingSphere(this.whole);
  }

  /** The same for a sphere that is known, so that several stages show their objects at one scale. */
  frameAt(center: readonly [number, number, number], radius: number): void {
    this.whole.set(new Vector3(...center), radius);
  }

  /** Everything, from the front or from a direction. */
  reset(from: readonly [number, number, number] = [0, 0, 1]): void {
    this.show({ direction: new Vector3(...from).normalize().toArray(), distance: 0.92 / Math.sin((this.camera.fov * Math.PI) / 360), offset: [0, 0, 0] });
  }

  /** Where the camera stands, in radii of the whole, so that it means the same in another viewer. */
  view(): CameraView {
    const { radius, center } = this.whole;
    const away = this.camera.position.clone().sub(this.controls.target);
    return { direction: away.clone().normalize().toArray(), distance: away.length() / radius, offset: this.controls.target.clone().sub(center).divideScalar(radius).toArray() };
  }

  /** Takes the place of another viewer's camera. */
  show({ direction, distance, offset }: CameraView): void {
    const { radius, center } = this.whole;
    this.controls.target.copy(center).addScaledVector(new Vector3(...offset), radius);
    this.camera.position.copy(this.controls.target).addScaledVector(new Vector3(...direction), distance * radius);
    this.camera.near = radius / 50;
    this.camera.far = radius * 50;
    this.camera.updateProjectionMatrix();
    this.told = true;
    this.controls.update();
    this.told = false;
    this.drawSoon();
  }

  turn(yawRad: number, pitchRad = 0): void {
    const offset = this.camera.position.clone().sub(this.controls.target);
    offset.applyAxisAngle(new Vector3(0, 1, 0), yawRad);
    const side = new Vector3(0, 1, 0).cross(offset).normalize();
    const pitched = offset.clone().applyAxisAngle(side, pitchRad);
    if (Math.abs(pitched.clone().normalize().y) < 0.98) offset.copy(pitched);
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

  drawSoon(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draws++;
      this.renderer.render(this.scene, this.camera);
    });
  }

  /** What it shows now as pixels, longest side `sidePx`, on a clear ground. */
  snapshot(sidePx: number): { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray } {
    const { aspect } = this.camera, width = Math.round(Math.min(sidePx, sidePx * aspect)), height = Math.round(Math.min(sidePx, sidePx / aspect));
    const before = this.renderer.getSize(new Vector2()), ratio = this.renderer.getPixelRatio();
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [width, height];
    const context = copy.getContext('2d');
    this.renderer.setPixelRatio(1);
    this.renderer.setSize(width, height, false);
    // The drawing is gone after this task, so it is taken at once.
    this.renderer.render(this.scene, this.camera);
    context?.drawImage(this.renderer.domElement, 0, 0);
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(before.x, before.y, false);
    this.drawSoon();
    return { width, height, rgba: context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(width * height * 4) };
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.controls.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
