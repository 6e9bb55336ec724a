#include "scene.glsl"
#include "pose.glsl"
// People and props for the layers of truth: the same places as in the picture, to the bit.
in vec3 in_position;
in vec4 in_normal;   // xyz from bytes round 128; w sway / 2
in vec4 in_shade;    // a ink width / 2
in uvec4 in_bones;   // two joints, weight of the second * 255, surface
invariant gl_Position;

#include "posed.glsl"
#include "smeared.glsl"
#ifdef HULL
#include "swollen.glsl"
#endif

#ifdef FLOW
#include "then.glsl"
layout(std140) uniform PoseThen {
#include "pose_rows.glsl"
} pose_then;
#define bones pose_then.bones
#define hem pose_then.hem
#define hem_at pose_then.hem_at
#define hung hung_then
#define hair_swing pose_then.hair_swing
#define cloth_swing pose_then.cloth_swing
#define body pose_then.body
#define head_up pose_then.head_up
#define posed posed_then
#define posed_normal posed_normal_then
#define swollen swollen_then
#ifdef BENDING
in vec3 in_place_then;
#define in_position in_place_then
#endif
#include "posed.glsl"
#ifdef HULL
#include "swollen.glsl"
#endif
#undef bones
#undef hem
#undef hem_at
#undef hung
#undef hair_swing
#undef cloth_swing
#undef body
#undef head_up
#undef posed
#undef posed_normal
#undef swollen
#undef in_position
#include "now.glsl"
out vec4 v_then;     // clip space of the other frame
#endif

#ifdef SURFACE
out vec3 v_normal;
out vec3 v_place;
#endif

void main() {
    vec3 place = here();
#ifdef SURFACE
    v_normal = posed_normal;
    v_place = place;
#endif
#ifdef HULL
    gl_Position = swollen(place);
#else
    gl_Position = view_projection * vec4(place, 1.0);
#endif
#if defined(FLOW) && defined(HULL)
    v_then = swollen_then(posed_then());
#elif defined(FLOW)
    v_then = scene_then.view_projection * vec4(posed_then(), 1.0);
#endif
}
