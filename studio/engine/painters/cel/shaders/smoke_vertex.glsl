#include "scene.glsl"
#include "random.glsl"
// Puffs that rise, widen and thin out, carried along by the wind: the further up, the more of it they have felt.
uniform vec4 source;    // xyz metres; w how wide at its foot, metres
uniform vec4 kind;      // metres a second it rises at first, seconds it lasts, how dense 0-1, how dark 0-1
uniform vec4 course;    // puffs, which one it is, 0, 0
out vec2 v_uv;
flat out vec4 v_colour;
flat out float v_seed;
void main() {
    int puff = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    vec3 dice = random3(uint(puff) * 211u + uint(course.y) * 6007u);
    float turn = eye.w / kind.y + float(puff) / course.x;
    float cycle = floor(turn), a = fract(turn), age = a * kind.y;
    dice = fract(dice + cycle * vec3(0.37, 0.61, 0.83));
    float rise = kind.x * age * (1.0 - 0.28 * a);
    vec2 blown = wind.xy * wind.z * age * (0.10 + 0.22 * a);
    vec2 curl = vec2(sin(rise * 3.1 - eye.w * 1.3 + dice.x * 6.28), cos(rise * 2.6 - eye.w * 1.1 + dice.y * 6.28));
    vec3 place = source.xyz + vec3((dice.xy - 0.5) * source.w * 1.2 + curl * source.w * (0.2 + 1.3 * a) + blown, rise);
    float radius = source.w * mix(0.55, 3.1, pow(a, 0.75)) * mix(0.75, 1.2, dice.z);
    float thin = smoothstep(0.0, 0.10, a) * (1.0 - smoothstep(0.45, 1.0, a));
    vec3 pale = mix(vec3(0.97, 0.97, 0.98), vec3(0.45, 0.44, 0.48), kind.w);
    v_colour = vec4(pale * mix(shade.rgb, light.rgb, 0.75), kind.z * thin);
    v_seed = dice.x;
    gl_Position = view_projection * vec4(place + (right.xyz * v_uv.x + up.xyz * v_uv.y) * radius, 1.0);
}
