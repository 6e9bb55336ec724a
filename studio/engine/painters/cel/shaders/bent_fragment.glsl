// Which tiles of the picture have surfaces that bend enough for ink, they or the pixels round them. Four columns
// at a time from row to row, so that each depth is read one and a half times and not five.
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

vec4 four(vec2 at, int point) {
    return vec4(here(at, point), here(at + vec2(1.0, 0.0), point), here(at + vec2(2.0, 0.0), point), here(at + vec2(3.0, 0.0), point));
}

void main() {
    vec2 from = tile_begins() + vec2(-1.5, -0.5);
    float scale = near_far.y * reach.x;
    vec4 most = vec4(-1.0);
    for (int point = 0; point < POINTS; point++) {
        for (int x = 0; x < TILE + 4; x += 4) {
            vec2 at = from + vec2(float(x), 0.0);
            vec4 below = four(at - vec2(0.0, 1.0), point), z = four(at, point);
            for (int y = 0; y < TILE + 2; y++) {
                vec4 above = four(at + vec2(0.0, 1.0), point);
                float left = here(at - vec2(1.0, 0.0), point), right = here(at + vec2(4.0, 0.0), point);
                vec4 across = vec4(left, z.xyz) + vec4(z.yzw, right) - 2.0 * z;
                vec4 along = above + below - 2.0 * z;
                vec4 centre = near_far.x - z * near_far.y;
                vec4 over = (abs(across) + abs(along)) * scale - BENT * max(centre, 1e-4);
                most = max(most, mix(vec4(-1.0), over, greaterThan(centre * FADES, vec4(FARTHEST))));
                below = z;
                z = above;
                at.y += 1.0;
            }
        }
    }
    o_colour = vec4(any(greaterThan(most, vec4(0.0))) ? 1.0 : 0.0);
}
