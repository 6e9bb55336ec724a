in vec2 v_uv;
uniform sampler2D picture;
uniform vec2 step_px;
layout(location = 0) out vec4 o_colour;
// Nine taps of a Gaussian in five reads, between texels.
void main() {
    vec4 sum = texture(picture, v_uv) * 0.2270270;
    sum += (texture(picture, v_uv + step_px * 1.3846154) + texture(picture, v_uv - step_px * 1.3846154)) * 0.3162162;
    sum += (texture(picture, v_uv + step_px * 3.2307692) + texture(picture, v_uv - step_px * 3.2307692)) * 0.0702703;
    o_colour = sum;
}
