// A mask through a straight line: value · gain + offset, clipped to 0..1.
struct Uniforms { pixels: u32, gain: f32, offset: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  result[id.x] = clamp(mask[id.x] * u.gain + u.offset, 0.0, 1.0);
}
