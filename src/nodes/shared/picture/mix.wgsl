// background + mask · opacity · (foreground − background), for three planes.
struct Uniforms { pixels: u32, opacity: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> foreground: array<f32>;
@group(0) @binding(2) var<storage, read> background: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels || id.y >= 3u) { return; }
  let at = id.y * u.pixels + id.x;
  result[at] = mix(background[at], foreground[at], mask[id.x] * u.opacity);
}
