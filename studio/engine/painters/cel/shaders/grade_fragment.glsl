#include "random.glsl"
in vec2 v_uv;
uniform sampler2D picture;
uniform sampler2D spill;        // bloom and halos
uniform vec4 bloom_saturation;  // bloom, saturation, contrast, vignette
uniform vec3 lift;
uniform vec4 tint;              // rgb, strength
uniform vec2 size;
#ifdef LOOK
uniform vec4 look_ink;          // toned, paper, bleed, lines
uniform vec4 look_film;         // grain, fringe in pixels, frame
uniform vec3 look_dark;
uniform vec3 look_middle;
uniform vec3 look_light;
#endif
layout(location = 0) out vec4 o_colour;

const vec3 BRIGHT = vec3(0.30, 0.59, 0.11);

vec3 at(vec2 pixel) {
    return texelFetch(picture, ivec2(clamp(pixel, vec2(0.0), size - 1.0)), 0).rgb;
}

#ifdef LOOK
float dice(vec2 cell, uint salt) {
    return random3(uint(cell.x) + uint(cell.y) * 8191u + salt).x;
}

// Bumps of a sheet of paper, about this many pixels apart, -1 to 1.
float sheet(vec2 pixel, float apart) {
    vec2 cell = floor(pixel / apart), part = fract(pixel / apart);
    part *= part * (3.0 - 2.0 * part);
    float low = mix(dice(cell, 7u), dice(cell + vec2(1, 0), 7u), part.x);
    float high = mix(dice(cell + vec2(0, 1), 7u), dice(cell + vec2(1, 1), 7u), part.x);
    return mix(low, high, part.y) * 2.0 - 1.0;
}

// The colours run into each other, and pool where they meet.
vec3 bled(vec2 pixel, vec3 own) {
    float reach = size.y / 240.0;
    vec2 wander = vec2(sheet(pixel, 9.0 * reach), sheet(pixel + 511.0, 9.0 * reach)) * 1.6 * reach;
    vec2 from = pixel + wander;
    vec3 around = at(from + vec2(reach, reach)) + at(from + vec2(-reach, reach))
                + at(from + vec2(reach, -reach)) + at(from - vec2(reach, reach));
    around *= 0.25;
    float pooled = clamp(dot(abs(own - around), vec3(1.0)), 0.0, 1.0);
    return mix(own, around, look_ink.z * 0.75) * (1.0 - 0.30 * look_ink.z * pooled);
}
#endif

void main() {
    vec2 pixel = floor(v_uv * size);
    vec3 k = at(pixel);
#ifdef LOOK
    if (look_film.y > 0.0) {
        float apart = look_film.y * size.y / 360.0;
        k.r = at(pixel + vec2(apart, 0.0)).r;
        k.b = at(pixel - vec2(apart, 0.0)).b;
    }
    if (look_ink.z > 0.0) k = bled(pixel, k);
#endif
#ifdef BLOOM
    k = 1.0 - (1.0 - k) * (1.0 - clamp(texture(spill, v_uv).rgb * bloom_saturation.x, 0.0, 1.0));
#endif
    float corner = clamp(dot(v_uv - vec2(0.45, 0.40), vec2(0.6, 0.7)), 0.0, 1.0) * tint.a;
    k = 1.0 - (1.0 - k) * (1.0 - tint.rgb * corner);
    k = lift + k * (1.0 - lift);
    float grey = dot(k, BRIGHT);
    k = clamp(mix(vec3(grey), k, bloom_saturation.y), 0.0, 1.0);
    k = clamp(mix(k, k * k * (3.0 - 2.0 * k), bloom_saturation.z), 0.0, 1.0);
#ifdef LOOK
    float level = dot(k, BRIGHT);
    if (look_ink.w > 0.0) {
        float edge = length(at(pixel + vec2(1, 0)) - at(pixel - vec2(1, 0)))
                   + length(at(pixel + vec2(0, 1)) - at(pixel - vec2(0, 1)));
        float steps = floor(level * 5.0 + 0.5 + 0.35 * sheet(pixel, size.y / 40.0)) / 5.0;
        level = mix(level, steps * (1.0 - smoothstep(0.30, 0.75, edge)), look_ink.w);
    }
    vec3 toned = level < 0.5 ? mix(look_dark, look_middle, level * 2.0) : mix(look_middle, look_light, level * 2.0 - 1.0);
    k = mix(k, toned, look_ink.x);
    float bumps = 0.6 * sheet(pixel, size.y / 180.0) + 0.4 * sheet(pixel, size.y / 60.0);
    k = clamp(k + look_ink.y * 0.10 * bumps, 0.0, 1.0);
    float grain = dice(pixel, uint(look_film.z) * 2654435u) - 0.5;
    k = clamp(k + look_film.x * 1.6 * grain * (1.0 - 0.5 * level), 0.0, 1.0);
#endif
    vec2 off = v_uv - 0.5;
    k *= 1.0 - bloom_saturation.w * dot(off, off) * 1.6;
    o_colour = vec4(k, dot(k, BRIGHT));
}
