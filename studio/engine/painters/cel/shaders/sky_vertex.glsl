#include "scene.glsl"
uniform vec2 half_angle;   // tangents of half the field of view, across and up
out vec3 v_ray;
void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    vec3 ahead = cross(up.xyz, right.xyz);
    v_ray = ahead + right.xyz * corner.x * half_angle.x + up.xyz * corner.y * half_angle.y;
    v_ray.z *= sky_horizon.w;
    gl_Position = vec4(corner, 0.999999, 1.0);
}
