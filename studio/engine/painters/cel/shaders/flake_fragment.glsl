in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
#ifdef PETALS
    float shape = smoothstep(1.0, 0.85, length(v_uv));
#else
    float shape = smoothstep(1.0, 0.35, length(v_uv));
#endif
    o_colour = vec4(v_colour.rgb, v_colour.a * shape);
}
