#include "scene.glsl"
in vec3 in_position;
in vec4 in_normal;
in vec4 in_colour;
in vec4 in_shade;
in vec2 in_uv;

vec3 swayed() {
    vec3 place = in_position;
#ifdef GRASS
    float phase = dot(place.xy, vec2(0.55, 0.35));
    float gust = 0.55 + 0.45 * sin(eye.w * 1.7 - dot(place.xy, wind.xy) * 0.12 - phase * 0.4);
    vec2 push = (wind.xy * 0.10 + vec2(0.05, 0.02)) * gust + vec2(sin(eye.w * 4.1 + phase * 5.0), cos(eye.w * 3.3 + phase * 4.0)) * 0.02;
    place.xy += push * in_normal.w * 2.0;
#endif
    return place;
}

#ifdef FLAT
void main() {
    gl_Position = view_projection * vec4(swayed(), 1.0);
}
#else
out vec3 v_place;
out vec3 v_normal;
out vec2 v_uv;
out vec4 v_colour;
out vec3 v_shade;
void main() {
    vec3 place = swayed();
    v_place = place;
    v_normal = in_normal.xyz * 255.0 - 128.0;
    v_uv = in_uv;
    v_colour = in_colour;
    v_shade = in_shade.rgb;
    vec4 clip = view_projection * vec4(place, 1.0);
#ifdef SKY
    clip.z = clip.w * 0.999999;
#endif
    gl_Position = clip;
#ifdef MIRROR
    gl_ClipDistance[0] = place.z - 0.003;
#endif
}
#endif
