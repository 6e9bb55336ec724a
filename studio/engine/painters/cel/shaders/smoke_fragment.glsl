in vec2 v_uv;
flat in vec4 v_colour;
flat in float v_seed;
layout(location = 0) out vec4 o_colour;
// A cauliflower edge, lit from above left, as clouds of smoke are drawn.
void main() {
    float turn = atan(v_uv.y, v_uv.x), r = length(v_uv);
    float edge = 0.80 + 0.09 * sin(turn * 5.0 + v_seed * 40.0) + 0.06 * sin(turn * 9.0 - v_seed * 25.0);
    float body = smoothstep(edge, edge - 0.22, r);
    float lit = smoothstep(-0.30, 0.10, v_uv.y * 0.8 - v_uv.x * 0.5 - r * 0.15);
    o_colour = vec4(v_colour.rgb * mix(vec3(0.82, 0.82, 0.90), vec3(1.0), lit), v_colour.a * body);
}
