// Where a vertex is drawn: where it stands, or, in a smear, dragged out behind the way it came. After "posed.glsl".
#ifdef SMEAR
layout(std140) uniform PoseThen {
#include "pose_rows.glsl"
} pose_before;
#define bones pose_before.bones
#define hem pose_before.hem
#define hem_at pose_before.hem_at
#define hung hung_before
#define hair_swing pose_before.hair_swing
#define cloth_swing pose_before.cloth_swing
#define body pose_before.body
#define head_up pose_before.head_up
#define posed posed_before
#define posed_normal posed_normal_before
#include "posed.glsl"
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
uniform float smear;   // frames' worth of way that it is dragged
vec3 here() {
    vec3 place = posed();
    vec3 way = place - posed_before();
    float far = length(way);
    float trails = smoothstep(0.0, 0.7, -dot(posed_normal, way / max(far, 1e-5)));
    float strand = 0.5 + 0.5 * sin(dot(in_position, vec3(31.0, 47.0, 23.0)));
    return place - way * smear * smoothstep(0.05, 0.16, far) * trails * (0.25 + 0.75 * strand * strand);
}
#else
vec3 here() {
    return posed();
}
#endif
