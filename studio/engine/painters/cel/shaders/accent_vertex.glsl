#include "scene.glsl"
#include "random.glsl"
// A hard contact as animators draw it: rays that shoot out from it, and a ring of dust along the ground.
uniform vec4 hit;       // xyz metres; w strength 0-1
uniform vec4 course;    // share of its life 0-1, which one, size in metres, 0
out vec2 v_uv;
flat out vec4 v_colour;
const float TURN = 6.2831853;
void main() {
    float t = course.x, size = course.z;
#ifdef RAYS
    int ray = gl_VertexID / 3, corner = gl_VertexID % 3;
    vec3 dice = random3(uint(ray) * 733u + uint(course.y) * 4001u);
    float turn = (float(ray) + 0.75 * (dice.x - 0.5)) / 18.0 * TURN;
    float inner = size * (0.30 + 1.1 * sqrt(t)) * mix(0.85, 1.15, dice.y);
    float outer = inner + size * mix(0.5, 1.5, dice.z) * (1.0 - t) * (0.6 + 0.4 * hit.w);
    float wide = size * 0.055 * (1.0 - t) * mix(0.6, 1.5, dice.x);
    vec2 way = vec2(cos(turn), sin(turn)), side = vec2(-way.y, way.x);
    vec2 place = corner == 0 ? way * outer : way * inner + side * wide * (corner == 1 ? 1.0 : -1.0);
    v_uv = vec2(0.0);
    v_colour = vec4(mix(vec3(1.0, 0.97, 0.80), vec3(1.0), dice.y), 1.0 - smoothstep(0.65, 1.0, t));
    vec4 clip = view_projection * vec4(hit.xyz + right.xyz * place.x + up.xyz * place.y, 1.0);
    clip.z -= 0.02 * clip.w / max(clip.w, 1.0);
    gl_Position = clip;
#else
    int puff = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    vec3 dice = random3(uint(puff) * 389u + uint(course.y) * 977u);
    float turn = (float(puff) + dice.x) / 12.0 * TURN, eased = 1.0 - (1.0 - t) * (1.0 - t);
    float out_ = size * (0.35 + mix(0.7, 1.5, dice.y) * eased);
    vec3 place = vec3(hit.x + cos(turn) * out_, hit.y + sin(turn) * out_, max(hit.z, 0.0) + size * 0.28 * eased * dice.z + 0.03);
    float radius = size * mix(0.10, 0.24, dice.z) * (0.5 + eased) * (1.0 - smoothstep(0.55, 1.0, t));
    v_colour = vec4(mix(vec3(0.96, 0.94, 0.90), fog.rgb, 0.25) * mix(shade.rgb, light.rgb, 0.7), 0.85);
    gl_Position = view_projection * vec4(place + (right.xyz * v_uv.x + up.xyz * v_uv.y) * radius, 1.0);
#endif
}
