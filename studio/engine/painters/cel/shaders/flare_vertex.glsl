#include "scene.glsl"
// A light in the lens: its glow, a streak across, and its mirrored images along the line through the middle.
uniform sampler2D depths;
uniform vec4 source;   // clip x and y, depth-buffer value of the light, strength
uniform vec4 tone;     // rgb of the light; 1 for a streak as of an anamorphic lens
out vec2 v_uv;
flat out vec4 v_colour;
flat out float v_shape;
// Where along the line from the light (0) through the middle (1): place, radius in frame heights, strength, shape.
const vec4 PARTS[9] = vec4[9](
    vec4(0.0, 0.62, 0.62, 0.0), vec4(0.0, 0.16, 0.85, 0.0), vec4(0.0, 1.00, 0.50, 2.0), vec4(0.52, 0.045, 0.20, 1.0),
    vec4(0.74, 0.085, 0.13, 1.0), vec4(1.24, 0.030, 0.26, 1.0), vec4(1.42, 0.060, 0.16, 1.0), vec4(1.72, 0.150, 0.10, 3.0),
    vec4(2.02, 0.240, 0.085, 1.0));
const vec3 HUES[9] = vec3[9](vec3(1.0, 0.92, 0.80), vec3(1.0), vec3(0.70, 0.85, 1.0), vec3(1.0, 0.55, 0.35),
    vec3(0.45, 1.0, 0.75), vec3(0.55, 0.70, 1.0), vec3(1.0, 0.80, 0.45), vec3(0.55, 0.85, 1.0), vec3(0.80, 0.55, 1.0));

float seen() {
    float shown = 0.0;
    for (int i = 0; i < 9; i++) {
        vec2 at = source.xy * 0.5 + 0.5 + vec2(float(i % 3) - 1.0, float(i / 3) - 1.0) * 0.008;
        bool outside = any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)));
        shown += outside ? 1.0 : step(source.z - 1e-5, textureLod(depths, at, 0.0).r);
    }
    return shown / 9.0;
}

void main() {
    int part = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    vec4 one = PARTS[part];
    v_shape = one.w;
    float strength = source.w * seen() * one.z * (one.w == 2.0 ? 0.35 + 0.65 * tone.w : 1.0);
    v_colour = vec4(mix(tone.rgb, HUES[part], one.w == 0.0 ? 0.25 : 0.65), strength);
    vec2 middle = source.xy * (1.0 - one.x);
    vec2 reach = one.w == 2.0 ? vec2(1.9, 0.012 + 0.010 * tone.w) : vec2(one.y);
    gl_Position = vec4(middle + v_uv * reach * 2.0 * vec2(one.w == 2.0 ? 1.0 : frame.y * frame.z, 1.0), 0.0, 1.0);
}
