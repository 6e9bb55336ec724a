flat in vec2 v_texel;          // one texel of the picture
uniform sampler2D picture;     // a: luma; read at the nearest texel
layout(location = 0) out vec4 o_colour;
// Finds which way an edge runs, looks along it for its two ends, and moves the read towards the other side
// by how far along it the pixel lies. Only pixels on an edge are painted; the others are there already.
// All is read pixel by pixel: to a software driver a filtered read costs four of these, and reads are most of the work.
// Source: T. Lottes, FXAA 3.11, NVIDIA 2011.
const float REACH[2] = float[2](3.0, 7.0);   // after the pixels that touch this one

float luma(vec2 at) {
    return texture(picture, at).a;
}

// The light on the line between a pixel and the one beside it; past the rim of the picture as on it.
float between(vec2 at, vec2 aside) {
    return 0.5 * (luma(at) + luma(at + aside));
}

// Looks both ways along the edge; x and y the distances to its ends, z and w how the light has changed there.
// first: that at a distance of one, behind and ahead.
vec4 ends(vec2 at, vec2 aside, vec2 along, vec2 first, float edge, float enough) {
    vec4 found = vec4(1.0, 1.0, first - edge);
    vec2 going = vec2(1.0);
    for (int i = 0; i < 2; i++) {
        going *= 1.0 - step(vec2(enough), abs(found.zw));
        vec2 change = vec2(between(at - along * REACH[i], aside), between(at + along * REACH[i], aside)) - edge;
        found.zw = mix(found.zw, change, going);
        found.xy = mix(found.xy, vec2(REACH[i]), going);
    }
    return found;
}

void main() {
    vec2 at = clamp(gl_FragCoord.xy * v_texel, 1.5 * v_texel, 1.0 - 1.5 * v_texel), right = vec2(v_texel.x, 0.0), up = vec2(0.0, v_texel.y);
    float m = luma(at), n = luma(at + up), s = luma(at - up);
    float e = luma(at + right), w = luma(at - right);
    float low = min(m, min(min(n, s), min(e, w))), high = max(m, max(max(n, s), max(e, w)));
    if (high - low < max(0.085, high * 0.14)) discard;
    float ne = luma(at + v_texel), nw = luma(at + up - right), se = luma(at + right - up), sw = luma(at - v_texel);
    float rows = abs(n + s - 2.0 * m) * 2.0 + abs(ne + se - 2.0 * e) + abs(nw + sw - 2.0 * w);
    float columns = abs(e + w - 2.0 * m) * 2.0 + abs(ne + nw - 2.0 * n) + abs(se + sw - 2.0 * s);
    bool level = rows >= columns;
    float one = level ? s : w, two = level ? n : e;
    bool to_one = abs(one - m) >= abs(two - m);
    float edge = 0.5 * (m + (to_one ? one : two));
    vec2 aside = (level ? up : right) * (to_one ? -1.0 : 1.0);
    vec2 first = level ? vec2(w + (to_one ? sw : nw), e + (to_one ? se : ne)) : vec2(s + (to_one ? sw : se), n + (to_one ? nw : ne));
    vec4 found = ends(at, aside, level ? right : up, 0.5 * first, edge, 0.25 * max(abs(one - m), abs(two - m)));
    float change = found.x < found.y ? found.z : found.w;
    bool stepped = (m < edge) != (change < 0.0);
    float shift = stepped ? 0.5 - min(found.x, found.y) / (found.x + found.y) : 0.0;
    float lone = abs((2.0 * (n + s + e + w) + ne + nw + se + sw) / 12.0 - m) / (high - low);
    lone = smoothstep(0.0, 1.0, lone);
    o_colour = mix(texture(picture, at), texture(picture, at + aside), max(shift, lone * lone * 0.30));
}
