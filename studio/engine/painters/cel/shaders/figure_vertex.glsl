#include "scene.glsl"
#include "pose.glsl"
in vec3 in_position;
in vec4 in_normal;   // xyz from bytes round 128; w sway / 2
in vec4 in_colour;   // rgb; a glow
in vec4 in_shade;    // rgb; a ink width / 2
in vec2 in_uv;
in uvec4 in_bones;   // two joints, weight of the second * 255, surface

#include "posed.glsl"
#include "smeared.glsl"

#ifdef HULL
#include "swollen.glsl"
flat out vec4 v_ink;
#ifdef COAT
out vec2 v_uv;
uniform vec4 ink_colour;
#endif
void main() {
    vec4 clip = swollen(here());
    float head_px = light.w * body.x / max(clip.w, 0.05);
    float away = clip.w - fog_shape.y;
    float hazy = min(1.0 - exp(-max(away, 0.0) * fog_shape.x), fog.w);
    vec3 colour = in_shade.rgb * mix(0.60, 0.42, smoothstep(40.0, 120.0, head_px / shade.w)) * mix(shade.rgb, light.rgb, 0.3) + vec3(0.012, 0.006, 0.02);
#ifdef COAT
    v_uv = in_uv;
    colour = ink_colour.rgb * mix(shade.rgb, light.rgb, 0.3) * 1.15;
#endif
    colour = mix(colour, look_ink.rgb, look_ink.w);
    v_ink = vec4(mix(colour, fog.rgb, hazy), 0.0);
    gl_Position = clip;
}
#elif defined(FLAT)
#ifdef COAT
out vec2 v_uv;
#endif
void main() {
    vec3 place = here();
#ifdef COAT
    v_uv = in_uv;
#endif
#ifdef SHADOW
    // Laid down on the ground along the light; a low sun is kept from stretching it out of the picture.
    vec3 towards = vec3(key.xy, max(key.z, 0.38));
    place -= towards * ((place.z - body.z) / towards.z);
#endif
    gl_Position = view_projection * vec4(place, 1.0);
}
#else
#define TOLD out
#include "told.glsl"
out vec3 v_towards;  // to the eye, metres
out vec3 v_normal;
out vec4 v_uv;       // xy of the picture; zw how far it faces the rim lights, left and right
out vec4 v_colour;
out vec3 v_shade;
out vec3 v_rest;
void main() {
    vec3 place = here();
    v_light = vec4(light.rgb, fog_shape.x);
    v_shade_tone = vec4(shade.rgb, fog_shape.y);
    v_fog = fog;
    v_rim_left = rim_left;
    v_rim_right = rim_right;
    v_ramp = look_ramp;
    v_people_key = people_key.xyz;
    v_towards = eye.xyz - place;
    v_normal = posed_normal;
    v_uv = vec4(in_uv, dot(posed_normal, rim_left_from.xyz), dot(posed_normal, rim_right_from.xyz));
    v_colour = in_colour;
    v_shade = in_shade.rgb;
    v_rest = in_position;
#ifdef GHOST
    // In the world, not in clip space: a fixed clip offset grows to metres in a wide shot.
    place += normalize(eye.xyz - place) * 0.15 * body.x;
#endif
    gl_Position = view_projection * vec4(place, 1.0);
#ifdef MIRROR
    gl_ClipDistance[0] = place.z - 0.003;
#endif
}
#endif
