#include "scene.glsl"
uniform vec4 blobs[32];   // xyz on the ground, w radius in metres
out vec2 v_uv;
void main() {
    vec4 blob = blobs[gl_VertexID / 6];
    int corner = gl_VertexID % 6;
    v_uv = vec2((corner == 1 || corner == 2 || corner == 4) ? 1.0 : -1.0, (corner == 2 || corner == 4 || corner == 5) ? 1.0 : -1.0);
    gl_Position = view_projection * vec4(blob.xyz + vec3(v_uv * blob.w, 0.0), 1.0);
}
