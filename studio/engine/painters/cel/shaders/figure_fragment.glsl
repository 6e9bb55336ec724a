#define PEOPLE
#include "scene.glsl"
#include "pose.glsl"
#include "chalk.glsl"
#define TOLD in
#include "told.glsl"
#define light v_light
#define shade v_shade_tone
#define fog v_fog
#define fog_shape vec2(v_light.a, v_shade_tone.a)
#define rim_left v_rim_left
#define rim_right v_rim_right
#define look_ramp v_ramp
#define people_key v_people_key
#include "toon.glsl"
in vec3 v_towards;
in vec3 v_normal;
in vec4 v_uv;        // xy of the picture; zw how far it faces the rim lights, left and right
in vec4 v_colour;
in vec3 v_shade;
in vec3 v_rest;
layout(location = 0) out vec4 o_colour;
uniform sampler2D picture;     // the face decal
uniform sampler2D hair_mask;   // shadow of the fringe
uniform sampler2D brush;       // r drift of the ramp, g folds, b fine noise
uniform sampler2D ring;        // the angel ring, seen from above the crown
#ifdef COAT
uniform sampler2D lit_picture;
uniform sampler2D shade_picture;
uniform vec4 lit_colour;       // a opacity
uniform vec4 shade_colour;
uniform vec4 glow_colour;
uniform float cutoff;
#endif

const vec3 CROWN = vec3(0.02, 0.0, 5.58);

// facing: how far it faces the rim lights, left and right.
vec3 rims(vec3 colour, vec3 normal, vec3 towards, vec2 facing, float amount, inout float glow) {
    float grazing = smoothstep(0.58, 0.66, 1.0 - abs(dot(normal, towards)));
    grazing *= smoothstep(-0.75, -0.25, normal.z);   // what looks down turns its back on both
    float left = grazing * smoothstep(0.0, 0.35, facing.x) * amount;
    float right_ = grazing * smoothstep(0.0, 0.35, facing.y) * amount;
    colour = mix(colour, colour * 0.4 + rim_left.rgb * 0.8, left * rim_left.w);
    colour = mix(colour, colour * 0.4 + rim_right.rgb * 0.8, right_ * rim_right.w);
    glow = max(glow, (left * rim_left.w * dot(rim_left.rgb, vec3(0.33))
                      + right_ * rim_right.w * dot(rim_right.rgb, vec3(0.33))) * 0.22);
    return colour;
}

#ifdef SOAKED
// Water on a surface: deeper in colour, and a hard light along it where it runs down. drinks: how much it darkens.
vec3 soaked(vec3 colour, vec3 normal, vec3 towards, float drinks, float shines, inout float glow) {
    float wet = body.w;
    float grey = dot(colour, vec3(0.30, 0.59, 0.11));
    vec3 deep = mix(vec3(grey), colour, 1.18) * mix(vec3(1.0), vec3(0.66, 0.70, 0.78), drinks);
    colour = mix(colour, max(deep, 0.0), wet);
    vec3 runs = vec3(v_rest.xy * 1.7, v_rest.z * 0.42 + eye.w * 0.05);
    float drift = texture(brush, vec2(runs.x + runs.y, runs.z) * 0.21).r - 0.5;
    float gloss = dot(normal, normalize(towards + people_key.xyz * 0.9 + vec3(0.0, 0.0, 0.15))) + drift * 0.16;
    float line = smoothstep(0.952, 0.968, gloss) * shines * wet;
    glow = max(glow, line * 0.10);
    return mix(colour, min(mix(light.rgb, vec3(1.0), 0.5), vec3(1.0)), line * 0.62);
}
#endif

