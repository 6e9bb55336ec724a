#include "tile.glsl"
uniform vec2 texel;
flat out vec2 v_texel;
void main() {
    v_texel = texel;
    gl_Position = tile();
}
