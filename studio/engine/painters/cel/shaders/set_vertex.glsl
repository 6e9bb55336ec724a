#include "scene.glsl"
#include "toon.glsl"
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
const float HALVINGS = 1.442695;   // that bring as much down as one of exp
// Sets fill the picture, so all that can be worked out at the corners is: the light falling on them too.
out vec2 v_uv;
out vec4 v_lit;      // rgb as lit; a glow
out vec3 v_dark;     // as in shadow, as far as the look leaves shadows a colour; of water, how it looks far off
#if defined(PLAIN) || defined(WET)
out vec2 v_h;        // half Lambert: how far along the step into the light, and how far along that out of deep shadow
#endif
#ifndef SKY
out float v_haze;    // how thick the air before it is, in halvings of what comes through
flat out vec4 v_fog; // to a software driver less work than a read of the scene's block at every pixel
flat out float v_deep;
#endif
#ifdef PLACED
out vec3 v_place;
#endif
void main() {
    vec3 place = swayed();
    v_uv = in_uv;
    v_lit = vec4(in_colour.rgb * light.rgb, in_colour.a);
    v_dark = in_shade.rgb * shade.rgb;
#ifndef WATER
    v_dark = shadowed(v_dark);
#endif
#if defined(PLAIN) || defined(WET)
    float h = dot(normalize(in_normal.xyz * 255.0 - 128.0), key.xyz) * 0.5 + 0.5;
    v_h = vec2((h - sun_begins(0.515)) / look_ramp.x, (h - DEEP_BEGINS) / DEEP_WIDE);
#endif
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
#else
    v_fog = fog;
    v_deep = look_ramp.z;
    v_haze = (clip.w - fog_shape.y) * fog_shape.x * HALVINGS;
#endif
    gl_Position = clip;
#ifdef MIRROR
    gl_ClipDistance[0] = place.z - 0.003;
#endif
}
#endif
