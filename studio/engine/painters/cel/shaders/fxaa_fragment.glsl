uniform sampler2D picture;     // a: luma
layout(location = 0) out vec4 o_colour;
// Finds which way an edge runs, looks along it for its two ends, and moves the read towards the other side
// by how far along it the pixel lies. Only pixels on an edge are painted; the others are there already.
// All is read pixel by pixel: to a software driver a filtered read costs four of these.
// Source: T. Lottes, FXAA 3.11, NVIDIA 2011.
const int REACH[4] = int[4](1, 2, 4, 7);

float luma(ivec2 at) {
    return texelFetch(picture, at, 0).a;
}

// The light on the line between a pixel and the one beside it; past the rim of the picture as on it.
float between(ivec2 at, ivec2 aside) {
    ivec2 most = textureSize(picture, 0) - 1;
    return 0.5 * (luma(clamp(at, ivec2(0), most)) + luma(clamp(at + aside, ivec2(0), most)));
}

// Looks both ways along the edge; x and y the distances to its ends, z and w how the light has changed there.
vec4 ends(ivec2 at, ivec2 aside, ivec2 along, float edge, float enough) {
    vec4 found = vec4(float(REACH[3]), float(REACH[3]), 0.0, 0.0);
    vec2 going = vec2(1.0);
    for (int i = 0; i < 4; i++) {
        vec2 change = vec2(between(at - along * REACH[i], aside), between(at + along * REACH[i], aside)) - edge;
        found.zw = mix(found.zw, change, going);
        found.xy = mix(found.xy, vec2(float(REACH[i])), going);
        going *= 1.0 - step(vec2(enough), abs(change));
        if (going.x + going.y < 0.5) break;
    }
    return found;
}

void main() {
    ivec2 at = clamp(ivec2(gl_FragCoord.xy), ivec2(1), textureSize(picture, 0) - 2);
    float m = luma(at), n = luma(at + ivec2(0, 1)), s = luma(at - ivec2(0, 1));
    float e = luma(at + ivec2(1, 0)), w = luma(at - ivec2(1, 0));
    float low = min(m, min(min(n, s), min(e, w))), high = max(m, max(max(n, s), max(e, w)));
    if (high - low < max(0.085, high * 0.14)) discard;
    float ne = luma(at + ivec2(1, 1)), nw = luma(at + ivec2(-1, 1)), se = luma(at + ivec2(1, -1)), sw = luma(at - ivec2(1, 1));
    float rows = abs(n + s - 2.0 * m) * 2.0 + abs(ne + se - 2.0 * e) + abs(nw + sw - 2.0 * w);
    float columns = abs(e + w - 2.0 * m) * 2.0 + abs(ne + nw - 2.0 * n) + abs(se + sw - 2.0 * s);
    bool level = rows >= columns;
    float one = level ? s : w, two = level ? n : e;
    bool to_one = abs(one - m) >= abs(two - m);
    float edge = 0.5 * (m + (to_one ? one : two));
    ivec2 aside = (level ? ivec2(0, 1) : ivec2(1, 0)) * (to_one ? -1 : 1);
    ivec2 along = level ? ivec2(1, 0) : ivec2(0, 1);
    vec4 found = ends(at, aside, along, edge, 0.25 * max(abs(one - m), abs(two - m)));
    float change = found.x < found.y ? found.z : found.w;
    bool stepped = (m < edge) != (change < 0.0);
    float shift = stepped ? 0.5 - min(found.x, found.y) / (found.x + found.y) : 0.0;
    float lone = abs((2.0 * (n + s + e + w) + ne + nw + se + sw) / 12.0 - m) / (high - low);
    lone = smoothstep(0.0, 1.0, lone);
    o_colour = mix(texelFetch(picture, at, 0), texelFetch(picture, at + aside, 0), max(shift, lone * lone * 0.30));
}
