// Which tiles of the picture have an edge to smooth: those with two tones that are as far apart as FXAA minds.
uniform sampler2D picture;   // a: luma; read at the nearest texel
uniform vec2 texel;          // one texel of it
layout(location = 0) out vec4 o_colour;
#include "marking.glsl"

void main() {
    vec2 from = (tile_begins() - 0.5) * texel;
    float low = 1.0, high = 0.0;
    for (int y = 0; y < TILE + 2; y++) {
        for (int x = 0; x < TILE + 2; x++) {
            float here = texture(picture, from + vec2(float(x), float(y)) * texel).a;
            low = min(low, here);
            high = max(high, here);
        }
    }
    // What is a seventh (0.14) less than the lighter of two is at least so much (0.14 / 0.86) less than the darker.
    o_colour = vec4(high - low < max(0.085, low * 0.162) ? 0.0 : 1.0);
}