void main() {
#ifdef GHOST
    if (v_uv.y > 0.66) discard;
    vec4 drawn = texture(picture, v_uv.xy);
    if (drawn.a < 0.02) discard;
    float through = mix(0.45, 0.85, smoothstep(0.50, 0.47, v_uv.y));   // brows act: they are drawn over the fringe
    o_colour = vec4(drawn.rgb * mix(mix(shade.rgb, light.rgb, 0.6), vec3(1.0), 0.3), drawn.a * through);
#else
    float shrinks = inversesqrt(dot(v_normal, v_normal));
    vec3 normal = v_normal * shrinks;
    vec2 facing = v_uv.zw * shrinks;
    vec3 towards = normalize(v_towards);
#if defined(SKIN) || defined(FACE)
    // Skin keeps its own colour in coloured light, and is read in the deepest shade: the face is what is looked at.
    vec3 shining = min(mix(light.rgb, vec3(max(light.r, max(light.g, light.b))), 0.42), vec3(1.0));
    vec3 dimmed = mix(shade.rgb, shining, 0.30);
#elif defined(HAIR)
    vec3 shining = mix(light.rgb, vec3(max(light.r, max(light.g, light.b))), 0.30), dimmed = shade.rgb;
#else
    vec3 shining = light.rgb, dimmed = shade.rgb;
#endif
    vec3 lit = v_colour.rgb * shining, dark = v_shade * dimmed;
#if defined(CLOTH)
    // White cloth in warm light would turn to the colour of skin.
    float white = smoothstep(0.70, 0.95, min(min(v_colour.r, v_colour.g), v_colour.b));
    lit = mix(lit, v_colour.rgb * max(light.r, max(light.g, light.b)), white * 0.5);
#endif
#if defined(COAT)
    vec4 drawn = texture(lit_picture, v_uv.xy);
    float opacity = drawn.a * lit_colour.a;
#ifndef COAT_FILM
    if (opacity < cutoff) discard;
#endif
    if (dot(normal, towards) < -0.2) {   // the other side of a sheet
        normal = -normal;
        facing = -facing;
    }
    lit = drawn.rgb * lit_colour.rgb * v_colour.rgb * light.rgb;
    dark = texture(shade_picture, v_uv.xy).rgb * shade_colour.rgb * v_colour.rgb * mix(shade.rgb, light.rgb, 0.10);
#endif
#if defined(SKIN) || defined(FACE)
    float h = half_lambert(normal);   // no tooth of the sheet in a face: it would be a rash
#else
    float h = half_lambert(normal) + chalked(brush);
#endif
    float glow = v_colour.a, rim = 1.0;
    vec3 colour;
#if defined(CLOTH)
#ifdef FOLDS
    vec4 stroke = texture(brush, vec2(v_rest.y * 2.1 + v_rest.x * 1.5, v_rest.z * 0.95) * 0.115);
    h += (stroke.r - 0.5) * 0.30;
    h -= smoothstep(0.45, 0.60, stroke.g) * 0.5;
#endif
    colour = toon(lit, dark, h, 0.515);
#elif defined(SKIN)
    float sun_side = sunny(h, 0.515);
    colour = toon(lit, dark, h, 0.515);
    colour = mix(colour, lit * vec3(1.0, 0.80, 0.74), smoothstep(0.46, 0.53, h) * (1.0 - sun_side) * 0.45);
#elif defined(FACE)
    float front = smoothstep(0.05, 0.16, v_rest.x);
    vec2 thrown = vec2(clamp(key_in_head.y, -0.6, 0.6) * 0.05, -0.040);
    float fringe = smoothstep(0.40, 0.60, texture(hair_mask, v_uv.xy + thrown).r) * front;
    float sun_side = min(sunny(h, 0.515), 1.0 - fringe);
    colour = mix(shadowed(dark), lit, sun_side);
    float warm = smoothstep(0.47, 0.53, h) * (1.0 - sunny(h, 0.515));
    colour = mix(colour, lit * vec3(1.0, 0.82, 0.76), warm * 0.4 * (1.0 - fringe));
    vec4 drawn = texture(picture, v_uv.xy);
    vec3 inked = drawn.rgb * mix(mix(light.rgb, shade.rgb, 0.5), light.rgb, sun_side);
    colour = mix(colour, mix(inked, drawn.rgb, 0.35), drawn.a * step(0.10, v_rest.x));
    rim = 1.0 - front;
#elif defined(HAIR)
    float sun_side = sunny(h + v_uv.x * 0.03, 0.53);
    colour = mix(shadowed(dark), lit, sun_side);
    vec3 out_ = normalize(v_rest - CROWN);
    float bend = 1.0 + 0.42 * dot(towards, head_up.xyz);
    float shine = smoothstep(0.42, 0.58, texture(ring, out_.xy * 0.5 * bend + 0.5).r) * step(0.0, out_.z);
    shine *= smoothstep(0.34, 0.70, dot(normal, normalize(towards + people_key.xyz * 0.45)));
    float peak = max(max(v_colour.r, v_colour.g), max(v_colour.b, 0.08));
    vec3 gloss = mix(v_colour.rgb / peak * 0.88, vec3(0.95), 0.16);
    colour = mix(colour, gloss * mix(shade.rgb, light.rgb, 0.35 + 0.6 * sun_side), shine * 0.72 * (0.4 + 0.6 * sun_side));
    colour = mix(colour, dark * 0.72, smoothstep(0.86, 0.97, abs(v_uv.x)) * 0.6 * smoothstep(0.12, 0.4, v_uv.y));
    colour *= mix(vec3(1.0), vec3(0.93, 0.92, 0.99), smoothstep(0.0, -0.55, v_rest.z - CROWN.z));
    rim = 0.8;
#elif defined(COAT_FILM)
    colour = toon(lit, dark, h, 0.515) + glow_colour.rgb;
    rim = 0.0;
#elif defined(COAT)
    glow = 0.0;
    colour = toon(lit, dark, h, 0.515) + glow_colour.rgb;
    rim = 0.75;
#elif defined(GLOW)
    colour = v_colour.rgb;
    rim = 0.0;
#else
    colour = toon(lit, dark, h, 0.515);
    rim = 0.75;
#endif
#ifdef SOAKED
#if defined(CLOTH)
    colour = soaked(colour, normal, towards, 1.0, 0.55, glow);
#elif defined(HAIR)
    colour = soaked(colour, normal, towards, 0.7, 1.0, glow);
#elif defined(SKIN) || defined(FACE)
    colour = soaked(colour, normal, towards, 0.10, 0.35, glow);
#elif !defined(GLOW)
    colour = soaked(colour, normal, towards, 0.55, 0.9, glow);
#endif
#endif
    colour = rims(colour, normal, towards, facing, rim, glow);
    o_colour = vec4(in_fog(colour, 1.0 / gl_FragCoord.w, glow), clamp(glow, 0.0, 1.0));
#ifdef COAT_FILM
    o_colour.a = opacity;
#endif
#endif
}
