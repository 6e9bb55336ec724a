#include "scene.glsl"
in vec4 in_place;     // xyz metres, w radius in metres
in vec4 in_colour;    // rgb, strength
out vec2 v_uv;
flat out vec4 v_colour;

#ifndef DISC
uniform sampler2D depths;

// How much of the lamp itself is seen: five looks at the depth buffer, so a halo fades as someone passes.
float seen(vec4 clip) {
    float shown = 0.0;
    for (int i = 0; i < 5; i++) {
        vec2 offset = vec2(i == 1 ? 1.0 : i == 2 ? -1.0 : 0.0, i == 3 ? 1.0 : i == 4 ? -1.0 : 0.0) * 0.006;
        vec3 at = clip.xyz / clip.w * 0.5 + 0.5;
        shown += step(at.z - 1e-5, textureLod(depths, clamp(at.xy + offset, 0.0, 1.0), 0.0).r);
    }
    return shown / 5.0;
}
#endif

void main() {
    v_uv = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
    vec3 centre = in_place.xyz + normalize(eye.xyz - in_place.xyz) * 0.35;
    vec4 clip = view_projection * vec4(centre, 1.0);
#ifdef DISC
    // Out of focus a lamp is a disc as wide as the lens, however large its glow; the widest glows are no lamps.
    float away = max(clip.w, 0.1);
    float disc = (0.018 + 0.030 * fract(in_place.x * 7.31 + in_place.z * 3.17)) * smoothstep(1.0, 9.0, away);
    v_colour = vec4(in_colour.rgb, in_colour.a * 0.7 * step(in_place.w, 3.0));
    gl_Position = clip + vec4(v_uv * disc * 2.0 * vec2(frame.y * frame.z, 1.0) * clip.w, 0.0, 0.0);
#else
    v_colour = vec4(in_colour.rgb, in_colour.a * (clip.w > 0.1 ? seen(clip) : 0.0));
    gl_Position = view_projection * vec4(centre + (right.xyz * v_uv.x + up.xyz * v_uv.y) * in_place.w, 1.0);
#endif
}
