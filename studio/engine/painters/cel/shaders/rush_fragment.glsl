in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
    float soft = fwidth(v_uv.y);
    float side = 1.0 - smoothstep(1.0 - min(soft, 1.0), 1.0, abs(v_uv.y));
#ifdef RAYS
    o_colour = vec4(v_colour.rgb, v_colour.a * side);
#else
    float taper = smoothstep(0.0, 0.35, v_uv.x) * smoothstep(1.0, 0.6, v_uv.x);
    o_colour = vec4(v_colour.rgb, v_colour.a * side * taper);
#endif
}
