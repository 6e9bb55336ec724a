// Every colour is sRGB and stays so: shading picks between painted colours, it does not compute light.
vec3 in_fog(vec3 colour, float metres, float glow) {
    float amount = min(1.0 - exp(-max(metres - fog_shape.y, 0.0) * fog_shape.x), fog.w);
    return mix(colour, fog.rgb, amount * (1.0 - 0.35 * glow));
}

float half_lambert(vec3 normal) {
#ifdef PEOPLE
    return dot(normal, people_key.xyz) * 0.5 + 0.5;
#else
    return dot(normal, key.xyz) * 0.5 + 0.5;
#endif
}

// Where the look's own step from shadow to the light begins; it is look_ramp.x wide.
float sun_begins(float step_at) {
    return step_at + look_ramp.y - 0.5 * (look_ramp.x - 0.03);
}

// 0 in shadow to 1 in the light.
float sunny(float h, float step_at) {
    float begin = sun_begins(step_at);
    return smoothstep(begin, begin + look_ramp.x, h);
}

// A shadow's colour, as far as the look leaves it one.
vec3 shadowed(vec3 dark) {
    return mix(dark, look_ink.rgb, look_ramp.w);
}

// The step from deep shadow to shadow.
const float DEEP_BEGINS = 0.20, DEEP_WIDE = 0.06;

// Lit, shadow and deep shadow.
vec3 toon(vec3 lit, vec3 dark, float h, float step_at) {
    float deep = smoothstep(DEEP_BEGINS, DEEP_BEGINS + DEEP_WIDE, h);
    return mix(shadowed(dark) * (1.0 - look_ramp.z * (1.0 - deep)), lit, sunny(h, step_at));
}
