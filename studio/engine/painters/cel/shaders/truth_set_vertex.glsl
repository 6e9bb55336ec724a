#include "scene.glsl"
// A set for the layers of truth: the same places as in the picture, to the bit.
in vec3 in_position;
in vec4 in_normal;   // xyz from bytes round 128; w sway / 2
in vec2 in_uv;
invariant gl_Position;

#include "swayed.glsl"

#ifdef FLOW
#define swayed swayed_then
#include "then.glsl"
#include "swayed.glsl"
#include "now.glsl"
#undef swayed
out vec4 v_then;     // clip space of the other frame
#endif
#ifdef SURFACE
out vec3 v_normal;
out vec3 v_place;
#endif
#ifdef DECAL
out vec2 v_uv;
#endif

void main() {
    vec3 place = swayed();
#ifdef SURFACE
    v_normal = normalize(in_normal.xyz * 255.0 - 128.0);
    v_place = place;
#endif
#ifdef DECAL
    v_uv = in_uv;
#endif
    gl_Position = view_projection * vec4(place, 1.0);
#ifdef FLOW
    v_then = scene_then.view_projection * vec4(swayed_then(), 1.0);
#endif
}
