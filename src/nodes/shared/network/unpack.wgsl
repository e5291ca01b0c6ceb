// A network's picture back into three planes 0..1: the inverse of packing.
struct Uniforms { pixels: u32, bgr: u32, interleaved: u32, scale0: f32, scale1: f32, scale2: f32, offset0: f32, offset1: f32, offset2: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> packed: array<f32>;
@group(0) @binding(2) var<storage, read_write> picture: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels || id.y >= 3u) { return; }
  var scales = array<f32, 3>(u.scale0, u.scale1, u.scale2);
  var offsets = array<f32, 3>(u.offset0, u.offset1, u.offset2);
  let channel = select(id.y, 2u - id.y, u.bgr == 1u);
  let value = packed[select(channel * u.pixels + id.x, id.x * 3u + channel, u.interleaved == 1u)];
  picture[id.y * u.pixels + id.x] = clamp((value - offsets[id.y]) / scales[id.y], 0.0, 1.0);
}
