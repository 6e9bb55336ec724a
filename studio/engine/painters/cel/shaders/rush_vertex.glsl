#include "scene.glsl"
#include "random.glsl"
// Speed lines: streaks along the way, or rays that close in on a place; another drawing of them on every second frame.
uniform vec4 place;     // where they close in on, clip x and y; which drawing; strength 0-1
uniform vec4 way;       // unit way of the subject in the picture, height units; 0 0 for rays; how clear the middle is
out vec2 v_uv;
flat out vec4 v_colour;
void main() {
    int line = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool end = corner == 1 || corner == 2 || corner == 4, side = corner == 2 || corner == 4 || corner == 5;
    vec3 dice = random3(uint(line) * 977u + uint(place.z) * 7919u), more = random3(uint(line) * 613u + uint(place.z) * 104729u + 17u);
    float aspect = frame.x * frame.w;
    v_uv = vec2(end ? 1.0 : 0.0, side ? 1.0 : -1.0);
    float pixel = 2.0 * frame.w;
    vec2 at;
#ifdef RAYS
    float turn = (float(line) + dice.x) / 110.0 * 6.2831853;
    vec2 out_ = vec2(cos(turn) * 1.25, sin(turn)), across = vec2(-out_.y, out_.x);
    float inner = mix(way.z, way.z + 0.75, dice.y * dice.y) + (1.0 - place.w) * 0.8;
    float wide = (0.006 + 0.034 * more.x * more.x) * (0.5 + 0.5 * place.w);
    at = out_ * (end ? inner : 3.4) + across * v_uv.y * (end ? pixel * 0.5 : wide * 3.4);
    vec2 clip = place.xy + at / vec2(aspect, 1.0);
    v_colour = vec4(mix(vec3(1.0), vec3(0.10, 0.08, 0.20), step(0.80, more.y)), mix(0.35, 0.95, more.z) * place.w);
#else
    vec2 across = vec2(-way.y, way.x);
    float off = (dice.x * 2.0 - 1.0) * (aspect * abs(way.y) + abs(way.x)) * 1.05;
    float begin = (dice.y * 2.0 - 1.0) * 1.9 * aspect, reach = mix(0.5, 2.0, more.x) * aspect;
    float wide = pixel * shade.w * mix(1.2, 6.5, more.y * more.y);
    at = across * (off + v_uv.y * wide) + way.xy * (begin + (end ? reach : 0.0));
    vec2 clip = at / vec2(aspect, 1.0);
    v_colour = vec4(vec3(1.0), mix(0.12, 0.62, more.z) * place.w);
#endif
    gl_Position = vec4(clip, 0.0, 1.0);
}
