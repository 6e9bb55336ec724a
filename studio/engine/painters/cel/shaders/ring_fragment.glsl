in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
    float r = length(v_uv);
    o_colour = vec4(v_colour.rgb, v_colour.a * smoothstep(0.5, 0.85, r) * smoothstep(1.0, 0.9, r));
}
