// Copies a picture into a wider one at a column, over what is there already.
struct Uniforms { channels: u32, width: u32, height: u32, inWidth: u32, column: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> sheet: array<f32>;
@group(0) @binding(2) var<storage, read> picture: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let at = (id.z * u.height + id.y) * u.width + id.x;
  if (id.x >= u.column && id.x < u.column + u.inWidth) {
    result[at] = picture[(id.z * u.height + id.y) * u.inWidth + id.x - u.column];
  } else {
    result[at] = sheet[at];
  }
}
