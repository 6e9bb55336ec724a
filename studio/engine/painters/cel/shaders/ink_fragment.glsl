#include "cutout.glsl"
flat in vec4 v_ink;
layout(location = 0) out vec4 o_colour;
void main() {
    cut_out();
    o_colour = v_ink;
}
