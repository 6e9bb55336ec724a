// Which tiles of the picture a shadow lies in.
uniform sampler2D shadow;      // half as large as the picture; read at the nearest texel
uniform vec2 texel;            // one pixel of the picture
layout(location = 0) out vec4 o_colour;
#include "marking.glsl"

void main() {
    vec2 from = tile_begins() - 3.0;
    float dark = 0.0;
    for (int y = 0; y < TILE / 2 + 4; y++) {
        for (int x = 0; x < TILE / 2 + 4; x++) {
            dark = max(dark, texture(shadow, (from + 2.0 * vec2(float(x), float(y))) * texel).r);
        }
    }
    o_colour = vec4(dark > 0.0 ? 1.0 : 0.0);
}
