#include "scene.glsl"
#include "random.glsl"
#ifdef PETALS
uniform vec4 petal;    // colour, and 1 for what hovers and shines by itself
#endif
uniform vec4 box;      // metres: half width, half depth, height; w size
out vec2 v_uv;
flat out vec4 v_colour;
void main() {
    int corner = gl_VertexID % 6;
    vec3 dice = random3(uint(gl_VertexID / 6)), more = random3(uint(gl_VertexID / 6) + 40503u);
    float t = eye.w, phase = more.x * 6.2831853;
#ifdef PETALS
    vec3 drift = vec3(vec2(0.55, 0.1), -0.42 - 0.3 * more.y) * t + vec3(wind.xy * 0.6 * wind.w, 0.0);
    drift += vec3(sin(t * 1.7 + phase) * 0.22, cos(t * 1.3 + phase) * 0.18, sin(t * 2.3 + phase) * 0.08);
#else
    vec3 drift = vec3(0.0, 0.0, -0.75 - 0.5 * more.y) * t + vec3(wind.xy * 0.5 * wind.w, 0.0);
    drift += vec3(sin(t * 0.9 + phase) * 0.16, cos(t * 0.8 + phase) * 0.16, 0.0);
#endif
    vec3 extent = vec3(box.x * 2.0, box.y * 2.0, box.z);
    vec3 middle = eye.xyz + vec3(cross(up.xyz, right.xyz).xy * box.y * 0.8, 0.0);
    vec3 place = mod(dice * extent + drift - middle, extent) - extent * 0.5 + middle;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    float away = length(place - eye.xyz);
    float size = max(box.w * mix(0.6, 1.4, more.z), 0.7 * away / light.w);
    vec2 spread = v_uv;
#ifdef PETALS
    float spin = t * mix(1.5, 3.5, more.y) + phase;
    spread = mat2(cos(spin), sin(spin), -sin(spin), cos(spin)) * (v_uv * vec2(1.0, mix(0.30 + 0.45 * abs(sin(t * 2.6 + phase)), 1.0, petal.a)));
    vec3 pale = mix(petal.rgb, vec3(1.0), 0.45);
    vec3 tone = mix(petal.rgb, pale, dice.z * (1.0 - petal.a)) * mix(mix(shade.rgb, light.rgb, 0.8), vec3(1.0), petal.a);
    float strength = mix(0.95, 0.5 + 0.5 * sin(t * (1.5 + more.y) + phase * 5.0), petal.a);
#else
    vec3 tone = mix(vec3(1.0), light.rgb, 0.35);
    float strength = 0.9;
#endif
    float shown = clamp(away * 1.2 - 0.8, 0.0, 1.0) * step(0.0, place.z);
    v_colour = vec4(tone, strength * shown);
    gl_Position = view_projection * vec4(place + (right.xyz * spread.x + up.xyz * spread.y) * size, 1.0);
}
