// AdaIN: each channel's mean and deviation become beta and gamma, by `share`.
struct Uniforms { channels: u32, area: u32, share: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> maps: array<f32>;
@group(0) @binding(2) var<storage, read> mean: array<f32>;
@group(0) @binding(3) var<storage, read> deviation: array<f32>;
@group(0) @binding(4) var<storage, read> gamma: array<f32>;
@group(0) @binding(5) var<storage, read> beta: array<f32>;
@group(0) @binding(6) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.area || id.y >= u.channels) { return; }
  let at = id.y * u.area + id.x;
  let value = maps[at];
  let styled = (value - mean[id.y]) / deviation[id.y] * gamma[id.y] + beta[id.y];
  result[at] = value + u.share * (styled - value);
}
