in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
    float r = length(v_uv);
#ifdef DISC
    float shape = smoothstep(1.0, 0.92, r) * (0.55 + 0.45 * smoothstep(0.55, 0.98, r));
#else
    float fall = smoothstep(1.0, 0.0, r);
    float shape = fall * fall;
#endif
    o_colour = vec4(v_colour.rgb * v_colour.a * shape, v_colour.a * shape * 0.5);
}
