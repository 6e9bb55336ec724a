in vec2 v_uv;
flat in vec4 v_colour;
flat in float v_shape;
layout(location = 0) out vec4 o_colour;
void main() {
    float r = length(v_uv), lit;
    if (v_shape < 0.5) {
        float fall = max(0.0, 1.0 - r);
        float rays = 0.86 + 0.14 * cos(atan(v_uv.y, v_uv.x) * 12.0);
        lit = fall * fall * fall * rays;
    } else if (v_shape < 1.5) {
        lit = smoothstep(1.0, 0.93, r) * (0.45 + 0.55 * r * r);
    } else if (v_shape < 2.5) {
        float fall = max(0.0, 1.0 - abs(v_uv.x));
        lit = fall * fall * pow(max(0.0, 1.0 - abs(v_uv.y)), 2.0);
    } else {
        lit = smoothstep(0.14, 0.0, abs(r - 0.82));
    }
    o_colour = vec4(v_colour.rgb * v_colour.a * lit, 0.0);
}
