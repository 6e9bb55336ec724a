#include "scene.glsl"
#include "random.glsl"
// Shafts of light that fan out from a light in the picture or beyond its edge.
uniform vec4 source;   // clip x and y of the light; where the fan points, clip x and y
uniform vec4 tone;     // rgb; strength
out vec2 v_uv;
flat out vec4 v_colour;
void main() {
    int shaft = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool end = corner == 1 || corner == 2 || corner == 4, side = corner == 2 || corner == 4 || corner == 5;
    vec3 dice = random3(uint(shaft) * 1297u + 5u), more = random3(uint(shaft) * 733u + 71u);
    float aspect = frame.x * frame.w;
    vec2 from = source.xy * vec2(aspect, 1.0), to = source.zw * vec2(aspect, 1.0);
    float middle = atan(to.y - from.y, to.x - from.x);
    float turn = middle + ((float(shaft) + 0.6 * dice.x) / 11.0 - 0.5) * 1.5;
    float half_ = mix(0.016, 0.075, dice.y * dice.y);
    turn += (side ? 1.0 : -1.0) * half_;
    float reach = end ? mix(2.2, 3.6, dice.z) * aspect : 0.02;
    v_uv = vec2(side ? 1.0 : -1.0, end ? 1.0 : 0.0);
    float breath = 0.72 + 0.28 * sin(eye.w * mix(0.25, 0.6, more.x) + more.y * 6.28);
    v_colour = vec4(tone.rgb, tone.a * mix(0.35, 1.0, more.z) * breath);
    gl_Position = vec4((from + vec2(cos(turn), sin(turn)) * reach) / vec2(aspect, 1.0), 0.0, 1.0);
}
