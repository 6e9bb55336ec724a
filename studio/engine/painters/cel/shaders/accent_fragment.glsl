in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
void main() {
#ifdef RAYS
    o_colour = v_colour;
#else
    float r = length(v_uv);
    float lit = smoothstep(-0.15, -0.05, v_uv.y * 0.8 - v_uv.x * 0.5);
    o_colour = vec4(v_colour.rgb * mix(vec3(0.84, 0.83, 0.90), vec3(1.0), lit), v_colour.a * smoothstep(1.0, 0.90, r));
#endif
}
