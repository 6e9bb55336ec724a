uniform sampler2D picture;     // a: luma
uniform vec2 step_px;
in vec2 v_uv;
layout(location = 0) out vec4 o_colour;
// Only pixels on an edge are painted; the others are there already.
// Source: T. Lottes, FXAA, NVIDIA 2009 (the short form).
void main() {
    ivec2 at = clamp(ivec2(gl_FragCoord.xy), ivec2(1), textureSize(picture, 0) - 2);
    float centre = texelFetch(picture, at, 0).a;
    float a = texelFetch(picture, at + ivec2(-1, -1), 0).a;
    float b = texelFetch(picture, at + ivec2(1, -1), 0).a;
    float c = texelFetch(picture, at + ivec2(-1, 1), 0).a;
    float d = texelFetch(picture, at + ivec2(1, 1), 0).a;
    float low = min(centre, min(min(a, b), min(c, d))), high = max(centre, max(max(a, b), max(c, d)));
    if (high - low < 0.06) discard;
    vec2 along = vec2((c + d) - (a + b), (a + c) - (b + d));
    along *= 1.0 / (min(abs(along.x), abs(along.y)) + max((a + b + c + d) * 0.03, 0.008));
    along = clamp(along, -6.0, 6.0) * step_px;
    vec4 two = 0.5 * (texture(picture, v_uv - along / 6.0) + texture(picture, v_uv + along / 6.0));
    vec4 four = two * 0.5 + 0.25 * (texture(picture, v_uv - along * 0.5) + texture(picture, v_uv + along * 0.5));
    o_colour = (four.a < low || four.a > high) ? two : four;
}
