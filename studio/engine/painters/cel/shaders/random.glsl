// Three numbers 0-1 from one, the same on every machine: integer arithmetic only.
// Source: pcg3d, Jarzynski and Olano, "Hash Functions for GPU Rendering", JCGT 2020.
vec3 random3(uint seed) {
    uvec3 v = uvec3(seed, seed * 3u + 1u, seed * 7u + 5u) * 1664525u + 1013904223u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    v ^= v >> 16u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    return vec3(v >> 8u) / 16777216.0;
}
