#include "scene.glsl"
// Ink where surfaces meet. The depth buffer is linear in 1/z, so its second difference is nothing on any
// plane, however steep, and large at creases and silhouettes: no normals are needed.
#ifdef FINE
uniform sampler2DMS depths;   // each of its points has its own lines, and a pixel what they come to together
const int POINTS = 4;
#else
uniform sampler2D depths;
const int POINTS = 1;
#endif
uniform vec2 near_far;   // 1/near, 1/far
layout(location = 0) out vec4 o_colour;

float nearness(ivec2 at, int point) {
    float z = texelFetch(depths, at, point).r;
    return near_far.x - z * (near_far.x - near_far.y);
}

float ink_at(ivec2 at, int point) {
    float centre = nearness(at, point);
    float fade = clamp(centre * 14.0 - 0.15, 0.0, 1.0);
    if (fade <= 0.0) return 0.0;
    float across = nearness(at + ivec2(1, 0), point) + nearness(at - ivec2(1, 0), point) - 2.0 * centre;
    float along = nearness(at + ivec2(0, 1), point) + nearness(at - ivec2(0, 1), point) - 2.0 * centre;
    // 1/z changes by slope / (pixels_at_1m * z) from pixel to pixel: this undoes it.
    float bend = (abs(across) + abs(along)) * light.w / max(centre, 1e-4);
    return smoothstep(0.55, 1.6, bend) * 0.55 * fade * look_form.z;
}

void main() {
    ivec2 at = clamp(ivec2(gl_FragCoord.xy), ivec2(1), ivec2(frame.xy) - 2);
    float ink = 0.0;
    for (int point = 0; point < POINTS; ++point) ink += ink_at(at, point) / float(POINTS);
    if (ink < 0.02) discard;
#ifdef TRUTH
    o_colour = vec4(step(0.25, ink));
    return;
#endif
    o_colour = vec4(mix(vec3(1.0), mix(vec3(0.36, 0.32, 0.46), look_ink.rgb, look_ink.w), min(ink, 1.0)), 1.0);
}
