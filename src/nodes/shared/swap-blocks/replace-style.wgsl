// A style vector in which (gamma - 1, beta) of one AdaIN, from index `first`, goes by `share` to those of another layer.
struct Uniforms { count: u32, first: u32, channels: u32, share: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> style: array<f32>;
@group(0) @binding(2) var<storage, read> gamma: array<f32>;
@group(0) @binding(3) var<storage, read> beta: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.count) { return; }
  let own = style[id.x];
  var other = own;
  if (id.x >= u.first && id.x < u.first + u.channels) { other = gamma[id.x - u.first] - 1.0; }
  else if (id.x >= u.first + u.channels && id.x < u.first + 2u * u.channels) { other = beta[id.x - u.first - u.channels]; }
  result[id.x] = own + u.share * (other - own);
}
