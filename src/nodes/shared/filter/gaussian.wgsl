// One axis of a Gaussian blur; edges repeat. Weights are normalised over the 2·radius + 1 taps.
struct Uniforms { channels: u32, width: u32, height: u32, radius: u32, alongY: u32, sigma: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let radius = i32(u.radius);
  let k = -0.5 / (u.sigma * u.sigma);
  var sum = 0.0;
  var total = 0.0;
  for (var d = -radius; d <= radius; d++) {
    let weight = exp(k * f32(d * d));
    var x = i32(id.x);
    var y = i32(id.y);
    if (u.alongY == 1u) { y = clamp(y + d, 0, i32(u.height) - 1); } else { x = clamp(x + d, 0, i32(u.width) - 1); }
    sum += weight * picture[(id.z * u.height + u32(y)) * u.width + u32(x)];
    total += weight;
  }
  result[(id.z * u.height + id.y) * u.width + id.x] = sum / total;
}
