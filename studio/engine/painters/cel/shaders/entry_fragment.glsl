in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
#ifdef CROWN
in float v_age;
#endif
void main() {
#if defined(CROWN)
    // Clear below with streaks running up, thick and white at the rim; as it falls it tears open from below.
    float streak = 0.06 * sin(v_uv.x * 190.0) + 0.05 * sin(v_uv.x * 83.0 + 1.7);
    float white = smoothstep(0.50, 0.58, v_uv.y + streak);
    vec3 tone = v_colour.rgb * mix(vec3(0.66, 0.88, 0.95), vec3(1.0), white);
    float torn = smoothstep(v_age * 1.1 - 0.30, v_age * 1.1 - 0.18, v_uv.y + streak);
    o_colour = vec4(tone, v_colour.a * mix(0.62, 0.96, white) * torn);
#elif defined(DROPS)
    float r = length(v_uv);
    float edge = smoothstep(1.0, 0.86, r);
    o_colour = vec4(mix(v_colour.rgb * vec3(0.62, 0.80, 0.92), v_colour.rgb, smoothstep(0.92, 0.70, r + v_uv.y * -0.12)), v_colour.a * edge);
#else
    // A line of even width on the picture, however wide the ring: a pen's, not a stamp's.
    float r = length(v_uv), line = max(fwidth(r) * 1.3, 0.035);
    float ring = smoothstep(line, 0.0, abs(r - 0.90)) * (0.75 + 0.25 * sin(atan(v_uv.y, v_uv.x) * 5.0 + r * 9.0));
    o_colour = vec4(v_colour.rgb, v_colour.a * ring);
#endif
}
