// A finished picture and its depth, to go on from at every point of each pixel.
uniform sampler2D picture;
uniform sampler2D depths;
layout(location = 0) out vec4 o_colour;
void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    o_colour = texelFetch(picture, at, 0);
    gl_FragDepth = texelFetch(depths, at, 0).r;
}
