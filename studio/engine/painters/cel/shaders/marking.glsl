// A first look at the tiles of a picture, a texel each: down the rows of a strip, and on in its next column.
uniform ivec4 grid;      // the first tile, left and below; how many lie beside each other; rows of the strip
const int TILE = 16;     // pixels; as in targets.py
// Where the tile of this texel begins in the picture, pixels.
vec2 tile_begins() {
    int number = int(gl_FragCoord.x) * grid.w + int(gl_FragCoord.y);
    return vec2((grid.xy + ivec2(number % grid.z, number / grid.z)) * TILE);
}
