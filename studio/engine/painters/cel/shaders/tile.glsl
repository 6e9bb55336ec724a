// A tile of the picture as one square point, which a software driver paints without the seam of two triangles; nowhere
// where a first look at the tile found nothing to do in it.
uniform sampler2D tiles;
uniform ivec2 many;      // tiles of the picture, across and up
uniform ivec4 grid;      // as in marking.glsl
const float TILE = 16.0; // pixels; as in targets.py
vec4 tile() {
    ivec2 at = grid.xy + ivec2(gl_VertexID % grid.z, gl_VertexID / grid.z);
    gl_PointSize = TILE;
    bool wanted = texelFetch(tiles, ivec2(gl_VertexID / grid.w, gl_VertexID % grid.w), 0).r > 0.5;
    return wanted ? vec4((vec2(at) + 0.5) / vec2(many) * 2.0 - 1.0, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
