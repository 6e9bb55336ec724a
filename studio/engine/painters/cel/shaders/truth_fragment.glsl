#include "scene.glsl"
layout(location = 0) out vec4 o_truth;
#ifdef DECAL
in vec2 v_uv;
uniform sampler2D picture;
#endif
#if defined(SURFACE)
in vec3 v_normal;
in vec3 v_place;
#elif defined(FLOW)
#include "moved.glsl"
in vec4 v_then;
uniform float known;     // 1 where the thing is there in the other frame too
#else
uniform vec4 value;
#endif

void main() {
#ifdef DECAL
    // As the picture leaves it out.
    if (texture(picture, v_uv).a < 0.35) discard;
#endif
#if defined(SURFACE)
    // What is seen faces the eye; shading normals that lean past it are brought back to the rim.
    vec3 towards = normalize(eye.xyz - v_place), normal = normalize(v_normal);
    normal = normalize(normal - min(dot(normal, towards), 0.0) * towards);
    vec3 back = cross(right.xyz, up.xyz);
    o_truth = vec4(dot(normal, right.xyz), dot(normal, up.xyz), dot(normal, back), 1.0 / gl_FragCoord.w);
#elif defined(FLOW)
    o_truth = moved(v_then, known);
#else
    o_truth = value;
#endif
}
