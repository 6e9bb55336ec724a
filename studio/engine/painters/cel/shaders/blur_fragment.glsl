uniform sampler2D picture;
uniform ivec2 way;           // from one tap to the next, texels
layout(location = 0) out vec4 o_colour;
// Nine taps of a Gaussian, each of one texel: to a software driver a filtered read costs more than four of these.
const float WEIGHT[5] = float[5](0.2270270, 0.1945946, 0.1216216, 0.0540541, 0.0162162);

vec4 tap(ivec2 at) {
    return texelFetch(picture, clamp(at, ivec2(0), textureSize(picture, 0) - 1), 0);
}

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    vec4 sum = tap(at) * WEIGHT[0];
    for (int i = 1; i < 5; i++) {
        sum += (tap(at + way * i) + tap(at - way * i)) * WEIGHT[i];
    }
    o_colour = sum;
}
