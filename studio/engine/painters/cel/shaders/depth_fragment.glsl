in vec2 v_uv;
uniform sampler2D depths;
uniform vec2 near_far;     // 1/near, 1/far
uniform vec2 size;
layout(location = 0) out float o_metres;
void main() {
    float z = texelFetch(depths, ivec2(v_uv * size), 0).r;
    float inverse = near_far.x - z * (near_far.x - near_far.y);
    o_metres = z >= 1.0 ? 1.0 / 0.0 : 1.0 / inverse;
}
