// Reinhard et al. 2001, eqs. 10-11: each Lab channel shifted and stretched from its own mean and deviation to those of the reference.
struct Uniforms { pixels: u32, strength: f32, mostGain: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> lab: array<f32>;
@group(0) @binding(2) var<storage, read> own: array<f32>;
@group(0) @binding(3) var<storage, read> wanted: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

fn deviation(total: f32, first: f32, second: f32) -> f32 {
  let mean = first / total;
  return sqrt(max(second / total - mean * mean, 0.0));
}

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels || id.y >= 3u) { return; }
  let at = id.y * u.pixels + id.x;
  let value = lab[at];
  if (own[0] < 1.0 || wanted[0] < 1.0) { result[at] = value; return; }
  let centre = select(0.0, 50.0, id.y == 0u);
  let ownMean = own[1u + id.y] / own[0] + centre;
  let wantedMean = wanted[1u + id.y] / wanted[0] + centre;
  let spread = deviation(own[0], own[1u + id.y], own[4u + id.y]);
  let wantedSpread = deviation(wanted[0], wanted[1u + id.y], wanted[4u + id.y]);
  var gain = 1.0;
  if (spread > 0.01) { gain = clamp(wantedSpread / spread, 1.0 / u.mostGain, u.mostGain); }
  result[at] = mix(value, (value - ownMean) * gain + wantedMean, u.strength);
}
