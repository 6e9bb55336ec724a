#include "scene.glsl"
#include "toon.glsl"
#include "chalk.glsl"
in vec2 v_uv;
in vec4 v_lit;
in vec3 v_dark;
#if defined(PLAIN) || defined(WET)
in vec2 v_h;
#endif
#ifndef SKY
in float v_haze;
flat in vec4 v_fog;
flat in float v_deep;
#endif
#ifdef PLACED
in vec3 v_place;
#endif
layout(location = 0) out vec4 o_colour;
uniform sampler2D picture;     // the set's atlas
uniform sampler2D mirrored;    // the world seen in the ground
uniform sampler2D brush;
uniform float reflecting;

#if defined(PLAIN) || defined(WET)
// Lit, shadow and deep shadow, as "toon" has them, of steps that begin at 0 and end at 1.
vec3 toned(vec2 h) {
    vec2 step_ = smoothstep(0.0, 1.0, h);
    return mix(v_dark * (1.0 - v_deep * (1.0 - step_.y)), v_lit.rgb, step_.x);
}
#endif

#ifdef WATER
vec3 water(vec3 lit, vec3 deep, float away) {
    vec2 u = v_place.xy;
    float lane = log(away + 1.0);
    float swell = texture(brush, vec2(u.x * 0.011 + eye.w * 0.02, lane * 1.05 - eye.w * 0.018)).r;
    float chop = texture(brush, vec2(u.x * 0.031 - eye.w * 0.03, lane * 2.6 + eye.w * 0.022)).b;
    vec3 colour = mix(lit, deep, smoothstep(6.0, 120.0, away));
    colour = mix(colour, mix(lit, sky_horizon.rgb, 0.45), smoothstep(0.56, 0.61, swell) * 0.5);
    return mix(colour, min(light.rgb * vec3(0.97, 1.0, 1.0), vec3(1.0)), smoothstep(0.70, 0.74, chop * 0.62 + swell * 0.45) * 0.85);
}
#endif

#ifdef WET
// soak: 0 paving, which shines all over, to 1 soil, where water only stands in puddles on the level.
vec3 wet(vec3 base, float soak, inout float glow) {
    vec2 u = v_uv;
    vec4 low = texture(brush, u * 0.026);
    vec4 fine = texture(brush, u * 0.21);
    float standing = low.r * 0.75 + fine.b * 0.25;
    float edge = mix(0.48, 0.50, soak);
    float puddle = smoothstep(edge, edge + mix(0.10, 0.025, soak), standing);
    puddle *= mix(1.0, smoothstep(0.16, 0.06, abs(v_place.z)), soak);
    base *= 0.90 + 0.18 * fine.b;
    float away = length(v_place - eye.xyz);
    vec4 seen = vec4(mix(sky_horizon.rgb, sky_top.rgb, 0.25) * 0.9, 0.0);
    // Soil between puddles only shimmers: most of a field is left at that.
    if (soak < 0.5 || puddle > 0.004) {
        vec2 ripple = textureLod(brush, u * vec2(0.17, 0.065) + vec2(0.0, eye.w * 0.035), 0.0).rb - 0.5;
        vec2 at = gl_FragCoord.xy * frame.zw;
        at.x += ripple.x * mix(0.034, 0.012, puddle) * (5.0 / (away + 2.0));
        at.y += ripple.y * mix(0.100, 0.030, puddle) * (6.0 / (away + 3.5));
        seen = mix(seen, textureLod(mirrored, at, 0.0), reflecting);
    }
    float grazing = 1.0 - max(normalize(eye.xyz - v_place).z, 0.0);
    float share = mix(mix(0.62, 0.10, soak), 1.0, puddle);
    float amount = clamp((0.38 + 0.70 * grazing * grazing) * share, 0.0, 1.0) * fog_shape.z;
    glow = max(seen.a * 0.30, dot(seen.rgb, vec3(0.10)) * reflecting * (1.0 - soak)) * amount;
    return mix(base * (1.0 - 0.35 * puddle * fog_shape.z), min(seen.rgb * 1.22, 1.0), amount * mix(0.45, 1.0, reflecting));
}
#endif

void main() {
    float glow = v_lit.a;
    vec3 colour;
#if defined(SKY)
    vec4 drawn = texture(picture, v_uv);
    if (drawn.a < 0.01) discard;
    o_colour = vec4(drawn.rgb * v_lit.rgb, drawn.a);
#elif defined(SHINE)
    vec4 drawn = texture(picture, v_uv);
    o_colour = vec4(drawn.rgb * drawn.a * v_lit.rgb * glow, 0.0);
#else
#if defined(DECAL)
    vec4 drawn = texture(picture, v_uv);
    if (drawn.a < 0.35) discard;
    colour = drawn.rgb * v_lit.rgb;
#ifdef GLOWING
    glow *= smoothstep(0.25, 0.75, max(max(drawn.r, drawn.g), drawn.b));
#endif
#elif defined(GLOW)
    colour = v_lit.rgb;
#elif defined(GRASS)
    float gust = texture(brush, v_place.xy * 0.035 - wind.xy * wind.w * 0.02).r;
    float h = (key.z * 0.5 + 0.5) * 0.25 + v_uv.y * 0.62 + gust * 0.55;
    colour = mix(v_dark, v_lit.rgb, smoothstep(0.42, 0.72, h));
    colour = mix(colour, v_lit.rgb * 1.10 + vec3(0.06, 0.05, 0.0), smoothstep(0.80, 1.0, v_uv.y) * 0.5);
#elif defined(WATER)
    colour = water(v_lit.rgb, v_dark, length(v_place - eye.xyz));
#elif defined(WET)
    colour = wet(toned(v_h), v_lit.a, glow);
#else
#ifdef CHALK
    colour = toned(v_h + chalked(brush) / vec2(look_ramp.x, DEEP_WIDE));
#else
    colour = toned(v_h);
#endif
#endif
    float haze = min(1.0 - exp2(-max(v_haze, 0.0)), v_fog.w);
    o_colour = vec4(mix(colour, v_fog.rgb, haze * (1.0 - 0.35 * glow)), glow);
#endif
}
