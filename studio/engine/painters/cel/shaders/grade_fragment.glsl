in vec2 v_uv;
uniform sampler2D picture;      // read at the nearest texel
uniform sampler2D spill;        // bloom and halos
uniform vec4 bloom_saturation;  // bloom, saturation, contrast, vignette
uniform vec3 lift;
uniform vec4 tint;              // rgb, strength
#ifdef TONED
uniform vec4 look_tone;         // how far to the three tones, film's curve, red that stays, how pale
uniform vec3 look_dark;
uniform vec3 look_middle;
uniform vec3 look_light;
#endif
layout(location = 0) out vec4 o_colour;

const vec3 BRIGHT = vec3(0.30, 0.59, 0.11);

#ifdef TONED
// Shoulder and toe. Source: K. Narkowicz, "ACES Filmic Tone Mapping Curve", 2016, fitted to squared sRGB.
vec3 filmed(vec3 k) {
    k = k * k * 1.15;
    return sqrt(clamp((k * (2.51 * k + 0.03)) / (k * (2.43 * k + 0.59) + 0.14), 0.0, 1.0));
}
#endif

void main() {
    // Light from the corner, the lift and the bloom are laid over the picture as on a screen: darkness is multiplied.
    vec3 dark = 1.0 - texture(picture, v_uv).rgb;
    float corner = clamp(dot(v_uv - vec2(0.45, 0.40), vec2(0.6, 0.7)), 0.0, 1.0) * tint.a;
    dark *= (1.0 - lift) * (1.0 - tint.rgb * corner);
#ifdef BLOOM
    dark *= 1.0 - clamp(texture(spill, v_uv).rgb * bloom_saturation.x, 0.0, 1.0);
#endif
    vec3 k = 1.0 - dark;
    float grey = dot(k, BRIGHT);
#ifdef TONED
    float stays = look_tone.z * smoothstep(0.22, 0.45, k.r - max(k.g, k.b));
    vec3 own = k;
#endif
    k = clamp(mix(vec3(grey), k, bloom_saturation.y), 0.0, 1.0);
    k = clamp(mix(k, k * k * (3.0 - 2.0 * k), bloom_saturation.z), 0.0, 1.0);
#ifdef TONED
    k = mix(k, filmed(k), look_tone.y);
    float level = dot(k, BRIGHT);
    vec3 toned = level < 0.5 ? mix(look_dark, look_middle, level * 2.0) : mix(look_middle, look_light, level * 2.0 - 1.0);
    k = mix(mix(k, toned, look_tone.x), own, stays);
    k = 1.0 - (1.0 - k) * (1.0 - look_tone.w * (1.0 - 0.35 * level));
#endif
    vec2 off = v_uv - 0.5;
    k *= 1.0 - bloom_saturation.w * dot(off, off) * 1.6;
    o_colour = vec4(k, dot(k, BRIGHT));
}
