in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
    float fade = (1.0 - abs(v_uv.x)) * smoothstep(0.0, 0.25, v_uv.y) * smoothstep(1.0, 0.5, v_uv.y);
    o_colour = vec4(v_colour.rgb, v_colour.a * fade);
}
