// From blurred displacements times coverage (planes 0 and 1) and blurred coverage (plane 3) to the place each pixel comes from; weight 1 everywhere.
// The displacement fades to nothing where the coverage does.
struct Uniforms { width: u32, height: u32, fade: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> blurred: array<f32>;
@group(0) @binding(2) var<storage, read_write> positions: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let plane = u.width * u.height;
  let at = id.y * u.width + id.x;
  let share = (1.0 + u.fade) / (blurred[3u * plane + at] + u.fade);
  positions[at] = f32(id.x) + 0.5 + share * blurred[at];
  positions[plane + at] = f32(id.y) + 0.5 + share * blurred[plane + at];
  positions[2u * plane + at] = 1.0;
}
