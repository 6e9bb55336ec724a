#include "cutout.glsl"
layout(location = 0) out vec4 o_colour;
uniform vec4 value;
void main() {
    cut_out();
    o_colour = value;
}
