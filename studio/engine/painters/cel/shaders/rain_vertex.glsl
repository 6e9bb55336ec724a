#include "scene.glsl"
#include "random.glsl"
uniform vec4 box;      // metres: half width, depth, height; w streak length
out vec2 v_uv;
flat out vec4 v_colour;
// Streaks live in a box that repeats through the world and is carried along with the eye.
void main() {
    int corner = gl_VertexID % 6;
    vec3 dice = random3(uint(gl_VertexID / 6)), more = random3(uint(gl_VertexID / 6) + 91021u);
    float speed = mix(8.5, 11.5, more.x);
    vec3 slant = normalize(vec3(wind.xy * 0.55 + vec2(-0.35, 0.1), -speed));
    vec3 extent = vec3(box.x * 2.0, box.y * 2.0, box.z);
    vec3 start = dice * extent + slant * speed * eye.w / max(-slant.z, 0.2);
    vec3 middle = eye.xyz + vec3(cross(up.xyz, right.xyz).xy * box.y * 0.75, 0.0);
    vec3 place = mod(start - middle, extent) - extent * 0.5 + middle;
    float away = length(place - eye.xyz);
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : 0.0);
    vec3 end = place - slant * box.w * mix(0.6, 1.3, more.y) * (top ? 1.0 : 0.0);
    float width = max(0.0028, away * 0.75 / light.w) * (0.7 + 0.6 * more.z);
    float shown = clamp(away * 0.8 - 0.6, 0.0, 1.0) * step(0.0, place.z);
    v_colour = vec4(mix(vec3(0.72, 0.83, 1.0), fog.rgb * 0.5 + 0.5, 0.35), shown * mix(0.18, 0.50, more.z));
    gl_Position = view_projection * vec4(end + right.xyz * v_uv.x * width, 1.0);
}
