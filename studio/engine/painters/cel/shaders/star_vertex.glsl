#include "scene.glsl"
#include "random.glsl"
flat out vec4 v_star;
void main() {
    vec3 dice = random3(uint(gl_VertexID) + 17u);
    float turn = dice.x * 6.2831853, lift = 0.06 + 0.94 * dice.y;
    vec3 ray = vec3(sqrt(1.0 - lift * lift) * vec2(sin(turn), cos(turn)), lift);
    vec4 clip = view_projection * vec4(ray, 0.0);
    clip.z = clip.w * 0.999999;
    float size = dice.z * dice.z * dice.z;
    v_star = vec4(mix(vec3(0.80, 0.88, 1.0), vec3(1.0, 0.95, 0.82), dice.x), (0.30 + 0.70 * size) * sky_top.w);
    gl_PointSize = max(1.0, (1.0 + 1.8 * size) * shade.w * 1.2);
    gl_Position = clip;
}
