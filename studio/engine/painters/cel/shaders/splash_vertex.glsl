#include "scene.glsl"
#include "random.glsl"
uniform vec4 box;
out vec2 v_uv;
flat out vec4 v_colour;
// Rings on the ground, each for a third of a second at a new place.
void main() {
    int corner = gl_VertexID % 6;
    uint number = uint(gl_VertexID / 6);
    float turn = eye.w * 2.7 + random3(number).x;
    vec3 dice = random3(number * 131u + uint(turn) * 7919u);
    float age = fract(turn);
    vec2 extent = box.xy * 2.0;
    vec2 middle = eye.xy + cross(up.xyz, right.xyz).xy * box.y * 0.8;
    vec2 place = mod(dice.xy * extent - middle, extent) - extent * 0.5 + middle;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    float radius = mix(0.014, 0.115, sqrt(age)) * (0.7 + 0.6 * dice.z);
    v_colour = vec4(mix(vec3(0.85, 0.92, 1.0), light.rgb, 0.4), (1.0 - age) * 0.5);
    gl_Position = view_projection * vec4(vec3(place + v_uv * radius, 0.012), 1.0);
}
