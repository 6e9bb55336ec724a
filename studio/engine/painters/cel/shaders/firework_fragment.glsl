in vec2 v_uv;
flat in vec4 v_colour;
layout(location = 0) out vec4 o_colour;
// A streak that thins out towards its tail; below 0 the strength is that of a round glow.
void main() {
    float streak = smoothstep(1.0, 0.25, abs(v_uv.y)) * (0.12 + 0.88 * smoothstep(-1.0, 0.85, v_uv.x));
    float fall = smoothstep(1.0, 0.0, length(v_uv));
    float shape = v_colour.a < 0.0 ? -v_colour.a * fall * fall : v_colour.a * streak;
    o_colour = vec4(v_colour.rgb * shape, shape * 0.5);
}
