// Ink where surfaces meet, in the tiles where there is any.
#include "bend.glsl"
flat in vec4 v_pixel;     // 1/width, 1/height; width and height in pixels
flat in vec2 v_near_far;  // 1/near, and by how much 1/far is less
flat in vec2 v_reach;     // pixels that a metre takes at 1 m; times the ink
flat in vec3 v_tone;      // what ink does to the picture, less than it leaves as it is
layout(location = 0) out vec4 o_colour;

float ink_at(vec2 at, int point) {
    const vec2 right = vec2(1.0, 0.0), up = vec2(0.0, 1.0);
    float z = depth(at, v_pixel.xy, point);
    float centre = v_near_far.x - z * v_near_far.y;
    float across = depth(at + right, v_pixel.xy, point) + depth(at - right, v_pixel.xy, point) - 2.0 * z;
    float along = depth(at + up, v_pixel.xy, point) + depth(at - up, v_pixel.xy, point) - 2.0 * z;
    // 1/z changes by slope / (pixels_at_1m * z) from pixel to pixel: this undoes it.
    float bend = (abs(across) + abs(along)) * v_near_far.y * v_reach.x / max(centre, 1e-4);
    return smoothstep(BENT, 1.6, bend) * clamp(centre * FADES - FARTHEST, 0.0, 1.0);
}

void main() {
    vec2 at = clamp(gl_FragCoord.xy, vec2(1.5), v_pixel.zw - 1.5);
    float ink = 0.0;
    for (int point = 0; point < POINTS; ++point) ink += ink_at(at, point) / float(POINTS);
    ink *= v_reach.y;
    if (ink < 0.02) discard;
#ifdef TRUTH
    o_colour = vec4(step(0.25, ink));
#else
    o_colour = vec4(1.0 + v_tone * min(ink, 1.0), 1.0);
#endif
}
