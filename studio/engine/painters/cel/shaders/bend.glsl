// How surfaces bend. The depth buffer is linear in 1/z, so its second difference is nothing on any plane, however steep,
// and large at creases and silhouettes: no normals are needed. "at" is in pixels; all reads are of the nearest texel.
#ifdef FINE
uniform sampler2DMS depths;   // each of its points has its own lines, and a pixel what they come to together
const int POINTS = 4;
float depth(vec2 at, vec2 texel, int point) {
    return texelFetch(depths, ivec2(at), point).r;
}
#else
uniform sampler2D depths;
const int POINTS = 1;
float depth(vec2 at, vec2 texel, int point) {
    return texture(depths, at * texel).r;
}
#endif
const float BENT = 0.55;      // from where there is ink
const float FADES = 14.0;     // of 1/z, how fast ink grows as a surface comes nearer,
const float FARTHEST = 0.15;  // and what that is where there is none yet
