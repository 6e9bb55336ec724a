// Which tiles of the picture have surfaces that bend enough for ink, they or the pixels just before them: at the rim ink is
// that of the pixel before. Six columns at a time from row to row, so that each depth is read one and a third times and not five.
#include "bend.glsl"
#include "marking.glsl"
uniform vec4 pixel;      // as in edge_vertex.glsl
uniform vec2 near_far;
uniform vec2 reach;
layout(location = 0) out vec4 o_colour;

float here(vec2 at, int point) {
#ifdef FINE
    at = clamp(at, vec2(0.5), pixel.zw - 0.5);
#endif
    return depth(at, pixel.xy, point);
}

vec3 three(vec2 at, int point) {
    return vec3(here(at, point), here(at + vec2(1.0, 0.0), point), here(at + vec2(2.0, 0.0), point));
}

// By how much depths bend more than enough, less than nothing where they are too far off.
vec3 over(vec3 z, vec3 across, vec3 along) {
    vec3 centre = near_far.x - z * near_far.y;
    vec3 bent = (abs(across) + abs(along)) * near_far.y * reach.x - BENT * max(centre, 1e-4);
    return mix(vec3(-1.0), bent, greaterThan(centre * FADES, vec3(FARTHEST)));
}

void main() {
    const vec2 up = vec2(0.0, 1.0), on = vec2(3.0, 0.0);
    vec2 from = tile_begins() - 0.5;
    vec3 most = vec3(-1.0);
    for (int point = 0; point < POINTS; point++) {
        for (int x = 0; x < TILE + 2; x += 6) {
            vec2 at = from + vec2(float(x), 0.0);
            vec3 below = three(at - up, point), z = three(at, point);
            vec3 below_on = three(at + on - up, point), z_on = three(at + on, point);
            for (int y = 0; y < TILE + 1; y++) {
                vec3 above = three(at + up, point), above_on = three(at + on + up, point);
                float left = here(at - vec2(1.0, 0.0), point), right = here(at + 2.0 * on, point);
                vec3 across = vec3(left, z.xy) + vec3(z.yz, z_on.x) - 2.0 * z;
                vec3 across_on = vec3(z.z, z_on.xy) + vec3(z_on.yz, right) - 2.0 * z_on;
                most = max(most, over(z, across, above + below - 2.0 * z));
                most = max(most, over(z_on, across_on, above_on + below_on - 2.0 * z_on));
                below = z;
                z = above;
                below_on = z_on;
                z_on = above_on;
                at.y += 1.0;
            }
        }
    }
    o_colour = vec4(any(greaterThan(most, vec3(0.0))) ? 1.0 : 0.0);
}
