// For each bin edge of the picture the value at which the reference has the same share of its weight below. Empty bins of the reference are passed over,
// and the share is a hair less, so that rounding at the top does not run into the empty bins beyond.
struct Uniforms { bins: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> own: array<f32>;
@group(0) @binding(2) var<storage, read> wanted: array<f32>;
@group(0) @binding(3) var<storage, read_write> table: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x > u.bins || id.y >= 3u) { return; }
  let first = id.y * u.bins;
  var ownTotal = 0.0;
  var wantedTotal = 0.0;
  var below = 0.0;
  for (var i = 0u; i < u.bins; i++) {
    if (i == id.x) { below = ownTotal; }
    ownTotal += own[first + i];
    wantedTotal += wanted[first + i];
  }
  if (id.x == u.bins) { below = ownTotal; }
  let at = id.y * (u.bins + 1u) + id.x;
  if (ownTotal < 1.0 || wantedTotal < 1.0) { table[at] = f32(id.x) / f32(u.bins); return; }
  let share = below / ownTotal * wantedTotal * 0.999999;
  var bin = 0u;
  var reached = 0.0;
  while (bin < u.bins - 1u && (wanted[first + bin] == 0.0 || reached + wanted[first + bin] < share)) { reached += wanted[first + bin]; bin++; }
  let rise = wanted[first + bin];
  var within = 0.0;
  if (rise > 0.0) { within = clamp((share - reached) / rise, 0.0, 1.0); }
  table[at] = (f32(bin) + within) / f32(u.bins);
}
