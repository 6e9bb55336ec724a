// Ink where surfaces meet. The depth buffer is linear in 1/z, so its second difference is nothing on any
// plane, however steep, and large at creases and silhouettes: no normals are needed.
// All that it is told is plain uniforms and all reads are of the nearest texel: to a software driver a block of uniforms
// and a fetch of a texel by number, which minds the rim, cost half as much again.
in vec2 v_uv;
uniform vec4 pixel;      // 1/width, 1/height; width and height in pixels
uniform vec2 near_far;   // 1/near, and by how much 1/far is less
uniform vec2 reach;      // pixels that a metre takes at 1 m; times the ink
uniform vec3 tone;       // what ink does to the picture, less than it leaves as it is
layout(location = 0) out vec4 o_colour;

#ifdef FINE
uniform sampler2DMS depths;   // each of its points has its own lines, and a pixel what they come to together
const int POINTS = 4;
float depth(vec2 at, int point) {
    return texelFetch(depths, ivec2(at * pixel.zw), point).r;
}
#else
uniform sampler2D depths;
const int POINTS = 1;
float depth(vec2 at, int point) {
    return texture(depths, at).r;
}
#endif

float ink_at(vec2 at, int point) {
    vec2 right = vec2(pixel.x, 0.0), up = vec2(0.0, pixel.y);
    float z = depth(at, point);
    float centre = near_far.x - z * near_far.y;
    float across = depth(at + right, point) + depth(at - right, point) - 2.0 * z;
    float along = depth(at + up, point) + depth(at - up, point) - 2.0 * z;
    // 1/z changes by slope / (pixels_at_1m * z) from pixel to pixel: this undoes it.
    float bend = (abs(across) + abs(along)) * near_far.y * reach.x / max(centre, 1e-4);
    return smoothstep(0.55, 1.6, bend) * clamp(centre * 14.0 - 0.15, 0.0, 1.0);
}

void main() {
    vec2 at = clamp(v_uv, 1.5 * pixel.xy, 1.0 - 1.5 * pixel.xy);
    float ink = 0.0;
    for (int point = 0; point < POINTS; ++point) ink += ink_at(at, point) / float(POINTS);
    ink *= reach.y;
    if (ink < 0.02) discard;
#ifdef TRUTH
    o_colour = vec4(step(0.25, ink));
#else
    o_colour = vec4(1.0 + tone * min(ink, 1.0), 1.0);
#endif
}
