#include "scene.glsl"
in vec3 in_position;
in vec4 in_normal;   // xyz from bytes round 128; w sway / 2
in vec4 in_colour;   // rgb; a glow
in vec4 in_shade;    // rgb; a ink width / 2
in vec2 in_uv;

#include "swayed.glsl"

#ifdef FLAT
void main() {
    gl_Position = view_projection * vec4(swayed(), 1.0);
}
#else
// Sets fill the picture, so all that can be worked out at the corners is: the light falling on them too.
out vec2 v_uv;
out vec4 v_lit;      // rgb as lit; a glow
out vec3 v_dark;
out float v_h;       // half Lambert
#ifdef PLACED
out vec3 v_place;
#endif
void main() {
    vec3 place = swayed();
    v_uv = in_uv;
    v_lit = vec4(in_colour.rgb * light.rgb, in_colour.a);
    v_dark = in_shade.rgb * shade.rgb;
    v_h = dot(normalize(in_normal.xyz * 255.0 - 128.0), key.xyz) * 0.5 + 0.5;
#if defined(GLOW) || defined(SHINE)
    v_lit.rgb = in_colour.rgb;
#elif defined(DECAL)
    v_lit.rgb = mix(v_lit.rgb, in_colour.rgb, clamp(in_colour.a * 1.6, 0.0, 1.0));
#elif defined(SKY)
    v_lit.rgb = in_colour.rgb * mix(light.rgb, vec3(1.0), 0.5);
#endif
#ifdef PLACED
    v_place = place;
#endif
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
