// What shadows are told is the same all over a tile: to a software driver less work than a uniform.
#include "tile.glsl"
uniform vec4 height_row;       // of clip-to-world: the world height of a clip place
uniform vec4 scale_row;
uniform vec4 tone;             // what the ground is multiplied by in full shadow; how strong that is
uniform vec4 steps;            // a pixel of the picture; from one look at the shadow to the next
flat out vec4 v_height_row;
flat out vec4 v_scale_row;
flat out vec4 v_tone;
flat out vec4 v_steps;
void main() {
    v_height_row = height_row;
    v_scale_row = scale_row;
    v_tone = tone;
    v_steps = steps;
    gl_Position = tile();
}
