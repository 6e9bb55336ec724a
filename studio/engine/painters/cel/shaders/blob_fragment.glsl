in vec2 v_uv;
layout(location = 0) out vec4 o_colour;
void main() {
    o_colour = vec4(smoothstep(1.0, 0.25, length(v_uv)) * 0.85);
}
