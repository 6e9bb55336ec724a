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

// 0 in shadow to 1 in the light, by the look's own step.
float sunny(float h, float step_at) {
    float begin = step_at + look_ramp.y - 0.5 * (look_ramp.x - 0.03);
    return smoothstep(begin, begin + look_ramp.x, h);
}

// A shadow's colour, as far as the look leaves it one.
vec3 shadowed(vec3 dark) {
    return mix(dark, look_ink.rgb, look_ramp.w);
}

// Lit, shadow and deep shadow.
vec3 toon(vec3 lit, vec3 dark, float h, float step_at) {
    float deep = smoothstep(0.20, 0.26, h);
    return mix(shadowed(dark) * (1.0 - look_ramp.z * (1.0 - deep)), lit, sunny(h, step_at));
}

#ifdef CHALK
// The tooth of the sheet, under what moves: a chalk catches on it where light turns to shadow.
float chalked(float h, sampler2D brush) {
    return h + look_form.y * (texture(brush, gl_FragCoord.xy / (shade.w * 620.0)).b - 0.5) * 0.55;
}
#else
float chalked(float h, sampler2D brush) {
    return h;
}
#endif
