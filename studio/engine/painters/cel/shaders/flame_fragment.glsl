in vec2 v_uv;
flat in vec4 v_colour;
flat in float v_seed;
layout(location = 0) out vec4 o_colour;
// Tongues all round and a hotter heart, in flat tones as flames are drawn.
void main() {
    float turn = atan(v_uv.y, v_uv.x) + v_seed * 6.28, r = length(v_uv);
    float edge = 0.80 + 0.10 * sin(turn * 4.0 + v_seed * 40.0) + 0.08 * sin(turn * 7.0 - v_seed * 25.0);
    float body = smoothstep(edge, edge - 0.10, r);
    float heart = smoothstep(edge * 0.62, edge * 0.50, r);
    vec3 hotter = mix(v_colour.rgb, vec3(1.0, 0.95, 0.72), 0.42 * smoothstep(0.5, 0.9, v_colour.r));
    o_colour = vec4(mix(v_colour.rgb, hotter, heart), v_colour.a * body);
}
