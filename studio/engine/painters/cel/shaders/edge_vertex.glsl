// What the ink of sets is told is the same all over a tile: to a software driver less work than a uniform.
#include "tile.glsl"
uniform vec4 pixel;      // 1/width, 1/height; width and height in pixels
uniform vec2 near_far;   // 1/near, and by how much 1/far is less
uniform vec2 reach;      // pixels that a metre takes at 1 m; times the ink
uniform vec3 tone;       // what ink does to the picture, less than it leaves as it is
flat out vec4 v_pixel;
flat out vec2 v_near_far;
flat out vec2 v_reach;
flat out vec3 v_tone;
void main() {
    v_pixel = pixel;
    v_near_far = near_far;
    v_reach = reach;
    v_tone = tone;
    gl_Position = tile();
}
