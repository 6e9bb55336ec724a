#include "scene.glsl"
// A puff of flame that looks at the camera.
in vec4 in_place;     // xyz metres, w radius in metres
in vec4 in_colour;    // rgb, how dense
in float in_seed;
out vec2 v_uv;
flat out vec4 v_colour;
flat out float v_seed;
void main() {
    v_uv = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
    v_colour = in_colour;
    v_seed = in_seed;
    gl_Position = view_projection * vec4(in_place.xyz + (right.xyz * v_uv.x + up.xyz * v_uv.y) * in_place.w, 1.0);
}
