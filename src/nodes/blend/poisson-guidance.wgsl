// Right side of Poisson blending (Pérez et al. 2003, eqs. 7 and 12-13): for each unknown pixel the sum over its four neighbours of the guidance
// towards them: the foreground's difference, or with mixed = 1 the larger of the two pictures'.
struct Uniforms { channels: u32, width: u32, height: u32, mixed: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> foreground: array<f32>;
@group(0) @binding(2) var<storage, read> background: array<f32>;
@group(0) @binding(3) var<storage, read> unknown: array<f32>;
@group(0) @binding(4) var<storage, read_write> right: array<f32>;

fn guidance(here: u32, there: u32) -> f32 {
  let over = foreground[here] - foreground[there];
  let under = background[here] - background[there];
  return select(over, under, u.mixed == 1u && abs(under) > abs(over));
}

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let at = (id.z * u.height + id.y) * u.width + id.x;
  if (unknown[id.y * u.width + id.x] < 0.5) { right[at] = 0.0; return; }
  right[at] = guidance(at, at - 1u) + guidance(at, at + 1u) + guidance(at, at - u.width) + guidance(at, at + u.width);
}
