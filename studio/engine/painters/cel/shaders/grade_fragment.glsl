noperspective in vec2 v_uv;
flat in vec3 v_keeps;
flat in vec3 v_leans;
flat in vec4 v_mixing;
#ifdef TONED
flat in vec4 v_tone;
flat in vec3 v_dark;
flat in vec3 v_middle;
flat in vec3 v_light;
#endif
uniform sampler2D picture;      // read at the nearest texel
uniform sampler2D spill;        // bloom and halos
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
    float corner = clamp(0.6 * v_uv.x + 0.7 * v_uv.y - 0.55, 0.0, 1.0);
    vec3 dark = (1.0 - texture(picture, v_uv).rgb) * (v_keeps - v_leans * corner);
#ifdef BLOOM
    dark *= max(1.0 - texture(spill, v_uv).rgb * v_mixing.x, 0.0);
#endif
    vec3 k = 1.0 - dark;
    float grey = dot(k, BRIGHT);
#ifdef TONED
    float stays = v_tone.z * smoothstep(0.22, 0.45, k.r - max(k.g, k.b));
    vec3 own = k;
#endif
    k = clamp(mix(vec3(grey), k, v_mixing.y), 0.0, 1.0);
    k *= 1.0 - v_mixing.z + v_mixing.z * k * (3.0 - 2.0 * k);
#ifdef TONED
    k = mix(k, filmed(k), v_tone.y);
    float level = dot(k, BRIGHT);
    vec3 toned = level < 0.5 ? mix(v_dark, v_middle, level * 2.0) : mix(v_middle, v_light, level * 2.0 - 1.0);
    k = mix(mix(k, toned, v_tone.x), own, stays);
    k = 1.0 - (1.0 - k) * (1.0 - v_tone.w * (1.0 - 0.35 * level));
#endif
    vec2 off = v_uv - 0.5;
    k *= 1.0 - v_mixing.w * dot(off, off);
    o_colour = vec4(k, dot(k, BRIGHT));
}
