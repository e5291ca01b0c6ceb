// Where each drawn pixel finds its texture, and how well that was seen there. `drawn` holds, per side of the face (as it is, and mirrored): x px, y px,
// depth cm and facing in the textured picture; last come depth and coverage in the drawn picture. The mirrored side fills what the first leaves.
struct Uniforms { width: u32, height: u32, textureWidth: u32, textureHeight: u32, sides: u32, slackCm: f32, facingFrom: f32, facingTo: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> drawn: array<f32>;
@group(0) @binding(2) var<storage, read> depths: array<f32>;
@group(0) @binding(3) var<storage, read> usable: array<f32>;
@group(0) @binding(4) var<storage, read_write> straight: array<f32>;
@group(0) @binding(5) var<storage, read_write> mirrored: array<f32>;

fn seen(x: i32, y: i32, depth: f32) -> f32 {
  if (x < 0 || y < 0 || x >= i32(u.textureWidth) || y >= i32(u.textureHeight)) { return 0.0; }
  let at = u32(y) * u.textureWidth + u32(x);
  let nearest = depths[at];
  if (nearest == 0.0) { return usable[at]; }
  return usable[at] * clamp(2.0 - (depth - nearest) / u.slackCm, 0.0, 1.0);
}

fn weightOf(plane: u32, at: u32, side: u32) -> f32 {
  let first = 4u * side * plane + at;
  let px = clamp(drawn[first] - 0.5, -2.0, f32(u.textureWidth) + 1.0);
  let py = clamp(drawn[first + plane] - 0.5, -2.0, f32(u.textureHeight) + 1.0);
  let depth = drawn[first + 2u * plane];
  let x = i32(floor(px));
  let y = i32(floor(py));
  let fx = px - floor(px);
  let fy = py - floor(py);
  let open = mix(mix(seen(x, y, depth), seen(x + 1, y, depth), fx), mix(seen(x, y + 1, depth), seen(x + 1, y + 1, depth), fx), fy);
  return open * smoothstep(u.facingFrom, u.facingTo, drawn[first + 3u * plane]);
}

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let plane = u.width * u.height;
  let at = id.y * u.width + id.x;
  let covered = drawn[(4u * u.sides + 1u) * plane + at] != 0.0;
  var weight = 0.0;
  if (covered) { weight = weightOf(plane, at, 0u); }
  straight[at] = drawn[at];
  straight[plane + at] = drawn[plane + at];
  straight[2u * plane + at] = weight;
  if (u.sides < 2u) { mirrored[at] = 0.0; mirrored[plane + at] = 0.0; mirrored[2u * plane + at] = 0.0; return; }
  var other = 0.0;
  if (covered && weight < 1.0) { other = (1.0 - weight) * weightOf(plane, at, 1u); }
  mirrored[at] = drawn[4u * plane + at];
  mirrored[plane + at] = drawn[5u * plane + at];
  mirrored[2u * plane + at] = other;
}
