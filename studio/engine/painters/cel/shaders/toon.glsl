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

// Lit, shadow and deep shadow, with hard steps.
vec3 toon(vec3 lit, vec3 dark, float h, float step_at) {
    float deep = smoothstep(0.20, 0.26, h);
    return mix(dark * (0.8 + 0.2 * deep), lit, smoothstep(step_at, step_at + 0.03, h));
}
