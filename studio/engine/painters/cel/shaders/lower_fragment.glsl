// What was drawn at several points of each pixel, as one picture: the mean of their colours, and the depth of the first.
// A driver's own copy does the same in two passes, colours and depth, and takes half as long again.
uniform sampler2DMS picture;
uniform sampler2DMS depths;
layout(location = 0) out vec4 o_colour;
void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    vec4 sum = texelFetch(picture, at, 0) + texelFetch(picture, at, 1) + texelFetch(picture, at, 2) + texelFetch(picture, at, 3);
    o_colour = sum * 0.25;
    gl_FragDepth = texelFetch(depths, at, 0).r;
}
