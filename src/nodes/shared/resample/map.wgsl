// Looks a picture up through a map: channels 0 and 1 of the map are the input position of each output pixel (pixel centres at +0.5),
// the last channel is its weight; where that is 0 the result is 0.
struct Uniforms { channels: u32, inWidth: u32, inHeight: u32, outWidth: u32, outHeight: u32, mapChannels: u32, samples: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read> map: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

fn tap(channel: u32, x: i32, y: i32) -> f32 {
  let cx = u32(clamp(x, 0, i32(u.inWidth) - 1));
  let cy = u32(clamp(y, 0, i32(u.inHeight) - 1));
  return picture[(channel * u.inHeight + cy) * u.inWidth + cx];
}

fn weightAt(x: u32, y: u32) -> f32 { return map[((u.mapChannels - 1u) * u.outHeight + y) * u.outWidth + x]; }
fn positionAt(x: u32, y: u32) -> vec2<f32> {
  let i = y * u.outWidth + x;
  return vec2<f32>(map[i], map[u.outHeight * u.outWidth + i]);
}

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.outWidth || id.y >= u.outHeight || id.z >= u.channels) { return; }
  let index = (id.z * u.outHeight + id.y) * u.outWidth + id.x;
  if (weightAt(id.x, id.y) <= 0.0) { result[index] = 0.0; return; }
  let centre = positionAt(id.x, id.y);
  var across = vec2<f32>(0.0);
  var down = vec2<f32>(0.0);
  if (id.x + 1u < u.outWidth && weightAt(id.x + 1u, id.y) > 0.0) { across = positionAt(id.x + 1u, id.y) - centre; }
  else if (id.x > 0u && weightAt(id.x - 1u, id.y) > 0.0) { across = centre - positionAt(id.x - 1u, id.y); }
  if (id.y + 1u < u.outHeight && weightAt(id.x, id.y + 1u) > 0.0) { down = positionAt(id.x, id.y + 1u) - centre; }
  else if (id.y > 0u && weightAt(id.x, id.y - 1u) > 0.0) { down = centre - positionAt(id.x, id.y - 1u); }
  let step = 1.0 / f32(u.samples);
  let limit = vec2<f32>(f32(u.inWidth), f32(u.inHeight));
  across = clamp(across, vec2<f32>(-8.0), vec2<f32>(8.0));
  down = clamp(down, vec2<f32>(-8.0), vec2<f32>(8.0));
  var sum = 0.0;
  for (var j = 0u; j < u.samples; j++) {
    for (var i = 0u; i < u.samples; i++) {
      let at = centre + across * ((f32(i) + 0.5) * step - 0.5) + down * ((f32(j) + 0.5) * step - 0.5);
      let p = clamp(at - 0.5, vec2<f32>(-1.0), limit);
      let whole = floor(p);
      let f = p - whole;
      let x = i32(whole.x);
      let y = i32(whole.y);
      sum += mix(mix(tap(id.z, x, y), tap(id.z, x + 1, y), f.x), mix(tap(id.z, x, y + 1), tap(id.z, x + 1, y + 1), f.x), f.y);
    }
  }
  result[index] = sum * step * step;
}
